/** A store that knows what each of its operations would cost in Azure Cosmos DB. */
import type { BatchOperation, Doc, Store, Stored } from '../../services/store/port.ts';
import { createUnits, deleteUnits, MISSED, queryUnits, readUnits, replaceUnits } from './request-units.ts';

export interface Charge {
  readonly kind: 'read' | 'query' | 'create' | 'replace' | 'delete';
  /** The type of a document, or what was read. */
  readonly what: string;
  readonly units: number;
  /** It has to ask every partition. */
  readonly cross: boolean;
}

export interface Priced extends Store {
  /** So far, in order; an operation of a batch is one of its own. */
  readonly charges: readonly Charge[];
}

const bytesOf = (doc: Doc | Stored): number => Buffer.byteLength(JSON.stringify(doc));
export const unitsOf = (charges: readonly Charge[]): number =>
  charges.reduce((total, { units }) => total + units, 0);

export function priced(store: Store): Priced {
  const charges: Charge[] = [];
  const note = (kind: Charge['kind'], what: string, units: number, cross = false): void => {
    charges.push({ kind, what, units, cross });
  };
  const noteWrite = (pk: string, operation: BatchOperation): void => {
    if (operation.op === 'delete') return note('delete', pk, deleteUnits(0));
    const bytes = bytesOf(operation.doc);
    const units = operation.op === 'create' ? createUnits(bytes) : replaceUnits(bytes);
    note(operation.op, operation.doc.type, units);
  };
  return {
    charges,
    read: async <T>(pk: string, id: string) => {
      const doc = await store.read<T>(pk, id);
      note('read', doc?.type ?? id, doc ? readUnits(bytesOf(doc)) : MISSED);
      return doc;
    },
    query: async <T>(query: Parameters<Store['query']>[0]) => {
      const page = await store.query<T>(query);
      note('query', query.type, queryUnits(page.docs.map(bytesOf), query.relaxed), query.pk === undefined);
      return page;
    },
    create: async (doc) => {
      noteWrite(doc.pk, { op: 'create', doc });
      return store.create(doc);
    },
    replace: async (doc, etag) => {
      noteWrite(doc.pk, { op: 'replace', doc, etag });
      return store.replace(doc, etag);
    },
    delete: async (pk, id, etag) => {
      noteWrite(pk, { op: 'delete', id, ...(etag === undefined ? {} : { etag }) });
      return store.delete(pk, id, etag);
    },
    batch: async (pk, operations) => {
      for (const operation of operations) noteWrite(pk, operation);
      return store.batch(pk, operations);
    },
    close: () => store.close(),
  };
}
