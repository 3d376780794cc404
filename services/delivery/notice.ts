/** Work on one notice that is due: expanded, sent, its followers told, its entry struck from the agenda. */
import type { Notice } from '../domain/delivery.ts';
import type { NoticeId } from '../domain/ids.ts';
import { addMilliseconds, MINUTE, SECOND } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { intoWindow } from '../rules/window.ts';
import { contended, createOnce, isFailure, replaceDoc } from '../store/access.ts';
import { agenda } from '../store/documents-agenda.ts';
import { notices } from '../store/documents.ts';
import type { AgendaEntry } from '../store/documents-agenda.ts';
import type { Stored } from '../store/port.ts';
import type { Academy } from '../usecases/academies.ts';
import { broadcastIn, startScheduled } from '../usecases/broadcast-schedule.ts';
import { readNotice, tallyOf } from '../usecases/ledger.ts';
import { cancelWaiting } from '../usecases/stop.ts';
import { supersedeOlder } from '../usecases/supersede.ts';
import type { DeliveryDeps } from './deps.ts';
import { dispatch } from './dispatch.ts';
import type { Door } from './door.ts';
import { expand } from './expand.ts';
import type { Following } from './follow.ts';
import type { Leases } from './leases.ts';
import { isLaneBehind } from './recall.ts';
import { STUCK_MS } from './watch.ts';
import type { Watch } from './watch.ts';

export interface Working {
  readonly deps: DeliveryDeps;
  readonly leases: Leases;
  readonly stopping: () => boolean;
  readonly following: Following;
  readonly watch: Watch;
  /** Many come at once, and what they missed is counted in the same places. */
  readonly oneByOne: Door;
}

/** An agenda entry that names a notice. */
export type DueNotice = Stored<AgendaEntry & { readonly notice: NoticeId }>;

/** True when something was done. */
export async function workOn(by: Working, entry: DueNotice): Promise<boolean> {
  const { deps, following } = by;
  const { academy: id, notice, dueAt } = entry.data;
  const doc = await readNotice(deps.store, id, notice);
  const academy = await deps.academies.read(id);
  if (!doc || !academy) {
    const waits = academy && (await waitingBroadcast(by, academy, entry));
    if (waits !== undefined) return waits;
    // A hint is written before its notice: only an old one without a notice is a leftover.
    if (addMilliseconds(dueAt, MINUTE) < deps.wallNow()) await strike(deps, entry);
    return false;
  }
  if (doc.data.status === 'done') {
    // The process stopped before it was struck: whoever follows it may not have heard of the end.
    await by.watch.moved(doc.data);
    await following.end(academy, doc.data);
    await strike(deps, entry);
    return true;
  }
  const from = notBefore(academy, doc.data);
  if (from > academy.now) {
    // For later. A demonstration's clock may get there at any moment: its entry stays due.
    if (!academy.programme.demo) await dateAnew(deps, entry, from);
    return false;
  }
  const expanded = await unlessOvertaken(() =>
    doc.data.stopped ? cutShort(deps, doc) : expand(deps, academy, doc, by.stopping),
  );
  if (!expanded) await stoppedMeanwhile(deps, doc.data);
  if (!expanded || by.stopping()) return false;
  let stop: (() => Promise<void>) | undefined;
  // Cards follow where it is being sent, and there alone.
  const atWork = () => {
    stop ??= following.start(academy, expanded.data);
  };
  const left = await dispatch({ ...by, atWork }, expanded.data).finally(() => stop?.());
  if (by.stopping()) return false;
  if (left.why) await by.watch.left(expanded.data, left.why);
  else if (left.next !== undefined) await by.watch.moved(expanded.data);
  // Who works on the rest sees to the end; should they be gone, the next look takes it over.
  if (left.elsewhere) return false;
  if (left.next !== undefined) {
    // However long the pause: what is stuck is to be named in time.
    const looked = addMilliseconds(deps.wallNow(), STUCK_MS);
    await dateAnew(deps, entry, left.next < looked ? left.next : looked);
    return true;
  }
  const open = openUntil(expanded.data);
  if (open !== undefined && open > deps.wallNow()) {
    await dateAnew(deps, entry, open);
    return true;
  }
  if (await isBehind(deps, expanded.data)) return true;
  if (!(await superseded(by, expanded.data))) {
    await dateAnew(deps, entry, addMilliseconds(deps.wallNow(), SUPERSEDED_AGAIN_MS));
    return true;
  }
  const done: Notice = { ...expanded.data, status: 'done' };
  if (!(await unlessOvertaken(() => replaceDoc(deps.store, notices, done, expanded)))) return false;
  await by.watch.moved(done);
  await following.end(academy, done);
  await strike(deps, entry);
  return true;
}

