import assert from 'node:assert/strict';
import { meetingId } from '../../services/domain/ids.ts';
import { handle } from '../../services/usecases/handle.ts';
import { anAcademy, DEMO, demoFiles, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { cardsWith, clicks, verbsOf } from '../helpers/acts.ts';
import { documentsOf } from '../helpers/dump.ts';

const { entries } = demoFiles();
const PARTICIPANTS = entries
  .filter(({ role }) => role === 'participant')
  .map(({ address }) => address.split('@')[0] ?? '')
  .slice(0, 12);
/** A text that nobody else would write, so that it can be looked for. */
const wordsBy = (name: string) => `Palaute ${[...name].reverse().join('')}`;
const about = { academy: DEMO, meeting: 's1-m' };

describe('feedback on a meeting', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  const gives = (index: number, useful = String((index % 5) + 1)) => {
    const name = PARTICIPANTS[index] ?? '-';
    const answers = { q_useful: useful, q_change: wordsBy(name) };
    return clicks(world.person(name), { verb: 'feedback.give', ...about, ...answers });
  };
  const results = async () =>
    wordsOf((await clicks(world.person('katri'), { verb: 'desk.feedback', academy: DEMO })).card);
  const shown = async () => {
    const said = await results();
    return PARTICIPANTS.filter((name) => said.includes(wordsBy(name)));
  };

  before(async () => {
    world = await anAcademy({ installed: ['katri', 'm1', ...PARTICIPANTS] });
    await world.moveTo('2023-06-14T10:00:00Z');
  });
  after(() => world.close());

  it('is asked for after the meeting, of participants, with the programme’s questions', () => {
    for (const name of PARTICIPANTS) {
      const asked = cardsWith(world.person(name), 'feedback.give', ({ meeting }) => meeting === 's1-m');
      assert.equal(asked.length, 1, name);
    }
    assert.deepEqual(cardsWith(world.person('m1'), 'feedback.give'), []);
  });

  it('is thanked for, and then cannot be given again', async () => {
    const person = world.person(PARTICIPANTS[0] ?? '-');
    const form = person.latest('feedback.give');
    const { card } = await person.acts(form, 'feedback.give', {
      q_useful: '1',
      q_change: wordsBy(PARTICIPANTS[0] ?? ''),
    });
    assert.ok(card && !verbsOf(card).includes('feedback.give'));
    const before = await documentsOf(world.store);
    await gives(0, '5');
    assert.deepEqual(await documentsOf(world.store), before);
  });

  it('with nothing in it is asked for again and kept nowhere', async () => {
    const before = await documentsOf(world.store);
    const { card } = await clicks(world.person(PARTICIPANTS[1] ?? '-'), { verb: 'feedback.give', ...about });
    assert.ok(verbsOf(card).includes('feedback.give'));
    assert.deepEqual(await documentsOf(world.store), before);
  });

  it('is shown to coordinators only once five have answered', async () => {
    for (const index of [1, 2, 3]) await gives(index);
    assert.deepEqual(await shown(), []);
    await gives(4);
    assert.equal((await shown()).length, 5);
  });

  it('gives no way to find the sixth by looking before and after: nothing changes until five more have answered', async () => {
    const before = await results();
    for (const index of [5, 6, 7, 8]) {
      await gives(index);
      assert.equal(await results(), before);
    }
    await gives(9);
    assert.equal((await shown()).length, 10);
  });

  it('is kept so that no document links a person to an answer', async () => {
    const documents = (await documentsOf(world.store)).map((doc) => JSON.stringify(doc));
    const withWords = documents.filter((json) => PARTICIPANTS.some((name) => json.includes(wordsBy(name))));
    assert.equal(withWords.length, 1, 'the meeting’s own tally and nothing else');
    for (const name of PARTICIPANTS) {
      const person = await world.bot.deps.persons.byAddress(world.person(name).account.address);
      assert.ok(person && !withWords.join().includes(person.id), name);
    }
  });

  it('keeps of a person no more than that they answered: neither when nor what', async () => {
    const receipts = (await documentsOf(world.store)).filter(({ type }) => type === 'feedbackGiven');
    assert.equal(receipts.length, 10);
    for (const { data } of receipts)
      assert.deepEqual(Object.keys(data as object).sort(), ['academy', 'meeting', 'person']);
  });

  it('does not keep answers in the order in which they were given', async () => {
    const [tally] = (await documentsOf(world.store)).filter(({ type }) => type === 'feedback');
    const inOrder = PARTICIPANTS.slice(0, 10).map(wordsBy);
    const json = JSON.stringify(tally?.data);
    const places = inOrder.map((text) => json.indexOf(text));
    assert.ok(places.every((place) => place >= 0));
    // One chance in ten factorial that a fair shuffle keeps the order.
    assert.notDeepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
  });

  it('from somebody twice at once counts once', async () => {
    const { deps } = world.bot;
    const name = PARTICIPANTS[10] ?? '-';
    const person = await deps.persons.byAddress(world.person(name).account.address);
    assert.ok(person);
    const answers = { useful: '4', change: wordsBy(name) };
    const command = { verb: 'feedback.give', academy: DEMO, meeting: meetingId('s1-m'), answers } as const;
    // Side by side in the bot: over the wire one might be done before the next is read.
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => handle(deps, person, command)));
    for (const views of [first, ...others]) assert.equal(views?.[0]?.kind, 'feedback');
    const receipts = (await documentsOf(world.store)).filter(({ type }) => type === 'feedbackGiven');
    assert.equal(receipts.length, 11);
    const [tally] = (await documentsOf(world.store)).filter(({ type }) => type === 'feedback');
    assert.equal(JSON.stringify(tally?.data).split(wordsBy(PARTICIPANTS[10] ?? '-')).length - 1, 1);
  });

  it('is closed after two weeks of work, with nothing kept of what comes later', async () => {
    await world.moveTo('2023-09-01T06:00:00Z');
    const before = await documentsOf(world.store);
    const { card } = await gives(11);
    assert.ok(card && !verbsOf(card).includes('feedback.give'));
    assert.deepEqual(await documentsOf(world.store), before);
  });
});
