import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import type { AcademyId, NoticeId, PersonId } from '../domain/ids.ts';
import { marked, toChange } from '../rules/revise.ts';
import { settleTogether, TOGETHER } from '../usecases/settle.ts';
import type { LaneName, Settling } from '../usecases/settle.ts';
import { isFailure, replaceDoc } from '../store/access.ts';
import { after, deliveries, deliveryId, lanePartition, PENDING, SENDING } from '../store/documents.ts';
import { StoreError } from '../store/port.ts';
import type { Store, Stored } from '../store/port.ts';
import type { Instant } from '../domain/time.ts';
import type { DeliveryDeps, Owner } from './deps.ts';

type Sending = Extract<DeliveryState, { state: 'sending' }>;
type Settled = Settling & {
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
};

/** How often an outcome is tried to be recorded before its delivery is left in doubt, and the first pause between. */
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 50;

/** One lane of a notice: its deliveries and their count, which change together. */
export class Lane {
  readonly #store: Store;
  readonly #sleep: DeliveryDeps['sleep'];
  readonly #pk: string;
  readonly #identity: LaneName;
  readonly #queue: Settled[] = [];
  #settling = false;

  constructor(
    { store, sleep }: Pick<DeliveryDeps, 'store' | 'sleep'>,
    academy: AcademyId,
    notice: NoticeId,
    lane: string,
  ) {
    this.#store = store;
    this.#sleep = sleep;
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

  /** What is to be sent next, or else something that is being sent; undefined: nothing is left. Asked in one query:
   * between two, a delivery that goes from one state to the other would be seen in neither. */
  async firstOpen(): Promise<Delivery | undefined> {
    return this.#first(PENDING);
  }

  /** Whether something is marked as being sent. */
  async isSending(): Promise<boolean> {
    return (await this.#first(SENDING)) !== undefined;
  }

  async #first(from: typeof PENDING | typeof SENDING): Promise<Delivery | undefined> {
    const query = { pk: this.#pk, type: deliveries.type, from, to: after(SENDING), limit: 1 };
    return (await this.#store.query<Delivery>(query)).docs[0]?.data;
  }

  /** One recipient's part, as it stands; undefined where there is none in this lane. */
  async find(person: PersonId, part: number): Promise<Delivery | undefined> {
    return (await this.#store.read<Delivery>(this.#pk, deliveryId(person, part)))?.data;
  }

  /**
   * What is marked as being sent by a process now gone, or by this one when it could not record the outcome. Whether it
   * arrived nobody knows: never send it again. A change of a card that stands there already is simply made again. To be
   * called while this process sends nothing of the lane.
   */
  async holdOrphans({ epoch }: Owner, now: Instant): Promise<number> {
    const query = { pk: this.#pk, type: deliveries.type, from: SENDING, to: after(SENDING), limit: TOGETHER };
    for (let held = 0; ;) {
      const { docs } = await this.#store.query<Delivery>(query);
      // A later sender's are under way.
      const orphans = docs.flatMap((doc) => {
        const { state } = doc.data;
        return state.state === 'sending' && state.epoch <= epoch ? [{ doc, state }] : [];
      });
      if (orphans.length === 0) return held;
      await Promise.all(
        orphans.map(({ doc, state }) => {
          const posted = toChange(state);
          if (!posted) held += 1;
          return this.settle(doc, posted ? marked(posted, now) : inDoubt(state, now));
        }),
      );
    }
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
      if (!isFailure(error, 'ambiguous')) throw error;
      const there = await this.#store.read<Delivery>(doc.pk, doc.id);
      return there && isSame(there.data.state, sending) ? there : undefined;
    }
  }

  /** Records an outcome together with the count. Outcomes that come close together share a write. */
  settle(doc: Stored<Delivery>, state: DeliveryState): Promise<void> {
    return new Promise((done, fail) => {
      this.#queue.push({ doc, state, done, fail });
      if (!this.#settling) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#settling = true;
    // Let what settles in this same moment join the first write.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const some = this.#queue.splice(0, TOGETHER);
      try {
        await this.#insist(some);
        for (const { done } of some) done();
      } catch (error) {
        for (const { fail } of some) fail(error);
      }
    }
    this.#settling = false;
  }

  /** An outcome that is lost leaves somebody in doubt: a store in trouble is asked again for a while. */
  async #insist(some: readonly Settled[]): Promise<void> {
    let open = some;
    for (let n = 1; open.length > 0; n += 1) {
      try {
        await settleTogether(this.#store, this.#identity, open);
        return;
      } catch (error) {
        if (n === ATTEMPTS || !(error instanceof StoreError) || error.failure === 'tooLarge') throw error;
        if (isFailure(error, 'throttled', 'unavailable', 'ambiguous'))
          await this.#sleep(Math.max(error.retryAfterMs ?? 0, FIRST_PAUSE_MS * 2 ** (n - 1)));
        open = await this.#unsettled(open);
      }
    }
  }

  /** Those that are still as they were: the others were settled by a write whose answer was lost, or held by another
   * process that took over. */
  async #unsettled(some: readonly Settled[]): Promise<readonly Settled[]> {
    const there = await Promise.all(some.map(({ doc }) => this.#store.read(doc.pk, doc.id))).catch(
      (error: unknown) => {
        if (isFailure(error, 'throttled', 'unavailable')) return undefined;
        throw error;
      },
    );
    return there ? some.filter(({ doc }, index) => there[index]?.etag === doc.etag) : some;
  }
}

function inDoubt({ maybeTwice, again }: Sending, now: Instant): DeliveryState {
  const kept = { ...(maybeTwice ? { maybeTwice } : {}), ...(again ? { again } : {}) };
  return { state: 'held', cause: 'crash', at: now, ...kept };
}

function isSame(there: DeliveryState, mine: Sending): boolean {
  return (
    there.state === 'sending' &&
    there.owner === mine.owner &&
    there.epoch === mine.epoch &&
    there.since === mine.since &&
    there.attempt === mine.attempt
  );
}
