import assert from 'node:assert/strict';
import type { RsvpAnswer } from '../../../services/domain/answer.ts';
import { meetingId } from '../../../services/domain/ids.ts';
import type { Meeting, Programme } from '../../../services/domain/programme.ts';
import { instant, milliseconds } from '../../../services/domain/time.ts';
import type { DeskView, MeetingView, View } from '../../../services/domain/view.ts';
import { membershipsIn } from '../../../services/rules/rights.ts';
import { notices } from '../../../services/store/documents.ts';
import type { Store } from '../../../services/store/port.ts';
import { applyImport, prepareImport } from '../../../services/usecases/import.ts';
import { audienceOf } from '../../../services/usecases/audience.ts';
import { showDesk } from '../../../services/usecases/desk.ts';
import { setRsvp } from '../../../services/usecases/meetings.ts';
import { aDeliveryWorld, must, smallRoster } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { docsOf } from '../../helpers/dump.ts';
import { failingAt } from '../../helpers/failing-store.ts';
import { aMeeting, aProgramme, aSprint, dateTime, moment } from '../../helpers/programme.ts';

const TOLD = '2023-05-15T09:00Z';

function withMeeting(meeting: Partial<Meeting> | undefined): Programme {
  const { meeting: _, ...sprint } = aSprint({ tasks: [], prompts: [] });
  return aProgramme({ sprints: [meeting ? { ...sprint, meeting: aMeeting(meeting) } : sprint] });
}

/** On that day in June, at nine as before. */
const onThe = (day: string): Partial<Meeting> => ({
  starts: dateTime(`2023-06-${day}T09:00`),
  ends: dateTime(`2023-06-${day}T12:00`),
});

/** An academy whose people have been told of a meeting on 14 June, at that moment. */
async function aWorld(now = TOLD): Promise<World> {
  const world = await aDeliveryWorld({ programme: withMeeting(onThe('14')) });
  await at(world, now);
  return world;
}

async function at(world: World, now: string): Promise<void> {
  world.now = milliseconds(moment(now));
  await world.engine().runDue();
}

async function imports(world: World, programme: Programme, store: Store = world.store): Promise<void> {
  const now = instant(world.now);
  await applyImport(store, await prepareImport(store, programme, smallRoster, now), now);
}

async function moves(world: World, day: string): Promise<void> {
  await imports(world, withMeeting(onThe(day)));
}

type Told = Extract<View, { kind: 'meeting' | 'meetingCancelled' }>;

/** Cards about the meeting that a person got. */
function toldTo({ posts }: World, name: string): readonly Told[] {
  return posts.flatMap(({ to, view }) =>
    to === name && (view.kind === 'meeting' || view.kind === 'meetingCancelled') ? [view] : [],
  );
}

/** As somebody clicks on a card about the meeting. */
async function answers(world: World, name: string, answer: RsvpAnswer): Promise<MeetingView> {
  const person = await world.person(name);
  const act = { deps: world.deps(), academy: await world.academy(), person } as const;
  const [first, ...rest] = membershipsIn(person, world.programme.id, instant(world.now));
  const memberships = [must(first), ...rest] as const;
  const view = await setRsvp(
    { ...act, memberships },
    { verb: 'rsvp.set', academy: world.programme.id, meeting: meetingId('s1-m'), answer },
  );
  return 'code' in view ? assert.fail(view.code) : view;
}

async function deskMeeting(world: World): Promise<DeskView['meeting']> {
  const person = await world.person('kaisa');
  const [first] = membershipsIn(person, world.programme.id, instant(world.now));
  const desk = await showDesk({
    deps: world.deps(),
    academy: await world.academy(),
    person,
    memberships: [must(first)],
  });
  return desk.meeting;
}

/** In short: the new day, with the old one where it is said, or that there is none any more. */
const inShort = (told: readonly Told[]): readonly string[] =>
  told.map((view) => {
    if (view.kind === 'meetingCancelled') return `not on ${view.starts.slice(8, 10)}`;
    const day = view.meeting.starts.slice(8, 10);
    return view.was ? `${day} instead of ${view.was.starts.slice(8, 10)}` : day;
  });

