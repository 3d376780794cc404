import type { Delivery, DeliveryState, Tally } from '../domain/delivery.ts';
import type { AcademyId, NoticeId } from '../domain/ids.ts';
import { addTally, noTally } from '../usecases/ledger.ts';
import { isFailure, replaceDoc, saving } from '../store/access.ts';
import {
  after,
  deliveries,
  docOf,
  lanePartition,
  laneTallies,
  PENDING,
  SENDING,
} from '../store/documents.ts';
import type { LaneTally } from '../store/documents.ts';
import type { BatchOperation, Store, Stored } from '../store/port.ts';
import type { Instant } from '../domain/time.ts';
import type { Owner } from './deps.ts';

type Settled = {
  readonly doc: Stored<Delivery>;
  readonly state: DeliveryState;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
};

/** Deliveries settled in one write, their count included: well under the batch limit. */
const TOGETHER = 50;

/** One lane of a notice: its deliveries and their count, which change together. */
export class Lane {
  readonly #store: Store;
  readonly #pk: string;
  readonly #identity: { readonly academy: AcademyId; readonly notice: NoticeId; readonly lane: string };
  readonly #queue: Settled[] = [];
  #settling: Promise<void> | undefined;

  constructor(store: Store, academy: AcademyId, notice: NoticeId, lane: string) {
    this.#store = store;
    this.#pk = lanePartition(academy, notice, lane);
    this.#identity = { academy, notice, lane };
  }

  /** The next deliveries whose time has come, oldest first. */
  async due(now: Instant, limit: number): Promise<readonly Stored<Delivery>[]> {
    const page = await this.#store.query<Delivery>({
      pk: this.#pk,
      type: deliveries.type,
      from: PENDING,
      to: after(`${PENDING}${now}`),
      limit,
    });
    return page.docs;
  }

  /** When the next delivery is due that is still to be sent; undefined: nothing is left. */
  async nextDue(): Promise<Instant | undefined> {
    const query = { pk: this.#pk, type: deliveries.type, from: PENDING, to: after(PENDING), limit: 1 };
    const [doc] = (await this.#store.query<Delivery>(query)).docs;
    return doc?.data.state.state === 'pending' ? doc.data.state.dueAt : undefined;
  }

  /** What another owner, now gone, had marked as being sent. Whether it arrived nobody knows: never send it again. */
  async holdOrphans(owner: Owner, now: Instant): Promise<number> {
    const query = { pk: this.#pk, type: deliveries.type, from: SENDING, to: after(SENDING), limit: 1000 };
    const orphans = (await this.#store.query<Delivery>(query)).docs.filter(({ data: { state } }) => {
      return state.state === 'sending' && (state.owner !== owner.owner || state.epoch < owner.epoch);
    });
    await Promise.all(orphans.map((doc) => this.settle(doc, { state: 'held', cause: 'crash', at: now })));
    return orphans.length;
  }

  /** Marks a delivery as being sent; undefined where somebody else changed it first. */
  async claim(doc: Stored<Delivery>, owner: Owner, now: Instant): Promise<Stored<Delivery> | undefined> {
    const { state } = doc.data;
    if (state.state !== 'pending') return undefined;
    const { dueAt: _, ...kept } = state;
    const sending: DeliveryState = { ...kept, state: 'sending', ...owner, since: now };
    try {
      return await replaceDoc(this.#store, deliveries, { ...doc.data, state: sending }, doc);
    } catch (error) {
      if (isFailure(error, 'precondition', 'notFound')) return undefined;
      throw error;
    }
  }

  /** Records an outcome together with the count. Outcomes that come close together share a write. */
  settle(doc: Stored<Delivery>, state: DeliveryState): Promise<void> {
    return new Promise((done, fail) => {
      this.#queue.push({ doc, state, done, fail });
      this.#settling ??= this.#drain();
    });
  }

  async #drain(): Promise<void> {
    // Let what settles in this same moment join the first write.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const some = this.#queue.splice(0, TOGETHER);
      try {
        await this.#write(some);
        for (const { done } of some) done();
      } catch (error) {
        for (const { fail } of some) fail(error);
      }
    }
    this.#settling = undefined;
  }

  async #write(some: readonly Settled[]): Promise<void> {
    const tally = await this.#store.read<LaneTally>(this.#pk, 'tally');
    const changes = some.reduce<Tally>((sum, { doc, state }) => {
      // `sending` is not counted apart: until it is settled a delivery counts as pending.
      const before = doc.data.state.state === 'sending' ? 'pending' : doc.data.state.state;
      return addTally(addTally(sum, { [before]: -1 }), { [state.state]: 1 });
    }, noTally);
    const counted = { ...this.#identity, tally: addTally(tally?.data.tally ?? noTally, changes) };
    const operations: BatchOperation[] = some.map(({ doc, state }) => ({
      op: 'replace',
      doc: docOf(deliveries, { ...doc.data, state }),
      etag: doc.etag,
    }));
    await this.#store.batch(this.#pk, [saving(laneTallies, counted, tally), ...operations]);
  }
}
