/** A document as it stands in Cosmos, and back. */
import { z } from 'zod';
import type { Encoded } from '../encoding.ts';
import type { Stored } from '../port.ts';
import { itemId, placeAcross, placeInPartition } from './keys.ts';

export interface Item {
  readonly id: string;
  readonly pk: string;
  /** The document's own id, where `id` is a digest of it. */
  readonly name?: string;
  readonly type: string;
  readonly sort: string;
  readonly schema: number;
  readonly ttl?: number;
  /** New with every write: tells whose write this is when the answer was lost. */
  readonly write: string;
  readonly inPartition: string;
  readonly across: string;
  readonly data?: unknown;
  /** In place of `data`: its JSON, where Cosmos might not give it back as it was. */
  readonly text?: string;
}

export function toItem({ doc, json }: Encoded, write: string): Item {
  const data: unknown = JSON.parse(json);
  const id = itemId(doc.id);
  return {
    ...doc,
    id,
    ...(id === doc.id ? {} : { name: doc.id }),
    write,
    inPartition: placeInPartition(doc),
    across: placeAcross(doc),
    ...(isKeptExactly(data) ? { data } : { text: json }),
  };
}

/** Halves of pairs have no UTF-8 form, and a NUL ends many a string. */
const BRITTLE = /[\p{Surrogate}\u0000]/u;

/** Whether what comes back is certain to be what was given: whole numbers beyond 2^53 and texts that are no Unicode
 * are not. */
function isKeptExactly(value: unknown): boolean {
  if (typeof value === 'string') return !BRITTLE.test(value);
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (Array.isArray(value)) return value.every(isKeptExactly);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(
    ([name, property]) =>
      name !== '' && name !== '__proto__' && !BRITTLE.test(name) && isKeptExactly(property),
  );
}

const stored = z.object({
  id: z.string(),
  pk: z.string(),
  name: z.string().optional(),
  type: z.string(),
  sort: z.string(),
  schema: z.number(),
  ttl: z.number().optional(),
  write: z.string(),
  data: z.unknown().optional(),
  text: z.string().optional(),
  _etag: z.string(),
});

/** @throws Error where somebody else has written into the container */
export function fromItem<T>(item: unknown): Stored<T> & { readonly write: string } {
  const parsed = stored.safeParse(item);
  if (!parsed.success) throw new Error(`no document of Fadder: ${parsed.error.message}`);
  const { id, name, pk, type, sort, schema, ttl, write, data, text, _etag } = parsed.data;
  return {
    ...{ pk, id: name ?? id, type, sort, schema, write, etag: _etag },
    ...(ttl === undefined ? {} : { ttl }),
    data: (text === undefined ? data : JSON.parse(text)) as T,
  };
}
