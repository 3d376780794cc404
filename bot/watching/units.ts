import type { OnOperation } from '../../services/store/cosmos/observe.ts';
import type { TrailDeps } from './trail.ts';

/** What Cosmos DB charged for each operation: measured, and noted where the operation is part of an action. */
export function unitsNoted({ telemetry, log, here }: TrailDeps): OnOperation {
  return ({ kind, charge: units, requests, documents, failure }) => {
    const facts = { operation: kind, outcome: failure ?? 'done' };
    telemetry?.count('fadder.store.units', facts, units);
    // Looks at the agenda that find nothing are nobody's action, and there are many.
    if (log.isFine && here.getStore())
      log.debug({ operation: kind, units, requests, documents, failure }, 'Cosmos DB was asked');
  };
}
