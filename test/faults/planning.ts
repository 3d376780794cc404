/** Academies that are planned and sent through outages, restarts and deaths, on a simulated clock. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Content, Delivery, Notice, SkipReason } from '../../services/domain/delivery.ts';
import { noticeId } from '../../services/domain/ids.ts';
import type { Programme } from '../../services/domain/programme.ts';
import { DAY, HOUR, instant, SECOND } from '../../services/domain/time.ts';
import type { Instant } from '../../services/domain/time.ts';
import {
  answerWindow,
  feedbackWindow,
  findItem,
  findMeeting,
  findSprint,
} from '../../services/rules/lookup.ts';
import { plan } from '../../services/rules/plan.ts';
import type { PlannedNotice } from '../../services/rules/plan.ts';
import { toInstant } from '../../services/rules/time.ts';
import { dueAt, intoWindow, opensAt } from '../../services/rules/window.ts';
import { AGENDA, agenda } from '../../services/store/documents-agenda.ts';
import { deliveries, notices } from '../../services/store/documents.ts';
import type { AgendaEntry } from '../../services/store/documents-agenda.ts';
import { anyProgramme } from '../helpers/any-programme.ts';
import { accepted, aDeliveryWorld, must } from '../helpers/delivery-world.ts';
import type { World } from '../helpers/delivery-world.ts';
import { docsOf } from '../helpers/dump.ts';
import { dyingAt } from '../helpers/dying.ts';
import { assertInside } from '../helpers/inside.ts';
import { everyDoc } from '../helpers/store-docs.ts';

/** What happens to the process that serves the academy. */
export type Step =
  /** It looks whenever something is due. */
  | { readonly what: 'runs'; readonly ms: number }
  /** It is gone, and another one comes. */
  | { readonly what: 'away'; readonly ms: number }
  /** It dies at the nth thing that it waits for in its next look, and another one comes so much later. */
  | { readonly what: 'dies'; readonly nth: number; readonly when: 'before' | 'after'; readonly ms: number };

const seconds = fc.integer({ min: 1, max: 90 }).map((n) => n * SECOND);
const hours = fc.integer({ min: 1, max: 100 }).map((n) => n * HOUR);
const days = fc.integer({ min: 3, max: 60 }).map((n) => n * DAY);
const anyLength = fc.oneof(seconds, hours, days);

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  days.map((ms) => ({ what: 'runs', ms }) as const),
  anyLength.map((ms) => ({ what: 'away', ms }) as const),
  fc
    .record({
      nth: fc.integer({ min: 1, max: 120 }),
      when: fc.constantFrom('before' as const, 'after' as const),
      ms: fc.oneof(seconds, hours),
    })
    .map((death) => ({ what: 'dies', ...death }) as const),
);

const anyHistory = fc.array(anyStep, { maxLength: 10 });

const BEGINS = Date.parse('2023-04-28T00:00Z');
/** Looks of one history at most: a hint that nobody ever strikes is found so. */
const LOOKS = 2000;

interface Sent {
  readonly at: Instant;
  readonly to: string;
  readonly activityId: string;
}

export interface Lived {
  readonly world: World;
  readonly programme: Programme;
  /** Everything that reached people, in order. */
  readonly sent: readonly Sent[];
  /** When a process looked and lived. */
  readonly looks: readonly Instant[];
}

/** @param lagMs how long after a thing fell due a process finds it */
export async function live(
  programme: Programme,
  history: readonly Step[],
  lagMs: (nth: number) => number,
): Promise<Lived> {
  const world = await aDeliveryWorld({ programme, now: BEGINS });
  const [sent, looks]: [Sent[], Instant[]] = [[], []];
  world.answer = ({ to }, nth) => {
    const answer = accepted(nth);
    sent.push({ at: instant(world.now), to, activityId: `activity-${String(nth)}` });
    return answer;
  };
  let tries = 0;
  let serving = world.engine('process 0');
  const pass = (ms: number): void => {
    world.now += ms;
    world.ticks += ms;
  };
  const passTo = (at: number): void => pass(Math.max(0, at - world.now));
  const look = async (): Promise<void> => {
    tries += 1;
    assert.ok(tries < LOOKS, 'something stays due for ever');
    looks.push(instant(world.now));
    await serving.runDue();
  };
  /** Another process, which knows nothing of the one before. */
  const comes = (): Promise<void> => {
    serving = world.engine(`process ${String(tries + 1)}`);
    return look();
  };
  const nextDue = async (): Promise<number> => {
    const { docs } = await world.store.query<AgendaEntry>({ pk: AGENDA, type: agenda.type, limit: 1 });
    return docs[0] ? Date.parse(docs[0].data.dueAt) : Infinity;
  };
  const runTo = async (until: number): Promise<void> => {
    for (let due = await nextDue(); due < until; due = await nextDue()) {
      passTo(due + lagMs(tries));
      await look();
      // What another process is taken to hold is looked at again.
      if ((await nextDue()) <= world.now) pass(15 * SECOND);
    }
  };
  for (const step of history) {
    if (step.what === 'runs') {
      const until = world.now + step.ms;
      await runTo(until);
      passTo(until);
    } else if (step.what === 'away') {
      pass(step.ms);
      await comes();
    } else {
      const due = await nextDue();
      if (due === Infinity) continue;
      passTo(due + lagMs(tries));
      const { overrides } = dyingAt(world.deps(), step.nth, step.when);
      const dying = world.engine('dying', overrides);
      await dying.runDue().catch(() => undefined);
      pass(step.ms);
      await comes();
    }
  }
  await runTo(Infinity);
  return { world, programme, sent, looks };
}

