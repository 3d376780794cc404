/** A process that dies: at the nth thing that it waits for on its way, before that is done or just after. */
import type { DeliveryDeps } from '../../services/delivery/deps.ts';

class Dead extends Error {}

export interface Dying {
  /** What the process stands on, in place of what it had. */
  readonly overrides: Partial<DeliveryDeps>;
  /** What it waited for so far. */
  readonly waits: () => number;
}

export function dyingAt(deps: DeliveryDeps, nth: number, when: 'before' | 'after'): Dying {
  let waits = 0;
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    waits += 1;
    const mine = waits;
    if (mine > nth || (mine === nth && when === 'before')) throw new Dead();
    const result = await work();
    // Whatever was under way beside it dies with it.
    if (waits >= nth && (mine === nth || waits > nth)) throw new Dead();
    return result;
  };
  const { store, messenger, pace } = deps;
  return {
    waits: () => waits,
    overrides: {
      store: {
        read: (pk, id) => step(() => store.read(pk, id)),
        create: (doc) => step(() => store.create(doc)),
        replace: (doc, etag) => step(() => store.replace(doc, etag)),
        delete: (pk, id, etag) => step(() => store.delete(pk, id, etag)),
        batch: (pk, operations) => step(() => store.batch(pk, operations)),
        query: (query) => step(() => store.query(query)),
        close: () => store.close(),
      },
      messenger: {
        post: (to, card) => step(() => messenger.post(to, card)),
        update: (to, id, card) => step(() => messenger.update(to, id, card)),
        delete: (to, id) => step(() => messenger.delete(to, id)),
        open: (to) => step(() => messenger.open(to)),
      },
      pace: { ...pace, turn: (to, what) => step(() => pace.turn(to, what)) },
      sleep: (ms) => step(() => deps.sleep(ms)),
    },
  };
}
