import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { answers } from '../../services/store/documents.ts';
import { aStore } from '../helpers/a-store.ts';
import { anAcademy, DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { actionsWith, cardsWith, clicks, formOf, titleOf, verbsOf } from '../helpers/acts.ts';
import { docsOf } from '../helpers/dump.ts';

const { programme, entries } = demoFiles();
const organisation = programme.organisations.find(({ id }) => id === 'lappi')?.id ?? assert.fail();

/** Henrik mentors Kymenlaakso and Varsinais-Suomi, Robert is a coordinator; here both take part for Lapland as well. */
const both = entries.filter(({ name }) => name === 'Henrik Demo' || name === 'Robert Demo');
const roster = [
  ...entries,
  ...both.map((entry) => ({ ...entry, role: 'participant' as const, organisation })),
];

const cases = [
  { name: 'm3', role: 'mentor', other: 'overview.title' },
  { name: 'robert', role: 'coordinator', other: 'desk.title' },
] as const;

for (const { name, role, other } of cases)
  describe(`a participant who is a ${role} in the same academy`, function () {
    this.timeout(20_000);
    let world: AcademyWorld;
    let person: Person;

    before(async () => {
      const store = await aStore();
      await importInto(store, programme, roster);
      world = await anAcademy({ store, installed: [name, 'grace'] });
      person = world.person(name);
      await world.moveTo('2023-05-10T05:30:00Z');
    });
    after(() => world.close());

    it('is welcomed once, with what belongs to either role', () => {
      assert.equal(cardsWith(person, 'language.set').length, 1);
      const titles = person.messages().map((posted) => titleOf(cardIn(posted) ?? {}));
      const mentors = titles.filter((title) => title === words.sv['mentor.title']);
      assert.equal(mentors.length, 1, 'the mentor of Lapland');
      const theirs = role === 'mentor' ? 'organisation.show' : 'desk.reach';
      assert.equal(cardsWith(person, theirs).length, role === 'mentor' ? 2 : 1);
    });

    it('gets a card for each role at the word for tasks', async () => {
      const before = person.messages().length;
      await person.says('uppgifter');
      const titles = person
        .messages()
        .slice(before)
        .map((posted) => titleOf(cardIn(posted) ?? {}));
      assert.deepEqual(titles, [words.sv[other], words.sv['tasks.title']]);
    });

    it('gets the sprint once, with the buttons that open its tasks', () => {
      const [card, ...more] = person
        .messages()
        .map(cardIn)
        .filter((one) => verbsOf(one).includes('meeting.show') && wordsOf(one).includes(summary()));
      assert.equal(more.length, 0);
      const opened = actionsWith(card, 'task.show').map(({ data }) => data['item']);
      assert.deepEqual(
        opened.sort(),
        programme.sprints[0]?.tasks.map(({ id }) => id),
      );
    });

    it('answers for their organisation from there, and colleagues see it', async () => {
      await person.acts(formOf(person, 'task.show', 's1-t1'), ({ data }) => data['item'] === 's1-t1');
      const form = formOf(person, 'task.answer', 's1-t1');
      const { card } = await person.acts(form, 'task.answer', { text: 'Ett register' });
      assert.ok(verbsOf(card).includes('task.undo'));
      const [only, ...more] = await docsOf(world.store, DEMO, answers);
      assert.deepEqual([only?.organisation, more.length], [organisation, 0]);
      const seen = await clicks(world.person('grace'), { verb: 'task.show', academy: DEMO, item: 's1-t1' });
      assert.match(wordsOf(seen.card), /Ett register/);
    });

    it('is asked to reflect and to come, and can answer both', async () => {
      await world.moveTo('2023-05-31T06:00:00Z');
      const prompts = cardsWith(person, 'prompt.answer', ({ item }) => item === 's1-p1');
      assert.equal(prompts.length, 1);
      const given = await person.acts(prompts[0] ?? assert.fail(), 'prompt.answer', {
        text: 'Tanke',
        share: 'me',
      });
      assert.match(wordsOf(given.card), /Tanke/);
      const asked = await clicks(person, { verb: 'meeting.show', academy: DEMO, meeting: 's1-m' });
      assert.ok(verbsOf(asked.card).includes('rsvp.set'));
    });

    const summary = () => programme.sprints[0]?.summary.sv ?? '-';
  });
