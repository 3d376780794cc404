/** What became of a write whose answer was lost, by what stands in the store now. */
import type { Stored } from '../port.ts';
import type { Etags, Writing } from './requests.ts';

/** A document as it stands now, with the id of the write that made it so. */
export type Found = (Stored & { readonly write: string }) | undefined;

export type Settled =
  | { readonly what: 'done'; readonly etags: Etags }
  /** It was not done, and the same write may be tried again. */
  | { readonly what: 'undone' }
  /** Others have written since, so that it cannot be told. */
  | { readonly what: 'unknown' };

/** An ETag that nothing has: ours was overwritten before we heard it. */
const OVERWRITTEN = 'overwritten';

/**
 * @param write the id that each document of this write carries
 * @param found what stands where each of them was to go, in the order of the writings
 */
export function settle(write: string, writings: readonly Writing[], found: readonly Found[]): Settled {
  const isOurs = (there: Found) => there?.write === write;
  if (found.some(isOurs)) {
    const etags = writings.map(({ op }, n) =>
      op === 'delete' ? undefined : isOurs(found[n]) ? found[n]?.etag : OVERWRITTEN,
    );
    return { what: 'done', etags };
  }
  // All or nothing: one document that is as it was says that nothing was done.
  if (writings.some((writing, n) => isUntouched(writing, found[n]))) return { what: 'undone' };
  const creates = writings.flatMap(({ op }, n) => (op === 'create' ? [found[n]] : []));
  // A taken id is the next attempt's conflict. A free one might have been ours and deleted by another in this moment;
  // what is deleted so soon (a hint, a receipt) may come twice.
  if (creates.length > 0) return { what: 'undone' };
  if (writings.every(({ op }, n) => op === 'delete' && found[n] === undefined))
    return settledDelete(writings);
  return isBlind(writings) ? { what: 'undone' } : { what: 'unknown' };
}

/** The ETag that was named is still there. */
const isUntouched = (writing: Writing, there: Found): boolean =>
  writing.op !== 'create' && writing.etag !== undefined && there?.etag === writing.etag;

const isBlind = (writings: readonly Writing[]): boolean =>
  writings.every((writing) => writing.op === 'delete' && writing.etag === undefined);

/** All are gone. Who named a version wants to know whether they were the one: that cannot be told. */
function settledDelete(writings: readonly Writing[]): Settled {
  return isBlind(writings) ? { what: 'done', etags: writings.map(() => undefined) } : { what: 'unknown' };
}
