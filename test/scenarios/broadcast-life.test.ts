import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import type { Fault } from '../../deploy/local/teams/faults.ts';
import type { Call } from '../../deploy/local/teams/connector.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import type { Posted } from '../../deploy/local/teams/world.ts';
import { anAcademy, DEMO, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { actionsWith, clicks, dataOf, inputValue, verbsOf } from '../helpers/acts.ts';
import type { Reply } from '../helpers/acts.ts';
import { ask } from '../helpers/teams.ts';

const HERE = ['katri', 'robert', 'm3', 'ebba', 'axel', 'tuula'];
const FIRST = { text_fi: 'Ensimmäinen teksti', text_sv: 'Den första texten', text_en: 'The first text' };
const SECOND = { text_fi: 'Toinen teksti', text_sv: 'Den andra texten', text_en: 'The second text' };

/** A small academy on the last day of May at nine, with two coordinators. */
async function aWorld(respond?: (call: Call) => Fault | undefined): Promise<AcademyWorld> {
  const world = await anAcademy({ installed: HERE, ...(respond ? { respond } : {}) });
  await world.moveTo('2023-05-31T06:00:00Z');
  return world;
}

/** What coordinators do with one broadcast. */
function coordinating(world: AcademyWorld) {
  const [katri, robert] = [world.person('katri'), world.person('robert')];
  const preview = async (typed: Json, by = katri) => {
    const { card } = await clicks(by, { verb: 'broadcast.compose', academy: DEMO });
    const form = dataOf(card, 'broadcast.preview');
    return clicks(by, { ...form, meeting: 's1-m', audience: 'everybody', ...FIRST, ...typed });
  };
  const press = (
    card: Json | undefined,
    verb: Parameters<typeof dataOf>[1],
    by: Person = katri,
    typed: Json = {},
  ) => clicks(by, { ...dataOf(card, verb), ...typed });
  return {
    katri,
    robert,
    preview,
    press,
    confirm: async (typed: Json, by = katri) => press((await preview(typed, by)).card, 'broadcast.send', by),
    correct: async (card: Json | undefined, by = katri): Promise<Reply> => {
      const form = (await press(card, 'broadcast.correct', by)).card;
      const seen = (await press(form, 'broadcast.preview', by, SECOND)).card;
      return press(seen, 'broadcast.send', by);
    },
    /** The card as it stands. */
    show: async (card: Json | undefined, by = katri) =>
      clicks(by, {
        verb: 'broadcast.show',
        academy: DEMO,
        broadcast: dataOf(card, 'broadcast.show')['broadcast'],
      }),
    desk: async (by = katri) => (await clicks(by, { verb: 'desk.show', academy: DEMO })).card,
  };
}

const holding = (person: Person, text: string): readonly Posted[] =>
  person.messages().filter((posted) => wordsOf(cardIn(posted)).includes(text));

const said = ({ card }: Reply): string => wordsOf(card);

describe('a scheduled broadcast', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let act: ReturnType<typeof coordinating>;
  const JUNE_1 = { day: '2023-06-01', time: '09:30' };
  const got = (name: string) => holding(world.person(name), FIRST.text_sv).length;
  beforeEach(async () => {
    world = await aWorld();
    act = coordinating(world);
  });
  afterEach(() => world.close());

  it('is sent at its time, by the academy’s clock, and not before', async () => {
    const status = await act.confirm(JUNE_1);
    assert.match(said(status), /to 1\.6\. klo 9\.30 \(Europe\/Helsinki\)/);
    await world.moveTo('2023-06-01T06:29:00Z');
    assert.equal(got('ebba'), 0);
    await world.moveTo('2023-06-01T06:30:00Z');
    assert.equal(got('ebba'), 1);
    assert.ok(said(await act.show(status.card)).includes(words.fi['status.sentBy']));
  });

  it('stands on the desk, and is what the clock jumps to next', async () => {
    await act.confirm(JUNE_1);
    const desk = await act.desk();
    assert.ok(wordsOf(desk).includes(words.fi['desk.scheduled']));
    assert.equal(dataOf(desk, 'clock.jump')['to'], '2023-06-01T06:30:00.000Z');
    await act.press(desk, 'clock.jump');
    await world.settle();
    assert.equal(got('ebba'), 1);
    assert.ok(!wordsOf(await act.desk()).includes(words.fi['desk.scheduled']));
  });

  it('goes to the audience of the moment in which it is sent', async () => {
    await act.confirm({ ...JUNE_1, audience: 'noRsvp' });
    const answer = { verb: 'rsvp.set', academy: DEMO, meeting: 's1-m', answer: 'online' };
    await clicks(world.person('ebba'), answer);
    await world.moveTo('2023-06-01T07:00:00Z');
    assert.deepEqual([got('ebba'), got('axel')], [0, 1]);
  });

  it('is sent at the new time after a change, and only then', async () => {
    const status = await act.confirm(JUNE_1);
    const form = (await act.press(status.card, 'broadcast.compose')).card;
    assert.equal(inputValue(form, 'day'), '2023-06-01');
    assert.equal(inputValue(form, 'time'), '09:30');
    const typed = { meeting: 's1-m', audience: 'everybody', ...SECOND, day: '2023-06-02', time: '10:00' };
    const seen = await act.press(form, 'broadcast.preview', act.katri, typed);
    assert.ok(said(seen).includes(words.fi['preview.notChanged']));
    await act.press(seen.card, 'broadcast.send');
    await world.moveTo('2023-06-02T06:59:00Z');
    assert.equal(got('ebba'), 0);
    await world.moveTo('2023-06-02T07:00:00Z');
    assert.equal(holding(world.person('ebba'), SECOND.text_sv).length, 1);
    assert.equal(got('ebba'), 0);
  });

  it('is sent as it was when a change is begun and not confirmed', async () => {
    const status = await act.confirm(JUNE_1);
    const form = (await act.press(status.card, 'broadcast.compose')).card;
    const typed = { meeting: 's1-m', audience: 'everybody', ...SECOND, day: '2023-06-02', time: '10:00' };
    const seen = await act.press(form, 'broadcast.preview', act.katri, typed);
    await world.moveTo('2023-06-01T07:00:00Z');
    assert.equal(got('ebba'), 1);
    const late = await act.press(seen.card, 'broadcast.send');
    assert.match(said(late), /Se lähti jo, kuten Katri Demo oli ajastanut/);
  });

  it('is not sent when it has been cancelled, and its draft is kept', async () => {
    const status = await act.confirm(JUNE_1);
    const cancelled = await act.press(status.card, 'broadcast.cancel');
    assert.match(said(cancelled), /Katri Demo perui lähetyksen/);
    await world.moveTo('2023-06-01T07:00:00Z');
    assert.equal(got('ebba'), 0);
    const form = (await act.press(cancelled.card, 'broadcast.compose')).card;
    assert.equal(inputValue(form, 'text_fi'), FIRST.text_fi);
  });

  it('is sent at once when a coordinator wants it so, and once', async () => {
    const status = await act.confirm(JUNE_1);
    const click = () => act.press(status.card, 'broadcast.now');
    await Promise.all([click(), click()]);
    await world.settle();
    assert.equal(got('ebba'), 1);
    await world.moveTo('2023-06-01T07:00:00Z');
    assert.equal(got('ebba'), 1);
  });

  it('tells the second of two coordinators who did what when', async () => {
    const { card } = await act.confirm(JUNE_1);
    await act.press(card, 'broadcast.cancel', act.robert);
    const late = await act.press(card, 'broadcast.now');
    assert.match(said(late), /! +\| Robert Demo perui sen jo: ke 31\.5\. klo 9\.00/);
    await world.settle();
    assert.equal(got('ebba'), 0);
    // The one who did it sees how it stands when the click comes twice.
    assert.doesNotMatch(said(await act.press(card, 'broadcast.cancel', act.robert)), /perui sen jo/);
  });

  it('is refused a time that has passed, is no time, or comes after the meeting, and nothing is saved', async () => {
    const cases = [
      [{ day: '2023-05-31', time: '08:59' }, /Lähetysaika on jo mennyt/],
      [{ day: '2023-02-30', time: '09:00' }, /En saa selvää/],
      [{ day: '2023-06-01', time: 'aamulla' }, /En saa selvää/],
      [{ day: '2023-06-01', time: '' }, /Anna sekä/],
      [{ day: '2026-06-01', time: '09:00' }, /tapaaminen on jo ohi/],
    ] as const;
    for (const [typed, problem] of cases) {
      const { card } = await act.preview(typed);
      assert.match(wordsOf(card), problem);
      assert.equal(inputValue(card, 'text_fi'), FIRST.text_fi);
      assert.deepEqual(
        verbsOf(card).filter((verb) => verb === 'broadcast.send'),
        [],
      );
    }
  });

  it('outside the sending hours is the coordinator’s decision, who is told', async () => {
    const seen = await act.preview({ day: '2023-06-03', time: '22:00' });
    assert.ok(said(seen).includes(words.fi['preview.outside']));
    await act.press(seen.card, 'broadcast.send');
    await world.moveTo('2023-06-03T19:00:00Z');
    assert.equal(got('ebba'), 1);
  });
});

