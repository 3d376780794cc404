/** Typed steps over the store port that every use case needs. */
import { after, docOf } from './documents.ts';
import type { Kind } from './documents.ts';
import { StoreError } from './port.ts';
import type { BatchOperation, Query, Store, Stored } from './port.ts';

export function creating<T>(kind: Kind<T>, data: T): BatchOperation {
  return { op: 'create', doc: docOf(kind, data) };
}

/** Replaces the document that was read, or creates it where there was none. */
export function saving<T>(kind: Kind<T>, data: T, read: Stored<T> | undefined): BatchOperation {
  return read ? { op: 'replace', doc: docOf(kind, data, read), etag: read.etag } : creating(kind, data);
}

export async function createDoc<T>(store: Store, kind: Kind<T>, data: T): Promise<Stored<T>> {
  return store.create(docOf(kind, data));
}

export async function replaceDoc<T>(
  store: Store,
  kind: Kind<T>,
  data: T,
  read: Stored<T>,
): Promise<Stored<T>> {
  return store.replace(docOf(kind, data, read), read.etag);
}

/** Creates; false where the document was there already, which for a deterministic id means "done before". */
export async function createOnce<T>(store: Store, kind: Kind<T>, data: T): Promise<boolean> {
  try {
    await createDoc(store, kind, data);
    return true;
  } catch (error) {
    if (isFailure(error, 'conflict')) return false;
    throw error;
  }
}

export function isFailure(error: unknown, ...failures: readonly StoreError['failure'][]): boolean {
  return error instanceof StoreError && failures.includes(error.failure);
}

/** How often a read-decide-write is repeated when somebody else wrote in between. */
const ATTEMPTS = 12;

/** Runs read-decide-write again for as long as another writer comes first. */
export async function contended<T>(attempt: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (n === ATTEMPTS || !isFailure(error, 'conflict', 'precondition', 'notFound')) throw error;
    }
  }
}

const PAGE = 200;

/** The data of all documents of a kind in a partition whose sort key starts with `prefix`, from `from` on, page by page. */
export async function* each<T>(
  store: Store,
  kind: Kind<T>,
  pk: string,
  prefix = '',
  from = prefix,
): AsyncGenerator<T> {
  for await (const doc of eachDoc(store, kind, pk, prefix, from)) yield doc.data;
}

function eachDoc<T>(
  store: Store,
  kind: Kind<T>,
  pk: string,
  prefix = '',
  from = prefix,
): AsyncGenerator<Stored<T>> {
  const range = prefix === '' ? {} : { from, to: after(prefix) };
  return across<T>(store, { pk, type: kind.type, ...range });
}

/** All documents that a query finds, page by page. */
export async function* across<T>(
  store: Store,
  query: Omit<Query, 'limit' | 'after'>,
  limit = PAGE,
): AsyncGenerator<Stored<T>> {
  let page = await store.query<T>({ ...query, limit });
  for (;;) {
    yield* page.docs;
    if (!page.next) return;
    page = await store.query<T>({ ...query, after: page.next, limit });
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** How many there are. */
export async function count(items: AsyncIterable<unknown>): Promise<number> {
  const all = items[Symbol.asyncIterator]();
  let n = 0;
  while ((await all.next()).done !== true) n += 1;
  return n;
}
