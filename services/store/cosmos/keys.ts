/**
 * Keys that Cosmos can address and that every comparison of strings orders alike. Its index compares bytes, its SDK
 * merges partitions by UTF-16 units, and URLs bend what is not plain; so what is compared or addressed is ASCII.
 */
import { createHash } from 'node:crypto';
import type { Cursor, Doc, Query } from '../port.ts';

/** Lower than anything `escaped` gives, so that a shorter part comes before all that it begins. */
const BETWEEN = ' ';
/** The next higher character: the end of all that begins with the same parts. */
const BEYOND = '!';

/** Text in printable ASCII without spaces, in the order of its UTF-8 bytes. */
export function escaped(text: string): string {
  return text.replace(/[^"-}]/gu, (character) => {
    if (character === ' ') return '!0';
    if (character === '!') return '!1';
    // UTF-8 orders as code points do.
    return `~${(character.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`;
  });
}

const joined = (...parts: readonly string[]): string => parts.map(escaped).join(BETWEEN);

/** What the pages of a query follow: in a partition, and across partitions. */
export const placeInPartition = ({ pk, type, sort, id }: Pick<Doc, 'pk' | 'type' | 'sort' | 'id'>): string =>
  joined(pk, type, sort, id);
export const placeAcross = ({ pk, type, sort, id }: Pick<Doc, 'pk' | 'type' | 'sort' | 'id'>): string =>
  joined(type, sort, pk, id);

/** The places strictly between which a page lies. No place ends with its sort key, so that the bound of `from` itself is
 * never one. */
export function boundsOf({ pk, type, from = '', to, after }: Query): {
  readonly low: string;
  readonly high: string;
} {
  const within = pk === undefined ? [type] : [pk, type];
  const first = joined(...within, from);
  const last = after && placeOf(after, type, pk);
  return {
    low: last !== undefined && last > first ? last : first,
    high: to === undefined ? joined(...within) + BEYOND : joined(...within, to),
  };
}

const placeOf = (cursor: Cursor, type: string, pk: string | undefined): string =>
  pk === undefined ? placeAcross({ ...cursor, type }) : placeInPartition({ ...cursor, type });

/** What needs no escape in a URL and is not taken for a step in a path. */
const PLAIN = /^[\w:@-][\w:@.-]*$/;

/** The id by which Cosmos knows a document: its own where a URL carries it as it is, else a digest. */
export const itemId = (id: string): string =>
  PLAIN.test(id) ? id : `~${createHash('sha256').update(id).digest('base64url')}`;
