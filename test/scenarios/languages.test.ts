import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import { commandWords } from '../../cards/words/commands.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { languages } from '../../services/domain/language.ts';
import type { Language } from '../../services/domain/language.ts';
import { anAcademy, DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { clicks, languageIn, lastCard, titleOf } from '../helpers/acts.ts';
import { dumpOf } from '../helpers/dump.ts';

const { programme, entries } = demoFiles();

describe('the languages', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let grace: Person;
  const answered = async (person: Person, text: string) => {
    await person.says(text);
    return lastCard(person);
  };

  before(async () => {
    world = await anAcademy({ installed: ['katri', 'robert', 'ebba', 'tuula', 'grace', 'm6'] });
    grace = world.person('grace');
    await world.moveTo('2023-05-10T05:30:00Z');
  });
  after(() => world.close());

  for (const language of languages) {
    it(`${language}: its words are understood whatever language the person reads`, async () => {
      const titleAfter = async (person: Person, word: string) => titleOf(await answered(person, word));
      for (const word of commandWords.help[language])
        assert.equal(await titleAfter(grace, word), words.en['help.title']);
      for (const word of commandWords.tasks[language])
        assert.equal(await titleAfter(grace, word), words.en['tasks.title'], word);
      for (const word of commandWords.desk[language])
        assert.equal(await titleAfter(world.person('katri'), word), words.fi['desk.title'], word);
      const [first = ''] = commandWords.language[language];
      assert.equal(await titleAfter(grace, first), words.en['language.title']);
    });
  }

  it('an unknown sentence gets a helpful answer, with the sentence kept', async () => {
    const katri = world.person('katri');
    const card = await answered(katri, 'Missä kahvi on?');
    assert.match(wordsOf(card), /Missä kahvi on\?/);
    assert.ok(
      wordsOf(card).includes(commandWords.desk.fi[0] ?? '-'),
      'and the words that would do something',
    );
  });

  it('who asks for a desk without having one learns whom to ask', async () => {
    const said = wordsOf(await answered(grace, 'desk'));
    assert.match(said, /Katri Demo/);
    assert.match(said, /Robert Demo/);
  });

  it('a choice on the welcome card changes the language at once, in the confirmation too', async () => {
    const ebba = world.person('ebba');
    const welcome = ebba.messages()[0] ?? assert.fail('no welcome');
    const { card } = await ebba.acts(
      welcome,
      ({ verb, data }) => verb === 'language.set' && data['language'] === 'en',
    );
    assert.equal(languageIn(card), 'en');
    assert.equal(languageIn(await answered(ebba, 'uppgifter')), 'en');
  });

  it('a language’s own name typed changes to it', async () => {
    const asked: readonly (readonly [string, Language])[] = [
      ['svenska', 'sv'],
      ['suomeksi', 'fi'],
      ['In English', 'en'],
    ];
    for (const [word, language] of asked) {
      assert.equal(languageIn(await answered(grace, word)), language);
      assert.equal(languageIn(await answered(grace, 'tasks')), language);
    }
  });

  it('the choice outlives an import of a roster that says otherwise', async () => {
    const roster = entries.map((entry) => ({ ...entry, language: 'fi' as const }));
    await importInto(world.store, programme, roster);
    assert.equal(languageIn(await answered(world.person('ebba'), 'help')), 'en');
    assert.equal(languageIn(await answered(world.person('m6'), 'help')), 'fi', 'he has chosen none');
    await importInto(world.store, programme, entries);
  });

  it('the same choice again writes nothing', async () => {
    const before = await dumpOf(world.store);
    await clicks(world.person('ebba'), { verb: 'language.set', language: 'en' });
    assert.deepEqual(await dumpOf(world.store), before);
  });

  it('each recipient of one notice gets it in their own language, programme texts and dates too', async () => {
    await world.moveTo('2023-05-31T06:00:00Z');
    const prompts = ['ebba', 'tuula', 'grace'].map((name) =>
      cardIn(world.person(name).latest('prompt.answer')),
    );
    assert.deepEqual(prompts.map(languageIn), ['en', 'fi', 'en']);
    const [prompt] = programme.sprints[0]?.prompts ?? [];
    for (const card of prompts) {
      const language = languageIn(card) ?? 'sv';
      assert.ok(wordsOf(card).includes(prompt?.text[language] ?? '-'));
      const others = languages.filter((other) => other !== language);
      for (const other of others) assert.ok(!wordsOf(card).includes(prompt?.text[other] ?? '-'));
    }
    assert.match(wordsOf(prompts[1]), /7\.6\./);
  });

  it('an answer stands in the language it was written in, whoever reads it', async () => {
    const form = world.person('ebba').latest('prompt.answer');
    await world
      .person('ebba')
      .acts(form, 'prompt.answer', { text: 'Registret är snart klart', share: 'academy' });
    const { card } = await clicks(world.person('tuula'), {
      verb: 'prompt.others',
      academy: DEMO,
      item: 's1-p1',
    });
    assert.equal(languageIn(card), 'fi');
    assert.match(wordsOf(card), /Registret är snart klart/);
  });
});
