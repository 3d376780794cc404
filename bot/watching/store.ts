import type { DeliveryState } from '../../services/domain/delivery.ts';
import { isFailure } from '../../services/store/access.ts';
import { deliveries } from '../../services/store/documents.ts';
import type { BatchOperation, Doc, Store } from '../../services/store/port.ts';
import { failureOf } from './fault.ts';
import { asked } from './trail.ts';
import type { TrailDeps } from './trail.ts';

/** The store, each of its operations counted, and a step of the action under way. It asks for nothing of its own. */
export function followedStore(by: TrailDeps, store: Store): Store {
  const operation = async <T>(name: string, type: string, ask: () => Promise<T>): Promise<T> => {
    const facts = { operation: name, type };
    try {
      const answer = await asked(by, {
        name: `store ${name}`,
        ...{ facts, ask, answered: () => ({ facts: {} }), what: 'the store was asked' },
      });
      by.telemetry?.count('fadder.store.operations', { ...facts, outcome: 'done' });
      return answer;
    } catch (error) {
      by.telemetry?.count('fadder.store.operations', { ...facts, outcome: failureOf(error) });
      if (isFailure(error, 'throttled')) by.telemetry?.count('fadder.throttled', { by: 'store' });
      throw error;
    }
  };
  const written = (docs: readonly Doc[]): void => {
    for (const doc of docs) {
      const outcome = outcomeIn(doc);
      if (outcome) by.telemetry?.count('fadder.deliveries', { outcome });
    }
  };
  return {
    // What stands there is not known before it is read.
    read: (pk, id) => operation('read', 'any', () => store.read(pk, id)),
    query: (query) => operation('query', query.type, () => store.query(query)),
    async create(doc) {
      const stored = await operation('create', doc.type, () => store.create(doc));
      written([doc]);
      return stored;
    },
    async replace(doc, etag) {
      const stored = await operation('replace', doc.type, () => store.replace(doc, etag));
      written([doc]);
      return stored;
    },
    delete: (pk, id, etag) => operation('delete', 'any', () => store.delete(pk, id, etag)),
    async batch(pk, operations) {
      const docs = docsIn(operations);
      const etags = await operation('batch', docs[0]?.type ?? 'any', () => store.batch(pk, operations));
      written(docs);
      return etags;
    },
    close: () => store.close(),
  };
}

function docsIn(operations: readonly BatchOperation[]): readonly Doc[] {
  return operations.flatMap((operation) => (operation.op === 'delete' ? [] : [operation.doc]));
}

/** Counted where it is written, so that no way to an outcome is left out: sent, but also stopped, or out of reach from
 * the start. */
function outcomeIn({ type, data }: Doc): string | undefined {
  if (type !== deliveries.type || typeof data !== 'object' || data === null || !('state' in data))
    return undefined;
  const { state } = data.state as DeliveryState;
  return state === 'pending' || state === 'sending' ? undefined : state;
}
