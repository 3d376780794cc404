import type { Broadcast } from '../domain/broadcast.ts';
import type { Notice } from '../domain/delivery.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { BroadcastStatusView } from '../domain/view.ts';
import { findMeeting, findOrganisation } from '../rules/lookup.ts';
import type { Act } from './deps.ts';
import { isThrough, noTally, readNotice, someIn, tallyOf } from './ledger.ts';

/** Names listed on the card before it counts. */
const NAMED = 10;

/** How a sent broadcast is getting on: counts from the lanes, names of those it did not reach. */
export async function broadcastStatus(act: Act, broadcast: Broadcast): Promise<BroadcastStatusView> {
  const { deps, academy } = act;
  const sent = broadcast.status.status === 'sent' ? broadcast.status : undefined;
  const notice = sent && (await readNotice(deps.store, academy.id, sent.notice))?.data;
  const tally = notice ? await tallyOf(deps.store, notice) : noTally;
  const notReached = notice ? await named(act, notice) : [];
  const author = await deps.persons.read(sent?.by ?? broadcast.by);
  const meeting = findMeeting(academy.programme, broadcast.meeting)?.meeting;
  const { audience } = broadcast;
  const organisation =
    audience.to === 'organisation' && findOrganisation(academy.programme, audience.organisation);
  return {
    kind: 'broadcastStatus',
    frame: academy.frame,
    broadcast: broadcast.id,
    ...(notice ? { notice: notice.id } : {}),
    audience,
    ...(organisation ? { organisation: organisation.name } : {}),
    title: meeting?.title ?? {},
    by: author?.data.name ?? '–',
    at: sent?.at ?? broadcast.at,
    tally,
    ...(notice?.stopped ? { stopped: await stoppedBy(act, notice.stopped) } : {}),
    done: notice !== undefined && isThrough(notice, tally),
    counting: notice?.status === 'expanding',
    notReached,
    others: Math.max(0, tally.unreachable + tally.held + tally.dead - notReached.length),
  };
}

async function stoppedBy({ deps, academy }: Act, { by, at }: NonNullable<Notice['stopped']>) {
  const name = (await deps.persons.read(by))?.data.name ?? '–';
  return { by: name, at: addMilliseconds(at, academy.head.clockOffset) };
}

async function named(
  act: Act,
  notice: Parameters<typeof someIn>[1],
): Promise<BroadcastStatusView['notReached']> {
  const { store, persons } = act.deps;
  const found = [
    ...(await someIn(store, notice, 'held', NAMED)),
    ...(await someIn(store, notice, 'dead', NAMED)),
    ...(await someIn(store, notice, 'unreachable', NAMED)),
  ].slice(0, NAMED);
  return Promise.all(
    found.map(async ({ person, state }) => {
      const reason = state.state === 'unreachable' ? state.reason : state.state === 'dead' ? 'dead' : 'held';
      return { name: (await persons.read(person))?.data.name ?? '–', reason } as const;
    }),
  );
}