/** When it may be sent. What was made in time is found at night or in a break where its sender was away meanwhile, or was
 * told to wait: it waits for the window, unless a coordinator has just asked for it. */
function notBefore({ now, programme }: Academy, notice: Notice): Instant {
  const from = isPromise(notice) && notice.dueAt > now ? notice.dueAt : now;
  const waits = notice.keepsHours && notice.reopenedAt === undefined && !notice.stopped;
  return waits ? intoWindow(from, 'later', programme) : from;
}

/** Made before its time: somebody asked to be reminded then. Anything else was due when it was made, and must not wait
 * for a clock that has been set back. */
function isPromise({ audience, contents: [content] }: Notice): boolean {
  return audience.to === 'people' && content?.kind === 'reminders';
}

/** Of a broadcast that is scheduled there is no notice before its time. True: it has been started. Undefined: there is none
 * that waits. */
async function waitingBroadcast(
  { deps }: Working,
  academy: Academy,
  entry: DueNotice,
): Promise<boolean | undefined> {
  const broadcast = broadcastIn(entry.data.notice);
  const starts = broadcast && (await startScheduled(deps, academy, broadcast));
  if (starts === undefined) return undefined;
  if (starts === 'started') return true;
  if (!academy.programme.demo) await dateAnew(deps, entry, starts);
  return false;
}

/** Some of it arrived in its old words while the rest was being put right. */
async function isBehind({ store }: DeliveryDeps, notice: Notice): Promise<boolean> {
  for (const lane of notice.lanes) if (await isLaneBehind(store, notice, lane)) return true;
  return false;
}

/** A coordinator has just asked for something to be sent again: what they ask for may not stand there yet. */
const REOPENED_MS = 15 * SECOND;

const openUntil = ({ reopenedAt }: Notice): Instant | undefined =>
  reopenedAt && addMilliseconds(reopenedAt, REOPENED_MS);

/** Somebody who comes while a notice is being expanded may be written down as not reached after they have come. */
const SUPERSEDED_AGAIN_MS = 10 * SECOND;

/** Whether all is done with that this notice takes the place of; where it reached nobody, that is nothing. */
async function superseded({ deps, oneByOne }: Working, notice: Notice): Promise<boolean> {
  if (!notice.supersedes) return true;
  const { sent, held } = await tallyOf(deps.store, notice);
  return sent + held === 0 || oneByOne.pass(() => supersedeOlder(deps, notice));
}

/** What is under way comes to its end; nothing more is made or sent. */
async function cutShort({ store }: DeliveryDeps, doc: Stored<Notice>): Promise<Stored<Notice>> {
  await cancelWaiting(store, doc.data);
  if (doc.data.status !== 'expanding') return doc;
  return replaceDoc(store, notices, { ...doc.data, status: 'sending' }, doc);
}

/** A page may have been written after whoever stopped the notice had cancelled what they found of it. */
async function stoppedMeanwhile({ store }: DeliveryDeps, { academy, id }: Notice): Promise<void> {
  const doc = await readNotice(store, academy, id);
  if (doc?.data.stopped) await cancelWaiting(store, doc.data);
}

/** Another process does the same, and was quicker: undefined. */
async function unlessOvertaken<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isFailure(error, 'precondition')) return undefined;
    throw error;
  }
}

async function dateAnew({ store }: DeliveryDeps, entry: DueNotice, dueAt: Instant): Promise<void> {
  let there: Stored<AgendaEntry> | undefined = entry;
  await contended(async () => {
    // Another process may have dated it too, or struck it: the earlier moment counts, and none is worse than one too many.
    const current = there ?? (await store.read<AgendaEntry>(entry.pk, entry.id));
    there = undefined;
    if (!current) await createOnce(store, agenda, { ...entry.data, dueAt });
    else if (current.etag === entry.etag || current.data.dueAt > dueAt)
      await replaceDoc(store, agenda, { ...entry.data, dueAt }, current);
  });
}

async function strike({ store }: DeliveryDeps, entry: DueNotice): Promise<void> {
  try {
    await store.delete(entry.pk, entry.id, entry.etag);
  } catch (error) {
    if (!isFailure(error, 'precondition', 'notFound')) throw error;
  }
}