/** Fails unless each notice of the programme was told once, or stands on the ledger with a reason that is true. */
export async function assertKept(lived: Lived): Promise<void> {
  const { world, programme, sent } = lived;
  const planned = plan(programme);
  const ledger = new Map(
    (await docsOf(world.store, programme.id, notices)).map((notice) => [notice.id, notice]),
  );
  const gatherings = [...ledger.values()].filter(({ contents: [content] }) => content?.kind === 'reminders');
  const known = new Set([...planned, ...gatherings].map(({ id }) => id));
  for (const id of ledger.keys()) assert.ok(known.has(id), `nobody planned ${id}`);
  const made = (await everyDoc(world.store, { type: deliveries.type, limit: 500 })).map(
    ({ data }) => data as Delivery,
  );
  const posts = new Map(sent.map((post) => [post.activityId, post]));
  assertEachOnce(sent, made, posts);
  for (const { at } of sent) assertInside(at, programme);
  for (const notice of planned) {
    const entry = ledger.get(notice.id);
    assert.ok(entry, `${notice.id} is nowhere on the ledger`);
    assertTrueOf(notice, entry, lived, { ledger, made, posts });
  }
}

/** What the ledger calls sent was sent, and what else was sent is held. */
function assertEachOnce(
  sent: readonly Sent[],
  made: readonly Delivery[],
  posts: ReadonlyMap<string, Sent>,
): void {
  const confirmed = new Set<string>();
  let held = 0;
  for (const { state, notice } of made) {
    if (state.state === 'held') held += 1;
    if (state.state !== 'sent') {
      assert.ok(state.state === 'held' || state.state === 'skipped', `${notice}: ${state.state}`);
      continue;
    }
    assert.ok(posts.has(state.activityId) && !confirmed.has(state.activityId), notice);
    confirmed.add(state.activityId);
  }
  const others = sent.filter(({ activityId }) => !confirmed.has(activityId));
  assert.ok(others.length <= held, `${String(others.length)} were sent, ${String(held)} are held`);
}

interface Found {
  readonly ledger: ReadonlyMap<string, Notice>;
  readonly made: readonly Delivery[];
  readonly posts: ReadonlyMap<string, Sent>;
}

function assertTrueOf(planned: PlannedNotice, entry: Notice, lived: Lived, found: Found): void {
  const { programme, world } = lived;
  const { id, contents, dueAt: from } = planned;
  const [content] = contents;
  assert.equal(entry.status, 'done', id);
  const { untold } = entry;
  if (untold && 'skipped' in untold) {
    assertWorthless(planned, untold.skipped, lived, found);
    return;
  }
  const telling = untold ? found.ledger.get(untold.goesWith) : entry;
  const [told] = must(telling).contents;
  if (untold) assert.ok(told?.kind === 'reminders' && 'item' in content && told.items.includes(content.item));
  const mine = found.made.filter(({ notice }) => notice === must(telling).id);
  const people = new Set(mine.map(({ person }) => person));
  assert.equal(people.size, mine.length, `${id} twice for somebody`);
  assert.equal(mine.length, RECIPIENTS[planned.audience.to], `${id} for too few or too many`);
  assert.ok(from >= wantedAt(content, programme), `${id} is planned before its time`);
  for (const { state } of mine) {
    if (state.state !== 'sent') continue;
    const { at } = must(found.posts.get(state.activityId));
    assert.ok(at >= from, `${id} was sent at ${at}, before its time`);
    const until = sensibleUntil(content, programme);
    assert.ok(until === undefined || at <= until, `${id} was sent at ${at}, when it was over`);
  }
  assert.equal(must(telling).academy, world.programme.id);
}

