import type { BatchOperation, Doc, Store } from '../../services/store/port.ts';

/** A document that was written, or the id of one that was deleted. */
export interface Write {
  readonly pk: string;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
}

/** The store, with every write that it took handed to `note`. */
export function journalled(store: Store, note: (write: Write) => void): Store {
  const written = ({ pk, id, type, data }: Doc): void => {
    note({ pk, id, type, data });
  };
  const operated = (pk: string, operation: BatchOperation): void => {
    if (operation.op === 'delete')
      note({ pk, id: operation.id, type: typeIn(operation.id), data: undefined });
    else written(operation.doc);
  };
  return {
    read: (pk, id) => store.read(pk, id),
    query: (query) => store.query(query),
    close: () => store.close(),
    create: async (doc) => {
      const stored = await store.create(doc);
      written(doc);
      return stored;
    },
    replace: async (doc, etag) => {
      const stored = await store.replace(doc, etag);
      written(doc);
      return stored;
    },
    delete: async (pk, id, etag) => {
      await store.delete(pk, id, etag);
      note({ pk, id, type: typeIn(id), data: undefined });
    },
    batch: async (pk, operations) => {
      const etags = await store.batch(pk, operations);
      for (const operation of operations) operated(pk, operation);
      return etags;
    },
  };
}

/** Ids begin with what they are of. */
const typeIn = (id: string): string => id.split(':')[0] ?? id;

/** What no document may hold: half a character or a control that no text needs, a key that every object knows, more
 * text than any form takes. */
export function faultsOfDocument({ type, data }: Write): readonly string[] {
  const json = data === undefined ? '' : JSON.stringify(data);
  const halves = /\\u(?:d[89a-f][0-9a-f]{2}|00(?:0[0-8bcef]|1[0-9a-f]))/i;
  return [
    ...(halves.test(json)
      ? [`half a character or a control character in ${type}: ${json.slice(0, 200)}`]
      : []),
    ...(/"__proto__":/.test(json) ? [`a key that every object knows in ${type}`] : []),
    ...(/x{5000}|ä{5000}/.test(json) ? [`a text without an end in ${type}`] : []),
  ];
}
