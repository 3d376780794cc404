import type { Kind } from './documents.ts';
import type { Versions } from './documents-installation.ts';
import type { BatchOperation, Doc, Store, Stored } from './port.ts';

/** A document of more than the next version: written by a program that this one cannot follow. */
export class TooNew extends Error {
  constructor({ type, schema }: Doc) {
    super(
      `A document of the type ${type} is of version ${schema}, which this Fadder cannot read. Update Fadder.`,
    );
    this.name = 'TooNew';
  }
}

/**
 * The store as a program of these kinds may use it: what it writes is written in a version that everybody can read, and
 * what it cannot read it refuses rather than misunderstands.
 * @param may the newest version of each type that may be written now
 */
export function versioned(store: Store, kinds: readonly Kind<unknown>[], may: () => Versions): Store {
  const known = new Map(kinds.map((kind) => [kind.type, kind]));
  const checked = <T>(doc: Stored<T>): Stored<T> => {
    const kind = known.get(doc.type);
    if (kind && doc.schema > kind.schema + 1) throw new TooNew(doc);
    return doc;
  };
  const written = <T>(doc: Doc<T>): Doc => {
    const kind = known.get(doc.type);
    // Of a newer version than its own is only what was read so, and stays so.
    if (kind?.schema !== doc.schema) return doc;
    const schema = may()[doc.type] ?? doc.schema;
    return schema < doc.schema ? { ...doc, schema, data: kind.before?.(doc.data) ?? doc.data } : doc;
  };
  const operation = (one: BatchOperation): BatchOperation =>
    one.op === 'delete' ? one : { ...one, doc: written(one.doc) };
  return {
    read: async <T>(pk: string, id: string) => {
      const doc = await store.read<T>(pk, id);
      return doc && checked(doc);
    },
    query: async <T>(query: Parameters<Store['query']>[0]) => {
      const page = await store.query<T>(query);
      page.docs.forEach(checked);
      return page;
    },
    create: async (doc) => asAsked(doc, await store.create(written(doc))),
    replace: async (doc, etag) => asAsked(doc, await store.replace(written(doc), etag)),
    delete: (pk, id, etag) => store.delete(pk, id, etag),
    batch: (pk, operations) => store.batch(pk, operations.map(operation)),
    close: () => store.close(),
  };
}

/** What was written in an older version is given back as its writer knows it. */
function asAsked<T>(doc: Doc<T>, stored: Stored): Stored<T> {
  return { ...stored, data: (stored.schema === doc.schema ? stored.data : structuredClone(doc.data)) as T };
}