/** Of the small roster: four participants, two mentors and a coordinator, of whom nobody ever answers. */
const RECIPIENTS: Readonly<Record<string, number>> = {
  everybody: 7,
  participants: 4,
  sprint: 6,
  unanswered: 4,
};

/** It could not have been told in time by anybody who lived; or another one says the same. */
function assertWorthless(
  { id, contents: [content], dueAt: from }: PlannedNotice,
  reason: SkipReason,
  { programme, looks }: Lived,
  { ledger }: Found,
): void {
  if (reason === 'together') {
    const others = plan(programme).filter(
      (other) => other.id !== id && aboutOf(other.contents[0]) === aboutOf(content),
    );
    const isTold = (other: PlannedNotice): boolean => {
      const untold = ledger.get(noticeId(other.id))?.untold;
      return untold === undefined || 'goesWith' in untold;
    };
    assert.ok(others.some(isTold), `${id} goes with nothing`);
    return;
  }
  assert.ok(reason === 'closed' || reason === 'late', `${id}: ${reason}`);
  const until = tellableUntil(content, programme);
  const chance = looks.find((at) => from <= at && at < until && intoWindow(at, 'later', programme) === at);
  assert.equal(chance, undefined, `${id} could have been told at ${String(chance)}`);
}

function aboutOf(content: Content): string | undefined {
  if (content.kind === 'meeting') return `meeting ${content.meeting}`;
  return content.kind === 'task' || content.kind === 'prompt' ? `item ${content.item}` : undefined;
}

/** As the programme's file says it, whatever the send window. */
function wantedAt(content: Content, programme: Programme): Instant {
  switch (content.kind) {
    case 'sprint':
      return opensAt(must(findSprint(programme, content.sprint)).opens, programme);
    case 'closing':
      return dueAt(must(findSprint(programme, content.sprint)).closes, programme);
    case 'prompt':
    case 'task':
      return answerWindow(must(findItem(programme, content.item)), programme).opens;
    case 'feedback':
      return toInstant(must(findMeeting(programme, content.meeting)).meeting.ends, programme.timezone);
    default:
      return instant(0);
  }
}

/** Nobody must get it after that. */
function sensibleUntil(content: Content, programme: Programme): Instant | undefined {
  switch (content.kind) {
    case 'prompt':
    case 'task':
      return answerWindow(must(findItem(programme, content.item)), programme).until;
    case 'feedback':
      return feedbackWindow(must(findMeeting(programme, content.meeting)).meeting, programme).until;
    case 'meeting':
      return toInstant(must(findMeeting(programme, content.meeting)).meeting.ends, programme.timezone);
    default:
      return undefined;
  }
}

/** A process that looks before that tells it. */
function tellableUntil(content: Content, programme: Programme): Instant {
  switch (content.kind) {
    case 'sprint':
      return dueAt(must(findSprint(programme, content.sprint)).closes, programme);
    case 'closing':
      return instant(
        Date.parse(dueAt(must(findSprint(programme, content.sprint)).closes, programme)) + 60 * DAY,
      );
    case 'meeting':
      return toInstant(must(findMeeting(programme, content.meeting)).meeting.starts, programme.timezone);
    case 'prompt':
    case 'task': {
      const { due, until } = answerWindow(must(findItem(programme, content.item)), programme);
      return content.reminder ? due : until;
    }
    case 'feedback':
      return must(sensibleUntil(content, programme));
    default:
      return instant(Date.parse('9999-01-01T00:00Z'));
  }
}

/** Of a process that is always there: each notice within a second of its time. */
export function assertPunctual({ programme, sent, looks }: Lived): void {
  const due = plan(programme).map((notice) => notice.dueAt);
  for (const { at } of sent)
    assert.ok(
      due.some((from) => from <= at && Date.parse(at) - Date.parse(from) < SECOND),
      at,
    );
  assert.ok(looks.length <= 2 * due.length + 2);
}

export interface PlanningOptions {
  readonly seed?: number;
  readonly runs: number;
}

/** Random academies with random histories; fails with the seed and the smallest history that breaks one. */
export async function planning({ seed, runs }: PlanningOptions): Promise<void> {
  const parameters = { numRuns: runs, endOnFailure: true, ...(seed === undefined ? {} : { seed }) };
  const anyLag = fc.integer({ min: 0, max: 999 });
  await fc.assert(
    fc.asyncProperty(anyProgramme, anyHistory, anyLag, async (programme, history, lag) => {
      const lived = await live(programme, history, (nth) => (lag * (nth + 1)) % SECOND);
      try {
        await assertKept(lived);
        if (history.every(({ what }) => what === 'runs')) assertPunctual(lived);
      } finally {
        await lived.world.store.close();
      }
    }),
    parameters,
  );
}
