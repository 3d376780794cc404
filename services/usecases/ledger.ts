/** What became of a notice, read from its deliveries. */
import { deliveryStates } from '../domain/delivery.ts';
import type { Delivery, DeliveryState, Notice, Tally } from '../domain/delivery.ts';
import type { AcademyId, NoticeId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { each } from '../store/access.ts';
import {
  academyPartition,
  after,
  deliveries,
  lanePartition,
  noticeDocId,
  SETTLED,
} from '../store/documents.ts';
import type { LaneTally } from '../store/documents.ts';
import type { Store, Stored } from '../store/port.ts';
import type { Academy } from './academies.ts';

export const noTally = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as Tally;

/** Tallies of old lack the states that came later. */
export function addTally(a: Partial<Tally>, b: Partial<Tally>): Tally {
  const sums = deliveryStates.map((state) => [state, (a[state] ?? 0) + (b[state] ?? 0)]);
  return Object.fromEntries(sums) as Tally;
}

export function readNotice(
  store: Store,
  academy: AcademyId,
  id: NoticeId,
): Promise<Stored<Notice> | undefined> {
  return store.read<Notice>(academyPartition(academy), noticeDocId(id));
}

/** One point read for each lane, however many recipients there are. */
export async function talliesOf(store: Store, notice: Notice): Promise<readonly LaneTally[]> {
  const lanes = await Promise.all(
    notice.lanes.map((lane) =>
      store.read<LaneTally>(lanePartition(notice.academy, notice.id, lane), 'tally'),
    ),
  );
  return lanes.flatMap((lane) => lane?.data ?? []);
}

export async function tallyOf(store: Store, notice: Notice): Promise<Tally> {
  return (await talliesOf(store, notice)).reduce((sum, { tally }) => addTally(sum, tally), noTally);
}

/** Nothing of it is on its way any more. */
export function isThrough({ status }: Notice, tally: Tally): boolean {
  return status === 'done' || (status === 'sending' && tally.pending + tally.sending === 0);
}

/** A coordinator stopped it while it was being sent. What was taken back was stopped too, and says so in its counts. */
export function wasStopped({ stopped }: Notice, tally: Tally): boolean {
  return stopped !== undefined && tally.withdrawn === 0;
}

/** When something happened, for an academy's card. A demonstration's clock leaps: there it is dated by its notice. */
export function shownAt(academy: Academy, notice: Notice, at: Instant): Instant {
  return academy.programme.demo ? notice.dueAt : at;
}

export async function* deliveriesOf(store: Store, notice: Notice): AsyncGenerator<Delivery> {
  for (const lane of notice.lanes) {
    yield* each(store, deliveries, lanePartition(notice.academy, notice.id, lane));
  }
}

/** The first few deliveries that stand in a settled state, over all lanes. */
export async function someIn(
  store: Store,
  notice: Notice,
  state: DeliveryState['state'],
  limit: number,
): Promise<readonly Delivery[]> {
  const found: Delivery[] = [];
  const from = `${SETTLED}${state}/`;
  for (const lane of notice.lanes) {
    if (found.length >= limit) break;
    const pk = lanePartition(notice.academy, notice.id, lane);
    const query = { pk, type: deliveries.type, from, to: after(from), limit: limit - found.length };
    const page = await store.query<Delivery>(query);
    found.push(...page.docs.map((doc) => doc.data));
  }
  return found;
}
