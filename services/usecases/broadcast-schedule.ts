/** Broadcasts that wait for their time. Nothing is made of them before: until then they are one document, which every
 * change meets in one conditional write. */
import type { Broadcast, BroadcastContent, BroadcastStatus } from '../domain/broadcast.ts';
import type { CommandOf } from '../domain/command.ts';
import { broadcastId } from '../domain/ids.ts';
import type { BroadcastId, NoticeId } from '../domain/ids.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import type { BroadcastStatusView } from '../domain/view.ts';
import { deed, judge, withContent, writtenIn } from '../rules/broadcasts.ts';
import { startsAt } from '../rules/schedule.ts';
import { collect, contended, each, isFailure, replaceDoc } from '../store/access.ts';
import { academyPartition, broadcasts, SCHEDULED } from '../store/documents.ts';
import type { Store, Stored } from '../store/port.ts';
import type { Academy } from './academies.ts';
import { followerOf, readBroadcast } from './broadcast-parts.ts';
import { noticeOfBroadcast, start } from './broadcast-start.ts';
import { broadcastStatus } from './broadcast-status.ts';
import type { Act, Deps } from './deps.ts';
import { hint } from './notify.ts';
import type { Answered } from './tasks.ts';

export type Scheduled = Broadcast & { readonly status: Extract<BroadcastStatus, { status: 'scheduled' }> };

/** Or scheduled otherwise than before. */
export async function schedule(
  act: Act,
  doc: Stored<Broadcast>,
  content: BroadcastContent & { readonly dueAt: Instant },
): Promise<Broadcast> {
  const { deps, academy, person } = act;
  const { dueAt } = content;
  const before = doc.data.status.status === 'scheduled';
  const scheduled: Broadcast = {
    ...withContent(doc.data, content),
    ...deed(doc.data, before ? 'changed' : 'scheduled', person.id, academy.now),
    status: { status: 'scheduled', dueAt, by: person.id, at: academy.now },
  };
  const entry = { academy: academy.id, notice: noticeOfBroadcast(doc.data.id), dueAt: hintedAt(act, dueAt) };
  await hint(deps.store, entry);
  await replaceDoc(deps.store, broadcasts, scheduled, doc);
  // Had this process stood still in between, the hint could have been struck as one without a cause.
  await hint(deps.store, entry);
  return scheduled;
}

/** Wall time. A demonstration's clock may get there at any moment: its entry is due at once. */
function hintedAt({ deps, academy }: Pick<Act, 'deps' | 'academy'>, dueAt: Instant): Instant {
  return academy.programme.demo ? deps.wallNow() : addMilliseconds(dueAt, -academy.head.clockOffset);
}

export async function cancelScheduled(
  act: Act,
  command: CommandOf<'broadcast.cancel'>,
): Promise<Answered<BroadcastStatusView>> {
  const { deps, academy, person } = act;
  return contended(async () => {
    const doc = await readBroadcast(deps.store, academy, command.broadcast);
    if (!doc) return { code: 'gone' as const };
    const verdict = judge(doc.data, 'cancel', { revision: command.rev, by: person.id });
    if (verdict.verdict !== 'do') return broadcastStatus(act, doc.data, verdict);
    const cancelled: Broadcast = {
      ...withContent(doc.data, writtenIn(doc.data)),
      ...deed(doc.data, 'cancelled', person.id, academy.now),
      status: { status: 'draft' },
    };
    await replaceDoc(deps.store, broadcasts, cancelled, doc);
    return broadcastStatus(act, cancelled);
  });
}

/** An edit that has not been confirmed does not go with it. */
export async function sendScheduledNow(
  act: Act,
  command: CommandOf<'broadcast.now'>,
): Promise<Answered<BroadcastStatusView>> {
  const { deps, academy, person } = act;
  return contended(async () => {
    const doc = await readBroadcast(deps.store, academy, command.broadcast);
    if (!doc) return { code: 'gone' as const };
    const verdict = judge(doc.data, 'now', { revision: command.rev, by: person.id });
    if (verdict.verdict !== 'do') return broadcastStatus(act, doc.data, verdict);
    const how = { what: 'sent', by: person.id, content: ownOf(doc.data), follower: followerOf(act) } as const;
    return broadcastStatus(act, await start(deps, academy, doc, how));
  });
}

function ownOf({ edit: _edit, ...broadcast }: Broadcast): BroadcastContent {
  return writtenIn(broadcast);
}

const PREFIX = 'broadcast:';

/** The notice is that of a broadcast which may wait for its time. */
export function broadcastIn(notice: NoticeId): BroadcastId | undefined {
  return notice.startsWith(PREFIX) ? broadcastId(notice.slice(PREFIX.length)) : undefined;
}

/** Starts what has come to its time. Otherwise: when it does, or undefined where nothing waits. */
export async function startScheduled(
  deps: Pick<Deps, 'store' | 'wallNow' | 'kick'>,
  academy: Academy,
  id: BroadcastId,
): Promise<'started' | Instant | undefined> {
  const doc = await readBroadcast(deps.store, academy, id);
  if (doc?.data.status.status !== 'scheduled') return undefined;
  const { dueAt, by } = doc.data.status;
  const at = startsAt(dueAt, academy.now, academy.programme);
  if (at > academy.now) return addMilliseconds(at, -academy.head.clockOffset);
  try {
    await start(deps, academy, doc, { what: 'started', by, content: ownOf(doc.data) });
  } catch (error) {
    // A coordinator, or another process, was quicker: the next look sees what has become of it.
    if (!isFailure(error, 'conflict', 'precondition')) throw error;
  }
  return 'started';
}

/** Those that wait for their time, the next first. */
export async function scheduledIn(store: Store, { id }: Academy): Promise<readonly Scheduled[]> {
  const all = await collect(each(store, broadcasts, academyPartition(id), SCHEDULED));
  return all.filter(isScheduled);
}

const isScheduled = (broadcast: Broadcast): broadcast is Scheduled => broadcast.status.status === 'scheduled';
