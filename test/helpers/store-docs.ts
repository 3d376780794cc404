import { randomUUID } from 'node:crypto';
import type { Doc, Page, Query, Store, StoreFailure, Stored } from '../../services/store/port.ts';
import { StoreError } from '../../services/store/port.ts';

/** A name no other test has used, so that tests may share a store that outlives them. */
export const freshName = (what: string): string => `${what}-${randomUUID()}`;

/** A valid document in a partition of its own, changed as the test needs it. */
export function aDoc<T = { readonly text: string }>(parts: Partial<Doc<T>> = {}): Doc<T | { text: string }> {
  return {
    pk: freshName('partition'),
    id: 'note',
    type: 'note',
    sort: '2023-05-31',
    schema: 1,
    data: { text: 'Hei' },
    ...parts,
  };
}

/** For `assert.rejects`: the store refused for this reason. */
export const failure =
  (expected: StoreFailure) =>
  (error: unknown): boolean =>
    error instanceof StoreError && error.failure === expected;

/** For `assert.rejects`: the caller's own mistake, which is no `StoreError`. */
export const mistake = (error: unknown): boolean => error instanceof Error && !(error instanceof StoreError);

/** Every document of a query, page after page of `query.limit`. */
export async function everyPage(store: Store, query: Query): Promise<readonly Page<unknown>[]> {
  const pages: Page<unknown>[] = [];
  for (let after = query.after; ;) {
    const page = await store.query({ ...query, ...(after ? { after } : {}) });
    pages.push(page);
    if (!page.next) return pages;
    after = page.next;
  }
}

export async function everyDoc(store: Store, query: Query): Promise<readonly Stored[]> {
  return (await everyPage(store, query)).flatMap((page) => page.docs);
}
