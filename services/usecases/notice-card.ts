/** A notice as coordinators read it: who got it, who did not and why, a page at a time. */
import type { CommandOf } from '../domain/command.ts';
import type { Delivery, DeliveryState, LedgerPlace, Notice } from '../domain/delivery.ts';
import type { NoticeView } from '../domain/view.ts';
import {
  after,
  deliveries,
  deliveryId,
  lanePartition,
  PENDING,
  SETTLED,
  settledSort,
} from '../store/documents.ts';
import type { Query } from '../store/port.ts';
import type { Act } from './deps.ts';
import { isThrough, readNotice, talliesOf, tallyOf, wasStopped } from './ledger.ts';
import { knownAs, outcomeOf } from './outcomes.ts';
import { inParallel } from './parallel.ts';
import type { Answered } from './tasks.ts';
import { whatOf } from './what.ts';

/** Rows on one card. */
const ROWS = 12;

/** In the order in which they want something done. */
const states = {
  missed: ['held', 'stays', 'dead', 'unreachable', 'cancelled', 'skipped', 'superseded', 'withdrawn'],
  got: ['sent'],
  waiting: ['pending'],
} as const satisfies Record<NoticeView['show'], readonly DeliveryState['state'][]>;

export async function showNotice(
  act: Act,
  { notice: id, show, from }: CommandOf<'notice.show'>,
): Promise<Answered<NoticeView>> {
  const { deps, academy } = act;
  const notice = (await readNotice(deps.store, academy.id, id))?.data;
  if (!notice) return { code: 'gone' };
  const tally = await tallyOf(deps.store, notice);
  const found = await pageOf(act, notice, show, from);
  const rows = found.slice(0, ROWS);
  const last = rows.at(-1);
  return {
    kind: 'notice',
    frame: academy.frame,
    notice: id,
    what: await whatOf(deps, academy, notice.contents[0] ?? { kind: 'home' }),
    at: notice.dueAt,
    tally,
    done: isThrough(notice, tally),
    ...(wasStopped(notice, tally) ? { stopped: true } : {}),
    show,
    rows: await inParallel(rows, async (delivery) => ({
      person: delivery.person,
      name: await knownAs(act, delivery.person),
      outcome: await outcomeOf(act, notice, delivery),
    })),
    // What waits changes all the time: it cannot be leafed through.
    ...(found.length > ROWS && last && show !== 'waiting' ? { next: placeOf(last) } : {}),
  };
}

const placeOf = ({ lane, person, part, state: { state } }: Delivery): LedgerPlace => ({
  state,
  lane,
  person,
  part,
});

/** One row more than a card has room for. Only lanes that have something in a state are asked for it. */
async function pageOf(
  { deps: { store } }: Act,
  notice: Notice,
  show: NoticeView['show'],
  from: LedgerPlace | undefined,
): Promise<readonly Delivery[]> {
  const tallies = await talliesOf(store, notice);
  const groups = states[show].flatMap((state) =>
    tallies.filter(({ tally }) => tally[state] > 0).map(({ lane }) => ({ state, lane })),
  );
  const start = from ? groups.findIndex(({ state, lane }) => state === from.state && lane === from.lane) : 0;
  const found: Delivery[] = [];
  for (const group of groups.slice(Math.max(start, 0))) {
    if (found.length > ROWS) break;
    const here = from?.state === group.state && from.lane === group.lane ? from : undefined;
    const page = await store.query<Delivery>({
      ...rangeOf(notice, group, here),
      limit: ROWS + 1 - found.length,
    });
    found.push(...page.docs.map(({ data }) => data));
  }
  return found;
}

function rangeOf(
  { academy, id }: Notice,
  { state, lane }: Pick<LedgerPlace, 'state' | 'lane'>,
  from: LedgerPlace | undefined,
): Omit<Query, 'limit'> {
  const pk = lanePartition(academy, id, lane);
  const prefix = state === 'pending' ? PENDING : `${SETTLED}${state}/`;
  const range = { pk, type: deliveries.type, from: prefix, to: after(prefix) };
  if (!from) return range;
  const { person, part } = from;
  return { ...range, after: { pk, sort: settledSort(state, person, part), id: deliveryId(person, part) } };
}