describe('a broadcast that was sent', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let act: ReturnType<typeof coordinating>;
  let status: Json | undefined;
  let calls: string[];
  let refuse: (call: Call) => Fault | undefined;
  const others = () => HERE.filter((name) => name !== 'katri').map((name) => world.person(name));
  const count = (text: string) => others().reduce((sum, person) => sum + holding(person, text).length, 0);
  const inAll = (texts: typeof FIRST) => Object.values(texts).reduce((sum, text) => sum + count(text), 0);
  beforeEach(async () => {
    calls = [];
    refuse = () => undefined;
    world = await aWorld((call) => {
      calls.push(call.operation);
      return refuse(call);
    });
    act = coordinating(world);
    await act.confirm({});
    await world.settle();
    status = (await act.show((await act.confirm({})).card)).card;
    await world.settle();
    status = (await act.show(status)).card;
    calls.length = 0;
  });
  afterEach(() => world.close());
  const ebba = () => world.person('ebba');
  /** The card is no longer there, and nobody has told the bot. */
  const removes = async ({ account }: Person, { id }: Posted) => {
    const place = `/${encodeURIComponent(account.conversationId)}/activities/${encodeURIComponent(id)}`;
    assert.equal((await ask(world.teams.serviceUrl, 'DELETE', place)).status, 200);
    calls.length = 0;
  };

  it('is corrected where it stands, in each reader’s language, marked and dated', async () => {
    const before = holding(ebba(), FIRST.text_sv).at(-1);
    const untouched = inAll(FIRST) - others().length;
    const { card } = await act.correct(status);
    await world.settle();
    assert.equal(inAll(SECOND), others().length);
    assert.equal(inAll(FIRST), untouched);
    const [after] = holding(ebba(), SECOND.text_sv);
    assert.equal(after?.id, before?.id, 'the same message');
    assert.match(wordsOf(after && cardIn(after)), /! Rättat ons 31 maj kl\. 9\.00/);
    assert.deepEqual([...new Set(calls)], ['update']);
    assert.match(said(await act.show(card)), /Korjaus: +\| Katri Demo, ke 31\.5\. klo 9\.00/);
  });

  it('keeps the corrected text when somebody answers from its card', async () => {
    await act.correct(status);
    await world.settle();
    const [posted] = holding(ebba(), SECOND.text_sv);
    assert.ok(posted);
    const { card } = await ebba().acts(posted, ({ data }) => data['answer'] === 'online');
    assert.ok(wordsOf(card).includes(SECOND.text_sv));
  });

  it('is posted afresh where the card that is to be corrected is gone', async () => {
    const gone = holding(ebba(), FIRST.text_sv).at(-1);
    assert.ok(gone);
    await removes(ebba(), gone);
    await act.correct(status);
    await world.settle();
    assert.equal(holding(ebba(), SECOND.text_sv).length, 1);
    assert.equal(calls.filter((call) => call === 'send').length, 1);
  });

  it('is taken out of every chat when it is withdrawn, after having been asked once more', async () => {
    const untouched = inAll(FIRST) - others().length;
    const asked = await act.press(status, 'broadcast.withdraw');
    assert.ok(said(asked).includes(words.fi['status.sure']));
    await world.settle();
    assert.deepEqual(calls, []);
    const { card } = await act.press(asked.card, 'broadcast.withdraw');
    await world.settle();
    assert.equal(inAll(FIRST), untouched);
    assert.deepEqual([...new Set(calls)], ['delete']);
    const stands = await act.show(card);
    assert.match(said(stands), new RegExp(`${words.fi['status.withdrawn']}: +\\| 5`));
    assert.ok(said(stands).includes(words.fi['status.gone']));
    assert.deepEqual(actionsWith(stands.card, 'broadcast.withdraw'), []);
  });

  it('counts as withdrawn where its card is gone already, and says so where it stays', async () => {
    const gone = holding(ebba(), FIRST.text_sv).at(-1);
    assert.ok(gone);
    await removes(ebba(), gone);
    await world.person('axel').uninstall();
    const asked = await act.press(status, 'broadcast.withdraw');
    const { card } = await act.press(asked.card, 'broadcast.withdraw');
    await world.settle();
    const stands = await act.show(card);
    assert.match(said(stands), new RegExp(`${words.fi['status.withdrawn']}: +\\| 4`));
    assert.ok(said(stands).includes(words.fi['status.goneProblem']));
    const ledger = await act.press(stands.card, 'notice.show');
    assert.match(said(ledger), /Axel Demo/);
    assert.match(said(ledger), /ennallaan on kortti, joka lähetettiin/);
  });

  it('leaves a card that says so, in each reader’s language, where Teams deletes none', async () => {
    const before = holding(ebba(), FIRST.text_sv).at(-1);
    refuse = ({ operation }) => (operation === 'delete' ? { status: 501 } : undefined);
    const asked = await act.press(status, 'broadcast.withdraw');
    const { card } = await act.press(asked.card, 'broadcast.withdraw');
    await world.settle();
    const [after] = holding(ebba(), words.sv['withdrawn.lead']);
    assert.equal(after?.id, before?.id, 'the same message');
    assert.ok(said(await act.show(card)).includes(words.fi['status.gone']));
  });

  it('tells the second of two coordinators who corrected or withdrew it, and when', async () => {
    const form = (await act.press(status, 'broadcast.correct')).card;
    const seen = (await act.press(form, 'broadcast.preview', act.katri, SECOND)).card;
    const asked = (await act.press(status, 'broadcast.withdraw', act.robert)).card;
    await act.press(asked, 'broadcast.withdraw', act.robert);
    const late = await act.press(seen, 'broadcast.send');
    assert.match(said(late), /Robert Demo veti sen jo takaisin: ke 31\.5\. klo 9\.00/);
    await world.settle();
    assert.equal(inAll(SECOND), 0);
    // Once more by the one who did it: nothing happens, and nobody is blamed.
    calls.length = 0;
    const again = await act.press(asked, 'broadcast.withdraw', act.robert);
    assert.doesNotMatch(said(again), /veti sen jo takaisin/);
    await world.settle();
    assert.deepEqual(calls, []);
  });

  it('that was withdrawn shows its words to nobody any more', async () => {
    const { broadcast } = dataOf(status, 'broadcast.show');
    const asked = await act.press(status, 'broadcast.withdraw');
    await act.press(asked.card, 'broadcast.withdraw');
    const opened = await clicks(ebba(), { verb: 'meeting.show', academy: DEMO, meeting: 's1-m', broadcast });
    assert.ok(!said(opened).includes(FIRST.text_sv));
  });
});

