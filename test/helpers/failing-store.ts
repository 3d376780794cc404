import { StoreError } from '../../services/store/port.ts';
import type { Store, StoreFailure } from '../../services/store/port.ts';

export type Failing = Store & {
  /** Writes that were tried so far. */
  readonly writes: number;
};

/** The store, where somebody else does something just before the first write of a document of this type. */
export function meanwhile(store: Store, type: string, act: () => Promise<unknown>): Store {
  let done = false;
  async function before(doc: { readonly type: string }): Promise<void> {
    if (done || doc.type !== type) return;
    done = true;
    await act();
  }
  return {
    read: (pk, id) => store.read(pk, id),
    query: (query) => store.query(query),
    create: async (doc) => {
      await before(doc);
      return store.create(doc);
    },
    replace: async (doc, etag) => {
      await before(doc);
      return store.replace(doc, etag);
    },
    delete: (pk, id, etag) => store.delete(pk, id, etag),
    batch: (pk, operations) => store.batch(pk, operations),
    close: () => store.close(),
  };
}

export type Interrupted = Store & {
  /** Calls so far, those of whoever came in between not counted. */
  readonly calls: number;
};

/** The store, where something else happens just before its nth call (1, 2, 3 …). */
export function interruptedAt(store: Store, nth: number, act: () => Promise<unknown>): Interrupted {
  let calls = 0;
  async function before<T>(run: () => Promise<T>): Promise<T> {
    calls += 1;
    if (calls === nth) await act();
    return run();
  }
  return {
    get calls() {
      return calls;
    },
    read: (pk, id) => before(() => store.read(pk, id)),
    query: (query) => before(() => store.query(query)),
    create: (doc) => before(() => store.create(doc)),
    replace: (doc, etag) => before(() => store.replace(doc, etag)),
    delete: (pk, id, etag) => before(() => store.delete(pk, id, etag)),
    batch: (pk, operations) => before(() => store.batch(pk, operations)),
    close: () => store.close(),
  };
}

interface How {
  /** Whether the failing write itself arrives. */
  readonly landed?: boolean;
  /** Only the nth fails, and the process lives on. */
  readonly once?: boolean;
  readonly failure?: StoreFailure;
}

/**
 * The store, but its nth write (1, 2, 3 …) fails and every one after it, as if the process had died there.
 */
export function failingAt(
  store: Store,
  nth: number,
  { landed = false, once = false, failure = 'unavailable' }: How = {},
): Failing {
  let writes = 0;
  async function write<T>(run: () => Promise<T>): Promise<T> {
    writes += 1;
    const fails = once ? writes === nth : writes >= nth;
    if (!fails) return run();
    if (landed && writes === nth) await run();
    throw new StoreError(failure, `write ${String(writes)}`);
  }
  return {
    get writes() {
      return writes;
    },
    read: (pk, id) => store.read(pk, id),
    query: (query) => store.query(query),
    create: (doc) => write(() => store.create(doc)),
    replace: (doc, etag) => write(() => store.replace(doc, etag)),
    delete: (pk, id, etag) => write(() => store.delete(pk, id, etag)),
    batch: (pk, operations) => write(() => store.batch(pk, operations)),
    close: () => store.close(),
  };
}
