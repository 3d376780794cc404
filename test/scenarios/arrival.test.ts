import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import { DEMO_TENANT } from '../../deploy/local/teams/account.ts';
import { memberOf } from '../../deploy/local/teams/account.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { notices } from '../../services/store/documents.ts';
import { anAcademy, chatOf, DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { cardsWith, clicks, lastCard, titleOf, verbsOf } from '../helpers/acts.ts';
import { docsOf } from '../helpers/dump.ts';
import { joining, SECOND, secondEntries, secondProgramme } from '../helpers/second-academy.ts';

const { programme, entries } = demoFiles();
const STRANGER = { name: 'Vera Utanför', address: 'vera@elsewhere.example', tenant: DEMO_TENANT };
const titlesOf = (person: Person) => person.messages().map((posted) => titleOf(cardIn(posted) ?? {}));

describe('somebody who installs the app', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  before(async () => {
    world = await anAcademy({ installed: [], others: [STRANGER] });
  });
  after(() => world.close());

  const toldTo = async (person: Person, kind: 'arrival' | 'back') => {
    const known = await world.bot.deps.persons.byAddress(person.account.address);
    const all = await docsOf(world.store, DEMO, notices);
    return all.filter(({ id }) => id.startsWith(`${kind}:${known?.id ?? '-'}`)).length;
  };
  const installed = { type: 'installationUpdate', action: 'add', text: undefined };
  const joined = (person: Person) => ({
    ...{ type: 'conversationUpdate', text: undefined },
    membersAdded: [{ id: person.account.userId }, { id: '28:fadder' }],
  });

  it('is welcomed once, though Teams tells of it twice', async () => {
    const ebba = world.person('ebba');
    await ebba.install();
    await world.settle();
    assert.deepEqual(titlesOf(ebba), [titlesOf(ebba)[0], words.sv['mentor.title']]);
    assert.equal(cardsWith(ebba, 'language.set').length, 1);
  });

  it('is welcomed once, whichever of the two is heard first', async () => {
    for (const [name, order] of [
      ['axel', (person: Person) => [installed, joined(person)]],
      ['tuula', (person: Person) => [joined(person), installed]],
    ] as const) {
      const person = world.person(name);
      world.teams.respond(({ operation }) =>
        operation === 'member' ? { status: 200, body: memberOf(person.account) } : undefined,
      );
      for (const event of order(person)) await person.sends(event);
      world.teams.respond(undefined);
      assert.deepEqual([await toldTo(person, 'arrival'), await toldTo(person, 'back')], [1, 0], name);
    }
  });

  it('hears nothing when a new version of the app takes the place of the old one', async () => {
    const ebba = world.person('ebba');
    const before = ebba.messages().length;
    for (const action of ['remove-upgrade', 'add-upgrade']) await ebba.sends({ ...installed, action });
    await world.settle();
    assert.equal(ebba.messages().length, before);
    const known = await world.bot.deps.persons.byAddress(ebba.account.address);
    assert.ok(known?.accounts.every((account) => account.installed));
  });

  it('gets the polite no where nobody vouches for them', async () => {
    const minna = world.person('minna');
    world.teams.respond(({ operation }) => (operation === 'member' ? { status: 403 } : undefined));
    await minna.install();
    world.teams.respond(undefined);
    assert.deepEqual(titlesOf(minna), [words.en['refusal.unknownPerson.title']]);
  });

  it('late, gets what is live now, each thing once: the sprint, prompts that can be answered, their mentor', async () => {
    await world.moveTo('2023-06-07T07:00:00Z');
    const ville = world.person('ville');
    await ville.install();
    await world.settle();
    assert.equal(cardsWith(ville, 'language.set').length, 1);
    assert.ok(
      verbsOf(cardIn(ville.messages()[0] ?? assert.fail())).includes('language.set'),
      'the welcome first',
    );
    const prompts = cardsWith(ville, 'prompt.answer').map((posted) => titleOf(cardIn(posted) ?? {}));
    assert.deepEqual(
      prompts,
      programme.sprints[0]?.prompts.slice(0, 2).map(({ text }) => text.fi),
    );
    assert.match(chatOf(ville).join(), /Henrik Demo/);
    assert.equal(cardsWith(ville, 'meeting.show').length, 1);
    assert.deepEqual(cardsWith(ville, 'task.answer'), [], 'no reminder of what was due before they came');
  });

  it('again gets one card that says where they are, and no second welcome', async () => {
    const ville = world.person('ville');
    const before = ville.messages().length;
    await world.moveTo('2023-06-07T08:00:00Z');
    await ville.uninstall();
    await ville.install();
    await world.settle();
    const [card, ...more] = ville.messages().slice(before).map(cardIn);
    assert.ok(verbsOf(card).includes('task.show'));
    assert.equal(more.length, 0);
    assert.equal(cardsWith(ville, 'language.set').length, 1);
  });

  it('after the client was started afresh, with no word of a removal, gets that card too', async () => {
    const ville = world.person('ville');
    const before = ville.messages().length;
    await ville.install();
    await world.settle();
    assert.deepEqual(
      ville
        .messages()
        .slice(before)
        .map((posted) => verbsOf(cardIn(posted)).includes('task.show')),
      [true],
    );
  });

  it('and removed it gets nothing until they come back', async () => {
    const ville = world.person('ville');
    await ville.uninstall();
    const before = world.teams.count('send', ville.account.conversationId);
    await world.moveTo('2023-06-14T10:00:00Z');
    assert.equal(world.teams.count('send', ville.account.conversationId), before);
  });

  it('unknown, gets one polite no with whom to ask, whatever they do', async () => {
    const vera = world.person('vera');
    await vera.install();
    await world.settle();
    assert.deepEqual(titlesOf(vera), [words.en['refusal.unknownPerson.title']]);
    await vera.says('tasks');
    await vera.says('Hello?');
    for (const said of chatOf(vera)) assert.match(said, /Katri Demo.*Robert Demo/);
    assert.equal(vera.messages().length, 3);
    const { card } = await clicks(vera, { verb: 'desk.show', academy: DEMO });
    assert.match(wordsOf(card), /Katri Demo/);
    const told = [...chatOf(vera), wordsOf(card)].join();
    const inside = [programme.summary, ...programme.organisations.map(({ name }) => name)];
    for (const text of inside.flatMap((words) => Object.values(words))) assert.ok(!told.includes(text), text);
  });

  it('added to the roster later, is welcomed as soon as they write', async () => {
    const vera = world.person('vera');
    const before = vera.messages().length;
    const organisation = entries.find(({ name }) => name === 'Ebba Demo')?.organisation;
    assert.ok(organisation);
    await importInto(world.store, programme, [
      ...entries,
      { ...joining(STRANGER.name, STRANGER.address), organisation, language: 'sv' },
    ]);
    await vera.says('uppgifter');
    await world.settle();
    const added = vera.messages().slice(before);
    assert.equal(added.filter((posted) => verbsOf(cardIn(posted)).includes('language.set')).length, 1);
    assert.equal(titleOf(cardIn(added[0] ?? assert.fail()) ?? {}), words.sv['tasks.title']);
  });
});

