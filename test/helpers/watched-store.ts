import type { Store } from '../../services/store/port.ts';

export interface Watched extends Store {
  /** Calls so far, e.g. `read a:academy head`, `query agenda`. */
  readonly calls: string[];
}

/** The store, with each call noted. `seen` is given what a query brought. */
export function watching(
  store: Store,
  seen: (type: string, docs: number) => void = () => undefined,
): Watched {
  const calls: string[] = [];
  return {
    calls,
    read: (pk, id) => {
      calls.push(`read ${pk} ${id}`);
      return store.read(pk, id);
    },
    query: async (query) => {
      calls.push(`query ${query.type}`);
      const page = await store.query<never>(query);
      seen(query.type, page.docs.length);
      return page;
    },
    create: (doc) => {
      calls.push(`create ${doc.type}`);
      return store.create(doc);
    },
    replace: (doc, etag) => {
      calls.push(`replace ${doc.type}`);
      return store.replace(doc, etag);
    },
    delete: (pk, id, etag) => {
      calls.push(`delete ${pk} ${id}`);
      return store.delete(pk, id, etag);
    },
    batch: (pk, operations) => {
      calls.push(`batch ${pk}`);
      return store.batch(pk, operations);
    },
    close: () => store.close(),
  };
}
