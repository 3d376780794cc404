import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import { buttons } from '../../deploy/local/teams/person.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import type { Posted } from '../../deploy/local/teams/world.ts';
import { languages } from '../../services/domain/language.ts';
import type { Language } from '../../services/domain/language.ts';
import { anAcademy, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { clicks, languageIn, titleOf, verbsOf } from '../helpers/acts.ts';
import { SECOND, secondEntries, secondProgramme } from '../helpers/second-academy.ts';

const { programme } = demoFiles();

describe('the language chosen on a card', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let ebba: Person;
  const welcome = () => ebba.messages()[0] ?? assert.fail('no welcome');
  const chooses = async (posted: Posted, language: Language) => {
    const { card } = await ebba.acts(
      posted,
      ({ verb, data }) => verb === 'language.set' && data['language'] === language,
    );
    return card ?? assert.fail('no card in answer');
  };
  const isWelcome = (said: string, language: Language) => {
    const name = (title: string) => title.replace('{name}', 'Ebba Demo');
    assert.ok(said.includes(name(words[language]['welcome.title'])));
    for (const text of [programme.dataNotice, programme.summary])
      assert.ok(said.includes(text[language] ?? '-'));
  };

  before(async () => {
    world = await anAcademy({ installed: ['ebba'] });
    ebba = world.person('ebba');
  });
  after(() => world.close());

  for (const language of ['en', 'fi', 'sv'] as const)
    it(`on the welcome, answers with the same welcome in ${language}, who reads what included`, async () => {
      const card = await chooses(welcome(), language);
      assert.equal(languageIn(card), language);
      isWelcome(wordsOf(card), language);
      assert.equal(verbsOf(card).filter((verb) => verb === 'language.set').length, languages.length);
      assert.ok(verbsOf(card).includes('tasks.show'), 'and what to do first');
    });

  it('leaves the welcome in the chat as it was chosen last, and posts nothing beside it', async () => {
    const before = ebba.messages().length;
    await chooses(welcome(), 'en');
    await chooses(welcome(), 'sv');
    assert.equal(languageIn(cardIn(welcome())), 'sv');
    assert.equal(ebba.messages().length, before);
  });

  it('from the word for language, answers with that short card', async () => {
    await ebba.says('språk');
    const card = await chooses(ebba.messages().at(-1) ?? assert.fail(), 'en');
    assert.equal(titleOf(card), words.en['language.title']);
    assert.ok(wordsOf(card).includes(words.en['language.changed']));
    assert.ok(!wordsOf(card).includes(programme.dataNotice.en ?? '-'));
  });

  it('leads back to who reads what from help, in that language', async () => {
    await ebba.says('help');
    const help = ebba.messages().at(-1) ?? assert.fail();
    assert.ok(buttons(help).some(({ title }) => title === words.en['go.welcome']));
    const { card } = await ebba.acts(help, 'welcome.show');
    isWelcome(wordsOf(card), 'en');
  });

  it('with an academy that is not theirs shows nothing of it', async () => {
    await importInto(world.store, secondProgramme(), secondEntries);
    const { card } = await clicks(ebba, { verb: 'language.set', language: 'sv', welcome: SECOND });
    assert.ok(card);
    assert.equal(titleOf(card), words.sv['language.title']);
    assert.ok(!wordsOf(card).includes(secondProgramme().title.sv ?? '-'));
  });
});