describe('a person of two academies', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let ebba: Person;
  const titles = { first: programme.title.sv ?? '-', second: secondProgramme().title.sv ?? '-' };
  const namesIn = (said: string) => Object.values(titles).filter((title) => said.includes(title));

  before(async () => {
    world = await anAcademy({ installed: ['ebba', 'axel'] });
    ebba = world.person('ebba');
    await importInto(world.store, secondProgramme(), [
      ...secondEntries,
      { ...joining('Ebba Demo', ebba.account.address), language: 'sv' },
    ]);
    await world.settle();
    await world.moveTo('2023-05-10T05:30:00Z');
  });
  after(() => world.close());

  it('is welcomed into the second as well, though they have had the app for long', () => {
    const welcomes = cardsWith(ebba, 'language.set').map((posted) => namesIn(wordsOf(cardIn(posted))));
    assert.deepEqual(welcomes, [[titles.first], [titles.second]]);
  });

  it('sees on every card which academy it is about', () => {
    for (const said of chatOf(ebba)) assert.equal(namesIn(said).length, 1, said);
  });

  it('gets an answer for each academy to a word that is about both', async () => {
    const before = ebba.messages().length;
    await ebba.says('uppgifter');
    const answers = ebba
      .messages()
      .slice(before)
      .map((posted) => wordsOf(cardIn(posted)));
    assert.deepEqual(answers.map(namesIn).flat().sort(), Object.values(titles).sort());
  });

  it('answers in one of them and not in the other, though their ids are the same', async () => {
    const task = { item: 's1-t1', rev: 0, nonce: 'n-1', text: 'Bara i den första' };
    await clicks(ebba, { verb: 'task.answer', academy: DEMO, ...task });
    const shows = async (academy: string) =>
      wordsOf((await clicks(ebba, { verb: 'task.show', academy, item: 's1-t1' })).card);
    assert.match(await shows(DEMO), /Bara i den första/);
    const there = await shows(SECOND);
    assert.ok(namesIn(there).includes(titles.second) && !there.includes('Bara i den första'));
  });

  it('is asked to which academy’s thread a sentence should go', async () => {
    await ebba.says('Kan vi ses i morgon?');
    const said = wordsOf(lastCard(ebba));
    assert.deepEqual(namesIn(said), Object.values(titles));
    assert.match(said, /Henrik Demo/);
    assert.match(said, /Mona Other/);
  });

  it('shows nothing of the one to people of the other', async () => {
    const { card, refused } = await clicks(world.person('axel'), { verb: 'tasks.show', academy: SECOND });
    assert.equal(refused, 'gone');
    assert.ok(!wordsOf(card).includes(titles.second));
  });
});
