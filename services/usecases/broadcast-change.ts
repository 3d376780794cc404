/** What was sent is corrected or withdrawn: the cards that stand in people's chats are updated or deleted there. */
import type { Broadcast, BroadcastStatus } from '../domain/broadcast.ts';
import type { CommandOf } from '../domain/command.ts';
import type { Follower, Notice } from '../domain/delivery.ts';
import type { BroadcastId } from '../domain/ids.ts';
import type { Localised } from '../domain/language.ts';
import type { BroadcastComposeView, BroadcastStatusView } from '../domain/view.ts';
import { deed, judge } from '../rules/broadcasts.ts';
import { contended, saving } from '../store/access.ts';
import { academyPartition, broadcasts, notices } from '../store/documents.ts';
import type { Stored } from '../store/port.ts';
import { followerOf, readBroadcast } from './broadcast-parts.ts';
import { broadcastStatus } from './broadcast-status.ts';
import type { Act } from './deps.ts';
import { readNotice } from './ledger.ts';
import { hint, reopen } from './notify.ts';
import { stopNotice } from './stop.ts';
import type { Answered } from './tasks.ts';

type Change = { readonly what: 'corrected'; readonly texts: Localised } | { readonly what: 'withdrawn' };

/** Asks first, then takes back what was sent. Of those who have not got it nobody gets it. */
export async function withdrawBroadcast(
  act: Act,
  command: CommandOf<'broadcast.withdraw'>,
): Promise<Answered<BroadcastStatusView>> {
  return contended(async () => {
    const doc = await readBroadcast(act.deps.store, act.academy, command.broadcast);
    if (!doc) return { code: 'gone' as const };
    const verdict = judge(doc.data, 'withdraw', { revision: command.rev, by: act.person.id });
    if (verdict.verdict !== 'do') return broadcastStatus(act, doc.data, verdict);
    if (!command.sure) return broadcastStatus(act, doc.data, { asking: 'withdraw' });
    return changeSent(act, doc, { what: 'withdrawn' });
  });
}

/** The broadcast and its notice change in one write; whoever works on the notice does the rest, however often that is
 * interrupted. Rejects with `precondition` where somebody was quicker. */
export async function changeSent(
  act: Act,
  doc: Stored<Broadcast>,
  change: Change,
): Promise<Answered<BroadcastStatusView>> {
  const { deps, academy } = act;
  const { status } = doc.data;
  if (status.status !== 'sent') return { code: 'gone' };
  // Open for a moment before it has anything to do: nobody strikes it from the agenda in between.
  await reopen(deps, academy, status.notice);
  const notice = await readNotice(deps.store, academy.id, status.notice);
  if (!notice) return { code: 'gone' };
  const changed = changedBy(act, doc.data, status, change);
  await deps.store.batch(academyPartition(academy.id), [
    saving(broadcasts, changed, doc),
    saving(notices, toChange(act, notice.data, changed), notice),
  ]);
  await hint(deps.store, { academy: academy.id, notice: status.notice, dueAt: deps.wallNow() });
  deps.kick();
  return broadcastStatus(act, changed);
}

function changedBy(
  { academy, person }: Act,
  broadcast: Broadcast,
  status: Extract<BroadcastStatus, { status: 'sent' }>,
  change: Change,
): Broadcast {
  const { edit: _edit, ...rest } = broadcast;
  const done = { by: person.id, at: academy.now };
  const made = { ...rest, ...deed(broadcast, change.what, person.id, academy.now) };
  switch (change.what) {
    case 'corrected':
      return { ...made, texts: change.texts, status: { ...status, corrected: done } };
    case 'withdrawn':
      return { ...made, status: { ...status, status: 'withdrawn', withdrawn: done } };
  }
}

function toChange(act: Act, notice: Notice, { revision, status }: Broadcast): Notice {
  const { reopenedAt: _reopenedAt, ...rest } = notice;
  const stopped = { by: act.person.id, at: act.deps.wallNow() };
  return {
    ...rest,
    status: notice.status === 'expanding' ? 'expanding' : 'sending',
    change: { revision },
    ...(status.status === 'withdrawn' ? { stopped: notice.stopped ?? stopped } : {}),
    followers: withFollower(notice.followers, followerOf(act)),
  };
}

/** Cards that follow one notice at most: the latest. */
const FOLLOWERS = 4;

function withFollower(before: readonly Follower[], one: Follower | undefined): readonly Follower[] {
  if (!one) return before;
  const others = before.filter(({ activityId }) => activityId !== one.activityId);
  return [...others.slice(1 - FOLLOWERS), one];
}

/** Stops one that is being sent; of one that is through it shows that it is. */
export async function stopBroadcast(
  act: Act,
  id: BroadcastId,
): Promise<Answered<BroadcastStatusView | BroadcastComposeView>> {
  const { store } = act.deps;
  const status = (await readBroadcast(store, act.academy, id))?.data.status;
  if (status?.status === 'sent') await stopNotice(act, status.notice);
  return showBroadcast(act, id);
}

export async function showBroadcast(act: Act, id: BroadcastId): Promise<Answered<BroadcastStatusView>> {
  const doc = await readBroadcast(act.deps.store, act.academy, id);
  return doc ? broadcastStatus(act, doc.data) : { code: 'gone' };
}
