/** What each operation of the store asked of Cosmos. */
import { aCall } from './calls.ts';
import type { Call } from './calls.ts';
import { StoreError } from '../port.ts';
import type { StoreFailure } from '../port.ts';

export interface CosmosOperation {
  readonly kind: 'read' | 'create' | 'replace' | 'delete' | 'batch' | 'query' | 'queryAcross';
  /** Absent: across partitions. */
  readonly pk?: string;
  /** Request units, as Cosmos counts them (x-ms-request-charge), repetitions included. */
  readonly charge: number;
  /** HTTP requests, repetitions and looks after a lost answer included. */
  readonly requests: number;
  /** Documents read or written. */
  readonly documents: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly failure?: StoreFailure;
}

export type OnOperation = (operation: CosmosOperation) => void;

/** Runs an operation and tells what it came to. */
export async function observed<T>(
  tell: OnOperation | undefined,
  what: {
    readonly kind: CosmosOperation['kind'];
    readonly pk: string | undefined;
    readonly documents: number | undefined;
  },
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const { kind, pk } = what;
  const call = aCall(pk === undefined);
  const told = (documents: number, failure?: StoreFailure) => {
    const { charge, requests, bytesSent, bytesReceived } = call;
    tell?.({
      ...{ kind, charge, requests, documents, bytesSent, bytesReceived },
      ...(pk === undefined ? {} : { pk }),
      ...(failure === undefined ? {} : { failure }),
    });
  };
  try {
    const result = await work(call);
    told(what.documents ?? documentsIn(result));
    return result;
  } catch (error) {
    told(0, error instanceof StoreError ? error.failure : undefined);
    throw error;
  }
}

function documentsIn(result: unknown): number {
  if (result === undefined) return 0;
  const isPage = typeof result === 'object' && result !== null && 'docs' in result;
  return isPage && Array.isArray(result.docs) ? result.docs.length : 1;
}
