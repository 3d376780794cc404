/** Deliveries and the count of their lane change together, in one write. */
import type { Delivery, DeliveryState, Tally } from '../domain/delivery.ts';
import type { AcademyId, NoticeId } from '../domain/ids.ts';
import { saving } from '../store/access.ts';
import { deliveries, docOf, lanePartition, laneTallies } from '../store/documents.ts';
import type { LaneTally } from '../store/documents.ts';
import type { BatchOperation, Store, Stored } from '../store/port.ts';
import { addTally, noTally } from './ledger.ts';

/** Which lane of which notice. */
export interface LaneName {
  readonly academy: AcademyId;
  readonly notice: NoticeId;
  readonly lane: string;
}

/** A delivery as it was read, and the state that it is to have. */
export interface Settling {
  readonly doc: Stored<Delivery>;
  readonly state: DeliveryState;
}

/** Deliveries in one write, their count included: well under the batch limit. */
export const TOGETHER = 50;

/** All or none, at most `TOGETHER`. Rejects with `precondition` where a delivery or the count was changed meanwhile. */
export async function settleTogether(
  store: Store,
  { academy, notice, lane }: LaneName,
  some: readonly Settling[],
): Promise<void> {
  const pk = lanePartition(academy, notice, lane);
  const tally = await store.read<LaneTally>(pk, 'tally');
  const changes = some.reduce<Tally>((sum, { doc, state }) => {
    // `sending` is not counted apart: until it is settled a delivery counts as pending.
    const before = doc.data.state.state === 'sending' ? 'pending' : doc.data.state.state;
    return addTally(addTally(sum, { [before]: -1 }), { [state.state]: 1 });
  }, noTally);
  const counted = { academy, notice, lane, tally: addTally(tally?.data.tally ?? noTally, changes) };
  const operations: BatchOperation[] = some.map(({ doc, state }) => ({
    op: 'replace',
    doc: docOf(deliveries, { ...doc.data, state }, doc),
    etag: doc.etag,
  }));
  await store.batch(pk, [saving(laneTallies, counted, tally), ...operations]);
}