describe('the list of all broadcasts', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let act: ReturnType<typeof coordinating>;
  beforeEach(async () => {
    world = await aWorld();
    act = coordinating(world);
  });
  afterEach(() => world.close());
  const list = async () => act.press(await act.desk(), 'broadcast.list');
  const shown = ({ card }: Reply) => actionsWith(card, 'broadcast.show').map(({ data }) => data['broadcast']);
  const june = (day: number) => ({ day: `2023-06-0${String(day)}`, time: '09:30' });

  it('leads to each one that is scheduled, the next first, which can be cancelled there', async () => {
    for (const day of [9, 2, 7]) await act.confirm(june(day));
    const listed = await list();
    assert.match(said(listed), /Lähtee pe 2\.6\.[^]*Lähtee ke 7\.6\.[^]*Lähtee pe 9\.6\./);
    const [, , third] = shown(listed);
    const opened = await clicks(act.katri, { verb: 'broadcast.show', academy: DEMO, broadcast: third ?? '' });
    const cancelled = await act.press(opened.card, 'broadcast.cancel');
    assert.match(said(cancelled), /Katri Demo perui lähetyksen/);
    // Its draft is kept, and is found again.
    assert.match(said(await list()), /Luonnos ke 31\.5\./);
  });

  it('leads to one that is no longer on the desk, which can be withdrawn there', async () => {
    const first = (await act.confirm({})).card;
    await world.settle();
    for (let more = 0; more < 3; more += 1) await act.confirm({ ...SECOND, audience: 'noRsvp' });
    await world.settle();
    const { broadcast } = dataOf(first, 'broadcast.show');
    assert.ok(
      !actionsWith(await act.desk(), 'broadcast.show').some(({ data }) => data['broadcast'] === broadcast),
    );
    const listed = await list();
    assert.ok(shown(listed).includes(broadcast));
    const opened = await act.show(first);
    const asked = await act.press(opened.card, 'broadcast.withdraw');
    await act.press(asked.card, 'broadcast.withdraw');
    await world.settle();
    assert.deepEqual(holding(world.person('ebba'), FIRST.text_sv), []);
    assert.match(said(await list()), /– Vedetty takaisin ke 31\.5\.[^]*Katri Demo/);
  });

  it('goes on with the older ones, and names each once', async () => {
    for (let n = 0; n < 12; n += 1) await act.preview({ text_fi: `Viesti ${String(n)}` });
    const first = await list();
    const second = await clicks(act.katri, {
      ...actionsWith(first.card, 'broadcast.list').find(({ data }) => 'from' in data)?.data,
    });
    const all = [...shown(first), ...shown(second)];
    assert.deepEqual([shown(first).length, all.length, new Set(all).size], [10, 12, 12]);
    assert.ok(!actionsWith(second.card, 'broadcast.list').some(({ data }) => 'from' in data));
  });
});
