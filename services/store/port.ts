/**
 * The store port: partitioned JSON documents with ETags and nothing that Azure Cosmos DB for NoSQL could not do
 * with conditional requests. There is no upsert and no blind replace: a first write is a create with a
 * deterministic id, where `conflict` means "already done"; every later write names the ETag it saw.
 */

/** The order of documents of one type in a partition is by `sort` and then `id`, compared by UTF-8 bytes. */
export interface Doc<T = unknown> {
  /** Partition key, at most 255 characters. Like `id` it is not empty, is well-formed Unicode without control
   * characters and / \ ? #, and does not end in a space: what Cosmos can address. */
  readonly pk: string;
  /** Unique within the partition, whatever the type; at most 1023 bytes. */
  readonly id: string;
  readonly type: string;
  /** The key that pages of a query follow; may be empty, at most 1023 bytes, no control characters. */
  readonly sort: string;
  /** Version of the shape of `data`; readers accept the next one and keep fields they do not know. */
  readonly schema: number;
  /** Whole seconds until the document is gone, counted from its last write: from then on no call sees it, and its id
   * is free. A replace without it makes the document stay. For receipts and dedupe keys only. */
  readonly ttl?: number;
  /** JSON, nested at most 100 levels; comes back as it went in, any Unicode included. What JSON cannot carry (NaN,
   * an infinity, a Date, a Map, an instance of a class, undefined in an array) is a bug of the caller and throws before
   * anything is written; only a property that is undefined is left out, and -0 becomes 0. */
  readonly data: T;
}

export interface Stored<T = unknown> extends Doc<T> {
  /** New with every write and never used again, not even after a delete. */
  readonly etag: string;
}

export type BatchOperation =
  | { readonly op: 'create'; readonly doc: Doc }
  | { readonly op: 'replace'; readonly doc: Doc; readonly etag: string }
  | { readonly op: 'delete'; readonly id: string; readonly etag?: string };

export interface Query {
  /** Left out: across partitions, ordered by sort, then partition key, then id. */
  readonly pk?: string;
  readonly type: string;
  /** Inclusive lower bound of `sort`. */
  readonly from?: string;
  /** Exclusive upper bound of `sort`. */
  readonly to?: string;
  /** Where the last page ended: its `next`. */
  readonly after?: Cursor;
  /** 1-1000. */
  readonly limit: number;
  /** What comes back may be a moment old: for a look that is repeated anyway. It costs half as much. */
  readonly relaxed?: true;
}

/** A keyset position, not a server token: stays valid after a restart and on either store. */
export interface Cursor {
  readonly sort: string;
  readonly pk: string;
  readonly id: string;
}

export interface Page<T> {
  readonly docs: readonly Stored<T>[];
  /** Absent on the last page. */
  readonly next?: Cursor;
}

export const MAX_BATCH = 100;
/** Counted as UTF-8 bytes of the JSON of the whole documents. Cosmos refuses items, and batches, over 2 MiB: what is
 * left is for what it is given beside the documents. */
export const MAX_DOCUMENT_BYTES = 2_000_000;

export type StoreFailure =
  /** create: the id is taken. In a batch, nothing was written. */
  | 'conflict'
  /** replace or delete: the ETag is no longer current. */
  | 'precondition'
  /** replace or delete: there is no such document. */
  | 'notFound'
  /** The document, or the documents of a batch together, are over `MAX_DOCUMENT_BYTES`. */
  | 'tooLarge'
  /** Try again after `retryAfterMs`. */
  | 'throttled'
  | 'unavailable'
  /** The answer was lost: the write may or may not have happened; re-read to find out. */
  | 'ambiguous';

export class StoreError extends Error {
  readonly failure: StoreFailure;
  readonly retryAfterMs: number | undefined;
  constructor(failure: StoreFailure, message: string, retryAfterMs?: number) {
    super(`${failure}: ${message}`);
    this.name = 'StoreError';
    this.failure = failure;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Every method rejects with `StoreError` for the failures above; anything else thrown is a bug: a key, a batch or
 * data that breaks the rules of this file, or a call after `close`. What is returned is the caller's own copy. */
export interface Store {
  /** The document, or undefined where there is none (or it has expired). The caller names the data's type and
   * checks it where it may come from an older or newer program. */
  read<T>(pk: string, id: string): Promise<Stored<T> | undefined>;
  create<T>(doc: Doc<T>): Promise<Stored<T>>;
  replace<T>(doc: Doc<T>, etag: string): Promise<Stored<T>>;
  /** Without an ETag the document is deleted whatever its version; absent is `notFound`. */
  delete(pk: string, id: string, etag?: string): Promise<void>;
  /** All or nothing, 1-100 operations in one partition, at most one per id. The first operation that fails names the failure.
   * Returns the new ETags in the order of the operations (undefined for a delete). */
  batch(pk: string, operations: readonly BatchOperation[]): Promise<readonly (string | undefined)[]>;
  query<T>(query: Query): Promise<Page<T>>;
  close(): Promise<void>;
}