describe('an answer to the invitation of a meeting that is moved', () => {
  const old = moment('2023-06-14T09:00+03:00');

  /** Aino and Eero have answered for 14 June; the meeting is on the 15th, and everybody has been told. */
  async function movedAfterAnswers(): Promise<World> {
    const world = await aWorld();
    await answers(world, 'aino', 'online');
    await answers(world, 'eero', 'notComing');
    await moves(world, '15');
    await at(world, '2023-05-16T09:00Z');
    return world;
  }

  it('is kept, and the correction says for when it was given and asks anew', async () => {
    const world = await movedAfterAnswers();
    const [correction] = toldTo(world, 'aino');
    assert.ok(correction?.kind === 'meeting');
    const { rsvp, rsvpFor, options } = correction.meeting;
    assert.deepEqual([rsvp, rsvpFor, options], ['online', old, ['online', 'notComing']]);
    const [unasked] = toldTo(world, 'hanna');
    assert.ok(unasked?.kind === 'meeting' && unasked.meeting.rsvp === undefined);
  });

  it('is counted apart from those for the new time, until the same answer is given once more', async () => {
    const world = await movedAfterAnswers();
    const counted = async () => {
      const { online, notComing, noAnswer, otherTime } = must(await deskMeeting(world));
      return { online, notComing, noAnswer, otherTime };
    };
    assert.deepEqual(await counted(), { online: 0, notComing: 0, noAnswer: 4, otherTime: 2 });
    const { meeting } = await answers(world, 'aino', 'online');
    assert.deepEqual([meeting.rsvp, meeting.rsvpFor], ['online', undefined]);
    assert.deepEqual(await counted(), { online: 1, notComing: 0, noAnswer: 4, otherTime: 1 });
  });

  it('leaves its author among those who have not answered', async () => {
    const world = await movedAfterAnswers();
    await answers(world, 'aino', 'online');
    const names: string[] = [];
    const audience = { to: 'noRsvp', meeting: meetingId('s1-m') } as const;
    for await (const { name } of audienceOf(world.deps(), await world.academy(), audience)) names.push(name);
    assert.ok(names.includes('eero') && !names.includes('aino'), names.join());
  });

  it('holds again where the meeting moves back', async () => {
    const world = await movedAfterAnswers();
    await moves(world, '14');
    await at(world, '2023-05-17T09:00Z');
    const back = toldTo(world, 'aino').at(-1);
    assert.ok(
      back?.kind === 'meeting' && back.meeting.rsvp === 'online' && back.meeting.rsvpFor === undefined,
    );
    assert.equal(must(await deskMeeting(world)).otherTime, 0);
  });
});

