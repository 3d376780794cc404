import type { Broadcast } from '../domain/broadcast.ts';
import type { DeliveryState, Notice } from '../domain/delivery.ts';
import type { PersonId } from '../domain/ids.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import type { BroadcastStatusView } from '../domain/view.ts';
import { findMeeting } from '../rules/lookup.ts';
import { inWindow } from '../rules/schedule.ts';
import type { Verdict } from '../rules/broadcasts.ts';
import { organisationOf, told } from './broadcast-parts.ts';
import type { Act } from './deps.ts';
import { isThrough, noTally, readNotice, someIn, tallyOf } from './ledger.ts';

/** Names listed on the card before it counts. */
const NAMED = 10;

/** What the card says beside how things stand. */
interface Beside {
  readonly told?: Extract<Verdict, { verdict: 'show' }>['told'];
  readonly asking?: 'withdraw';
}

/** How a broadcast is getting on: counts from the lanes, names of those it did not reach. */
export async function broadcastStatus(
  act: Act,
  broadcast: Broadcast,
  beside: Beside = {},
): Promise<BroadcastStatusView> {
  const { deps, academy } = act;
  const { status } = broadcast;
  const notice = 'notice' in status && (await readNotice(deps.store, academy.id, status.notice))?.data;
  const tally = notice ? await tallyOf(deps.store, notice) : noTally;
  const missed = status.status === 'withdrawn' ? left : unreached;
  const notReached = notice ? await named(act, notice, missed) : [];
  const meeting = findMeeting(academy.programme, broadcast.meeting)?.meeting;
  const { by, at } = status.status === 'draft' ? (broadcast.written ?? broadcast) : status;
  return {
    kind: 'broadcastStatus',
    frame: academy.frame,
    broadcast: broadcast.id,
    rev: broadcast.revision,
    phase: status.status,
    ...(beside.told ? { told: await told(act, beside.told) } : {}),
    ...(beside.asking ? { asking: beside.asking } : {}),
    ...(await phaseFacts(act, broadcast)),
    ...(notice ? { notice: notice.id } : {}),
    audience: broadcast.audience,
    ...organisationOf(academy, broadcast.audience),
    title: meeting?.title ?? {},
    ...(await byWhom(act, { by, at })),
    tally,
    ...(notice && notice.stopped && status.status === 'sent'
      ? { stopped: await stoppedBy(act, notice.stopped) }
      : {}),
    done: notice !== false && notice !== undefined && isThrough(notice, tally),
    counting: notice !== false && notice?.status === 'expanding',
    notReached,
    others: Math.max(0, missed.reduce((sum, state) => sum + tally[state], 0) - notReached.length),
  };
}

type Facts = Pick<BroadcastStatusView, 'due' | 'cancelled' | 'corrected' | 'withdrawn'>;

async function phaseFacts(act: Act, { status, did }: Broadcast): Promise<Facts> {
  switch (status.status) {
    case 'draft':
      return did?.what === 'cancelled' ? { cancelled: await byWhom(act, did) } : {};
    case 'scheduled':
      return { due: { at: status.dueAt, outside: !inWindow(status.dueAt, act.academy.programme) } };
    case 'sent':
      return status.corrected ? { corrected: await byWhom(act, status.corrected) } : {};
    case 'withdrawn':
      return { withdrawn: await byWhom(act, status.withdrawn) };
  }
}

async function byWhom({ deps }: Act, { by, at }: { readonly by: PersonId; readonly at: Instant }) {
  return { by: (await deps.persons.read(by))?.data.name ?? '–', at };
}

function stoppedBy(act: Act, { by, at }: NonNullable<Notice['stopped']>) {
  return byWhom(act, { by, at: addMilliseconds(at, act.academy.head.clockOffset) });
}

/** Those who are named: who was not reached; of what was withdrawn, where it may still stand. */
const unreached = [
  'held',
  'stays',
  'dead',
  'unreachable',
] as const satisfies readonly DeliveryState['state'][];
const left = ['held', 'stays'] as const satisfies readonly DeliveryState['state'][];

async function named(
  act: Act,
  notice: Parameters<typeof someIn>[1],
  states: typeof unreached | typeof left,
): Promise<BroadcastStatusView['notReached']> {
  const { store, persons } = act.deps;
  const found = await Promise.all(
    states.map(async (state) =>
      (await someIn(store, notice, state, NAMED)).map((delivery) => ({ state, delivery })),
    ),
  );
  return Promise.all(
    found
      .flat()
      .slice(0, NAMED)
      .map(async ({ state, delivery: { person, state: outcome } }) => ({
        name: (await persons.read(person))?.data.name ?? '–',
        reason: state !== 'unreachable' ? state : outcome.state === state ? outcome.reason : 'refused',
      })),
  );
}
