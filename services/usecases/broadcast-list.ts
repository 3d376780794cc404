/** All broadcasts of an academy, a page at a time: each leads to what can still be done with it. */
import type { Broadcast } from '../domain/broadcast.ts';
import type { CommandOf } from '../domain/command.ts';
import type { BroadcastsView } from '../domain/view.ts';
import { findMeeting } from '../rules/lookup.ts';
import { each } from '../store/access.ts';
import { academyPartition, broadcasts } from '../store/documents.ts';
import { organisationOf } from './broadcast-parts.ts';
import { scheduledIn } from './broadcast-schedule.ts';
import type { Act } from './deps.ts';
import { knownAs } from './outcomes.ts';
import { inParallel } from './parallel.ts';

/** Listed on one card. */
const ROWS = 10;

/** What waits for its time, the next first; then all others, the one written last first. */
export async function listBroadcasts(
  act: Act,
  { from = 0 }: CommandOf<'broadcast.list'>,
): Promise<BroadcastsView> {
  const end = from + ROWS;
  const found = await firstOf(act, end + 1);
  return {
    kind: 'broadcasts',
    frame: act.academy.frame,
    rows: await inParallel(found.slice(from, end), (broadcast) => rowOf(act, broadcast)),
    ...(found.length > end ? { next: end } : {}),
  };
}

async function firstOf({ deps: { store }, academy }: Act, count: number): Promise<readonly Broadcast[]> {
  const found: Broadcast[] = [...(await scheduledIn(store, academy))];
  for await (const broadcast of each(store, broadcasts, academyPartition(academy.id))) {
    // These come last in the store, and stand above.
    if (found.length >= count || broadcast.status.status === 'scheduled') break;
    found.push(broadcast);
  }
  return found;
}

async function rowOf(act: Act, broadcast: Broadcast): Promise<BroadcastsView['rows'][number]> {
  const { status, audience } = broadcast;
  const { at, by } = lastOf(broadcast);
  return {
    broadcast: broadcast.id,
    title: findMeeting(act.academy.programme, broadcast.meeting)?.meeting.title ?? {},
    audience,
    ...organisationOf(act.academy, audience),
    phase: status.status,
    at,
    by: await knownAs(act, by),
    ...(status.status === 'sent' && status.corrected ? { corrected: status.corrected.at } : {}),
  };
}

/** The moment that counts, and who decided it. */
function lastOf({ status, written, at, by }: Broadcast): Pick<Broadcast, 'at' | 'by'> {
  switch (status.status) {
    case 'draft':
      return written ?? { at, by };
    case 'scheduled':
      return { at: status.dueAt, by: status.by };
    case 'sent':
      return status;
    case 'withdrawn':
      return status.withdrawn;
  }
}
