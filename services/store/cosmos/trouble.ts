/** What an answer of Cosmos, or the lack of one, means for the call that got it. */
import type { StoreFailure } from '../port.ts';

export type Refusal = Extract<StoreFailure, 'conflict' | 'precondition' | 'notFound' | 'tooLarge'>;

export type Trouble =
  /** Nothing was done, for a reason that lies in the store's contents or the caller's document. */
  | { readonly trouble: 'refused'; readonly failure: Refusal; readonly why: string }
  /** Nothing was done; at once it may succeed. */
  | { readonly trouble: 'again'; readonly why: string; readonly cause?: 'unreachable' }
  /** Nothing was done, and the SDK has waited and tried as long as it may. */
  | { readonly trouble: 'throttled'; readonly retryAfterMs: number; readonly why: string }
  /** It may or may not have been done. */
  | { readonly trouble: 'doubt'; readonly why: string }
  /** Nothing was done, and trying again will not change that. */
  | {
      readonly trouble: 'down';
      readonly why: string;
      /** What a person has to mend. */
      readonly cause: 'key' | 'forbidden' | 'missing' | 'credential';
    };

export type Answer =
  | {
      readonly status: number;
      readonly substatus?: number;
      readonly retryAfterMs?: number;
      /** The request was about documents, not about their container. */
      readonly ofDocuments: boolean;
    }
  /** `code`: as Node names it. */
  | { readonly lost: string };

/** Where not even a connection came about: nothing was sent. */
const UNSENT = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
];
const READ_SESSION_NOT_AVAILABLE = 1002;
const OWNER_NOT_FOUND = 1003;
/** Asked for where Cosmos does not say how long to wait. */
const UNASKED_WAIT_MS = 250;

export function troubleOf(answer: Answer): Trouble {
  if ('lost' in answer) {
    const { lost } = answer;
    return UNSENT.includes(lost)
      ? { trouble: 'again', cause: 'unreachable', why: `it cannot be reached (${lost})` }
      : { trouble: 'doubt', why: `the connection failed (${lost})` };
  }
  const { status, substatus } = answer;
  const why = `it answered ${String(status)}${substatus === undefined ? '' : `/${String(substatus)}`}`;
  switch (status) {
    case 401:
      return { trouble: 'down', cause: 'key', why };
    case 403:
      return { trouble: 'down', cause: 'forbidden', why };
    case 404:
      return notFound(answer, why);
    case 409:
      return { trouble: 'refused', failure: 'conflict', why };
    case 412:
      return { trouble: 'refused', failure: 'precondition', why };
    case 413:
      return { trouble: 'refused', failure: 'tooLarge', why };
    case 429:
      return { trouble: 'throttled', retryAfterMs: answer.retryAfterMs ?? UNASKED_WAIT_MS, why };
    // "Retry with": it met another write on its way and was not done.
    case 449:
      return { trouble: 'again', why };
    default:
      // 408, 410, 5xx: the replicas may have taken it. Anything else is a request that should not have been made.
      if (status === 408 || status === 410 || status >= 500) return { trouble: 'doubt', why };
      throw new Error(`Cosmos DB refuses a request that it should understand: ${why}`);
  }
}

function notFound({ substatus, ofDocuments }: Exclude<Answer, { lost: string }>, why: string): Trouble {
  // The replica lags behind what this process has already seen.
  if (substatus === READ_SESSION_NOT_AVAILABLE) return { trouble: 'again', why };
  if (substatus === OWNER_NOT_FOUND || !ofDocuments) return { trouble: 'down', cause: 'missing', why };
  return { trouble: 'refused', failure: 'notFound', why };
}