describe('a meeting that is moved by an import', () => {
  it('brings everybody one correction with both times, and the reminders of the new one', async () => {
    const world = await aWorld();
    await moves(world, '15');
    for (const day of ['16', '17', '18', '19']) await at(world, `2023-05-${day}T09:00Z`);
    for (const name of ['aino', 'm1', 'kaisa'])
      assert.deepEqual(inShort(toldTo(world, name)), ['15 instead of 14']);
    for (const on of ['08T06:10', '14T06:10', '15T05:40']) await at(world, `2023-06-${on}Z`);
    assert.deepEqual(inShort(toldTo(world, 'aino')), ['15 instead of 14', '15', '15', '15']);
  });

  it('twice in a row brings one, from the time that people know', async () => {
    const world = await aWorld();
    await moves(world, '15');
    await moves(world, '13');
    await at(world, '2023-05-16T09:00Z');
    assert.deepEqual(inShort(toldTo(world, 'aino')), ['13 instead of 14']);
    await moves(world, '16');
    await at(world, '2023-05-17T09:00Z');
    assert.deepEqual(inShort(toldTo(world, 'aino')), ['13 instead of 14', '16 instead of 13']);
  });

  it('and back before anybody was told brings none', async () => {
    const world = await aWorld();
    await moves(world, '15');
    await moves(world, '14');
    await at(world, '2023-05-16T09:00Z');
    assert.deepEqual(toldTo(world, 'aino'), []);
  });

  it('and back after the correction brings another', async () => {
    const world = await aWorld();
    for (const [day, on] of [
      ['15', '16'],
      ['14', '17'],
      ['15', '19'],
    ] as const) {
      await moves(world, day);
      await at(world, `2023-05-${on}T09:00Z`);
    }
    assert.deepEqual(inShort(toldTo(world, 'aino')), [
      '15 instead of 14',
      '14 instead of 15',
      '15 instead of 14',
    ]);
  });

  it('with the same file brings nothing', async () => {
    const world = await aWorld();
    await moves(world, '14');
    await at(world, '2023-05-16T09:00Z');
    assert.deepEqual(toldTo(world, 'aino'), []);
  });

  it('before anybody was told of it brings nothing', async () => {
    const world = await aWorld('2023-05-09T09:00Z');
    await moves(world, '15');
    await at(world, '2023-05-16T09:00Z');
    assert.deepEqual(toldTo(world, 'aino'), []);
  });

  it('once it has begun brings nothing', async () => {
    const world = await aWorld('2023-06-14T06:30Z');
    assert.ok(world.posts.some(({ view }) => view.kind === 'sprint'));
    await moves(world, '15');
    await at(world, '2023-06-14T10:00Z');
    assert.equal(toldTo(world, 'aino').filter((view) => 'was' in view).length, 0);
  });

  it('at night is told in the morning', async () => {
    const world = await aWorld();
    world.now = milliseconds(moment('2023-05-15T20:00Z'));
    await moves(world, '15');
    await at(world, '2023-05-15T20:01Z');
    assert.deepEqual(toldTo(world, 'aino'), []);
    await at(world, '2023-05-16T05:30Z');
    assert.deepEqual(inShort(toldTo(world, 'aino')), ['15 instead of 14']);
  });

  it('is not reminded of at its old time by a reminder that waited', async () => {
    const world = await aWorld('2023-06-06T09:00Z');
    world.answer = () => ({ result: 'refused', status: 429, retryAfterMs: 60_000 });
    await at(world, '2023-06-07T05:30Z');
    world.posts.length = 0;
    world.answer = (_post, n) => ({ result: 'accepted', activityId: String(n) });
    await moves(world, '21');
    await at(world, '2023-06-07T09:00Z');
    assert.deepEqual(inShort(toldTo(world, 'aino')), ['21 instead of 14']);
    const waited = await world.deliveries('meeting:s1-m:2023-06-14T09:00:1');
    assert.ok(waited.length > 0);
    for (const { state } of waited)
      assert.ok(state.state === 'skipped' && state.reason === 'moved', state.state);
  });

  it('away from the programme is cancelled, on one card', async () => {
    const world = await aWorld();
    await imports(world, withMeeting(undefined));
    await at(world, '2023-05-16T09:00Z');
    await at(world, '2023-06-14T09:00Z');
    assert.deepEqual(inShort(toldTo(world, 'aino')), ['not on 14']);
  });

  for (const landed of [false, true]) {
    it(`is told of once whatever write of the import the crash is ${landed ? 'after' : 'at'}`, async () => {
      for (let nth = 1; ; nth += 1) {
        const world = await aWorld();
        const dying = failingAt(world.store, nth, { landed });
        await imports(world, withMeeting(onThe('15')), dying).catch(() => undefined);
        await world.engine().runDue();
        await moves(world, '15');
        await at(world, '2023-05-16T09:00Z');
        assert.deepEqual(inShort(toldTo(world, 'aino')), ['15 instead of 14'], String(nth));
        if (dying.writes < nth) break;
        await world.store.close();
      }
    });
  }

  it('that is over before anybody could be told is on the ledger with the reason', async () => {
    const world = await aWorld();
    world.now = milliseconds(moment('2023-06-14T02:00Z'));
    await moves(world, '13');
    await at(world, '2023-06-14T10:00Z');
    const all = await docsOf(world.store, world.programme.id, notices);
    const correction = all.find(({ id }) => id.startsWith('moved:'));
    assert.deepEqual(correction?.untold, { skipped: 'late' });
  });
});
