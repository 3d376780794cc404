/** Names what has not moved for five minutes, and why: in the log, and on the desk whatever process knows of it. What
 * moves costs no write. */
import { LRUCache } from 'lru-cache';
import type { Notice, StuckReason } from '../domain/delivery.ts';
import type { AcademyId, NoticeId } from '../domain/ids.ts';
import { MINUTE } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { isFailure, saving } from '../store/access.ts';
import { stuckId, stucks } from '../store/documents-agenda.ts';
import { academyPartition } from '../store/documents.ts';
import type { Stuck } from '../store/documents-agenda.ts';
import { tallyOf } from '../usecases/ledger.ts';
import type { DeliveryDeps } from './deps.ts';

export const STUCK_MS = 5 * MINUTE;
/** Notices that are watched at once. */
const REMEMBERED = 1000;

/** Named by whoever fails at it, without knowing how much waits. */
type Name = Pick<Notice, 'academy' | 'id'>;

interface Watched {
  /** On the clock that only goes forward, and on the wall's. */
  readonly since: number;
  readonly at: Instant;
  /** Deliveries that were done with then; undefined: it could not be seen. */
  readonly settled: number | undefined;
  logged?: StuckReason;
  told?: StuckReason;
}

export class Watch {
  readonly #deps: DeliveryDeps;
  /** What another process brings to its end is forgotten some time. */
  readonly #watched = new LRUCache<string, Watched>({ max: REMEMBERED });

  constructor(deps: DeliveryDeps) {
    this.#deps = deps;
  }

  /** Something of the notice is left, for this reason. To be called whenever it has been worked on. */
  async left(notice: Notice, why: StuckReason): Promise<void> {
    const tally = await tallyOf(this.#deps.store, notice);
    const waiting = tally.pending + tally.sending;
    // What ends in doubt is not done with: where one probe after the other does, nothing moves.
    const open = waiting + tally.held;
    const settled = Object.values(tally).reduce((sum, count) => sum + count, 0) - open;
    const known = this.#watched.get(keyOf(notice));
    if (known && known.settled !== settled) await this.moved(notice);
    await this.#look(notice, why, settled, waiting);
  }

  /** Work on it failed. */
  async failed(name: Name, error: unknown): Promise<void> {
    const why = isFailure(error, 'throttled', 'unavailable', 'ambiguous') ? 'store' : 'failed';
    await this.#look(name, why, this.#watched.get(keyOf(name))?.settled);
  }

  /** It moves again, or is done with. */
  async moved(name: Name): Promise<void> {
    this.#watched.delete(keyOf(name));
    const { store } = this.#deps;
    const { pk, id } = placeOf(name);
    const doc = await store.read<Stuck>(pk, id);
    if (doc) await unlessOvertaken(store.delete(pk, id, doc.etag));
  }

  async #look(name: Name, why: StuckReason, settled: number | undefined, waiting?: number): Promise<void> {
    const { ticks, wallNow, log } = this.#deps;
    const known = this.#watched.get(keyOf(name)) ?? { since: ticks(), at: wallNow(), settled };
    this.#watched.set(keyOf(name), known);
    if (ticks() - known.since < STUCK_MS) return;
    const { academy, id: notice } = name;
    if (known.logged !== why)
      log.warn({ academy, notice, why, waiting, since: known.at }, 'a notice is stuck');
    known.logged = why;
    if (known.told === why) return;
    await this.#tell({
      academy,
      notice,
      why,
      since: known.at,
      ...(waiting === undefined ? {} : { waiting }),
    });
    known.told = why;
  }

  async #tell(stuck: Stuck): Promise<void> {
    const { store } = this.#deps;
    const pk = academyPartition(stuck.academy);
    const doc = await store.read<Stuck>(pk, stuckId(stuck.notice));
    // Whoever is at it knows better than one who only sees that somebody is.
    if (doc && stuck.why === 'elsewhere') return;
    await unlessOvertaken(store.batch(pk, [saving(stucks, stuck, doc)]));
  }
}

const keyOf = ({ academy, id }: Name): string => `${academy} ${id}`;
const placeOf = ({ academy, id }: { readonly academy: AcademyId; readonly id: NoticeId }) => ({
  pk: academyPartition(academy),
  id: stuckId(id),
});

/** Another process says the same. */
async function unlessOvertaken(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isFailure(error, 'conflict', 'precondition', 'notFound')) throw error;
  }
}
