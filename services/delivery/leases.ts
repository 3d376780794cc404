/** Who sends to a tenant: at most one process at a time, named by a lease in the store, so that the tenant's budget is
 * counted in one place. A lease lives only while there is work: nothing is read or written for it otherwise. */
import type { TenantId } from '../domain/ids.ts';
import { createDoc, isFailure, replaceDoc } from '../store/access.ts';
import { leasePlace, leases } from '../store/documents-installation.ts';
import type { Lease } from '../store/documents-installation.ts';
import type { Store, Stored } from '../store/port.ts';
import type { Owner } from './deps.ts';

export interface LeaseOptions {
  /** Names this process. */
  readonly owner: string;
  /** A lease whose counter stands still for so long is dead. Milliseconds. */
  readonly termMs: number;
  /** Milliseconds on a clock that only goes forward: the wall's may be wrong, or be set back. */
  readonly now: () => number;
}

interface Held {
  readonly doc: Stored<Lease>;
  /** Just before the write that last renewed it: from then on the term runs. */
  readonly since: number;
  readonly usedAt: number;
}

/** What was last seen of somebody else's lease, and since when it has stood so. */
interface Seen {
  readonly epoch: number;
  readonly counter: number;
  readonly since: number;
  readonly readAt: number;
}

/** A holder stops in good time before others may think the lease dead. */
const SAFE = 0.6;
const RENEW = 0.25;
/** How often somebody else's lease is looked at. */
const LOOK = 0.05;
const IDLE = 1;

export class Leases {
  readonly #store: Store;
  readonly #options: LeaseOptions;
  readonly #held = new Map<TenantId, Held>();
  readonly #seen = new Map<TenantId, Seen>();
  readonly #taking = new Map<TenantId, Promise<Owner | undefined>>();

  constructor(store: Store, options: LeaseOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** This process as the tenant's sender, taken over where nobody is or the one who was is dead; undefined: another
   * process is. */
  async hold(tenant: TenantId): Promise<Owner | undefined> {
    const held = this.#held.get(tenant);
    if (held && this.isHeld(tenant, held.doc.data.epoch)) {
      this.#held.set(tenant, { ...held, usedAt: this.#options.now() });
      return ownerOf(held.doc.data);
    }
    // Lanes of one tenant ask at the same time: one take-over serves them all.
    const taking = this.#taking.get(tenant) ?? this.#take(tenant).finally(() => this.#taking.delete(tenant));
    this.#taking.set(tenant, taking);
    return taking;
  }

  /** Tenants whose sender this process is now. */
  get count(): number {
    return [...this.#held].filter(([tenant, { doc }]) => this.isHeld(tenant, doc.data.epoch)).length;
  }

  /** Whether something new may be taken on: true only for as long as nobody else can think the lease dead. */
  isHeld(tenant: TenantId, epoch: number): boolean {
    const held = this.#held.get(tenant);
    return held?.doc.data.epoch === epoch && this.#age(held) < this.#options.termMs * SAFE;
  }

  /** Renews what is used and gives up what is not; to be called more often than a quarter of the term. */
  async tend(): Promise<void> {
    const { termMs, now } = this.#options;
    await Promise.all(
      [...this.#held].map(async ([tenant, held]) => {
        if (now() - held.usedAt > termMs * IDLE) await this.#release(tenant, held);
        else if (this.#age(held) > termMs * RENEW) await this.#renew(tenant, held);
      }),
    );
  }

  /** The work goes on: it keeps the lease. */
  use(tenant: TenantId): void {
    const held = this.#held.get(tenant);
    if (held) this.#held.set(tenant, { ...held, usedAt: this.#options.now() });
  }

  /** Gives everything up, so that others need not wait. */
  async end(): Promise<void> {
    await Promise.all([...this.#held].map(([tenant, held]) => this.#release(tenant, held)));
  }

  #age({ since }: Held): number {
    return this.#options.now() - since;
  }

  async #take(tenant: TenantId): Promise<Owner | undefined> {
    const { owner, now, termMs } = this.#options;
    const seen = this.#seen.get(tenant);
    if (seen && now() - seen.readAt < termMs * LOOK) return undefined;
    const { pk, id } = leasePlace(tenant);
    const since = now();
    const doc = await this.#store.read<Lease>(pk, id);
    if (doc && !this.#isFree(tenant, doc.data)) return undefined;
    const mine: Lease = { tenant, owner, epoch: (doc?.data.epoch ?? 0) + 1, counter: 0 };
    try {
      const written = doc
        ? await replaceDoc(this.#store, leases, mine, doc)
        : await createDoc(this.#store, leases, mine);
      return this.#own(tenant, written, since);
    } catch (error) {
      if (isFailure(error, 'conflict', 'precondition', 'notFound')) return undefined;
      if (!isFailure(error, 'ambiguous')) throw error;
      const there = await this.#store.read<Lease>(pk, id);
      const isMine = there?.data.owner === owner && there.data.epoch === mine.epoch;
      return isMine ? this.#own(tenant, there, since) : undefined;
    }
  }

  #own(tenant: TenantId, doc: Stored<Lease>, since: number): Owner {
    this.#seen.delete(tenant);
    this.#held.set(tenant, { doc, since, usedAt: since });
    return ownerOf(doc.data);
  }

  /** Nobody's, this process's own that it let lapse, or dead: seen unchanged for a whole term on its own clock. */
  #isFree(tenant: TenantId, { owner, epoch, counter }: Lease): boolean {
    if (owner === '' || owner === this.#options.owner) return true;
    const now = this.#options.now();
    const seen = this.#seen.get(tenant);
    const same = seen?.epoch === epoch && seen.counter === counter;
    const since = same ? seen.since : now;
    this.#seen.set(tenant, { epoch, counter, since, readAt: now });
    return now - since >= this.#options.termMs;
  }

  async #renew(tenant: TenantId, held: Held): Promise<void> {
    const since = this.#options.now();
    const { data } = held.doc;
    try {
      const doc = await replaceDoc(this.#store, leases, { ...data, counter: data.counter + 1 }, held.doc);
      const usedAt = this.#held.get(tenant)?.usedAt ?? held.usedAt;
      this.#held.set(tenant, { doc, since, usedAt });
    } catch (error) {
      // Somebody else's by now, or perhaps: what is not renewed for certain runs out.
      if (isFailure(error, 'precondition', 'notFound', 'ambiguous')) this.#held.delete(tenant);
      else if (!isFailure(error, 'throttled', 'unavailable')) throw error;
    }
  }

  async #release(tenant: TenantId, { doc }: Held): Promise<void> {
    this.#held.delete(tenant);
    try {
      await replaceDoc(this.#store, leases, { ...doc.data, owner: '' }, doc);
    } catch (error) {
      // Then it runs out by itself.
      if (!isFailure(error, 'precondition', 'notFound', 'ambiguous', 'throttled', 'unavailable')) throw error;
    }
  }
}

const ownerOf = ({ owner, epoch }: Lease): Owner => ({ owner, epoch });
