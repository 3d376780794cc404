/** Changes to a JSON value that keep most of its structure: each is data, so that a failing case can shrink. */
import fc from 'fast-check';
import { anyOdd, oddKeys } from './odd.ts';

export interface Change {
  /** Which place of the value, counted in reading order and round again. */
  readonly at: number;
  readonly how: 'remove' | 'replace' | 'double' | 'rename' | 'add';
  readonly key: string;
  readonly value: unknown;
}

type Path = readonly string[];

/** `values`: what is put in place of others, beside what is odd anywhere. */
export function anyChange(values: readonly unknown[] = []): fc.Arbitrary<Change> {
  const own = values.length > 0 ? [{ weight: 2, arbitrary: fc.constantFrom(...values) }] : [];
  return fc.record({
    at: fc.nat({ max: 200 }),
    how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'double', 'rename', 'add'),
    key: fc.constantFrom(...oddKeys),
    value: fc.oneof({ weight: 3, arbitrary: anyOdd }, ...own),
  });
}

/** The value after all changes, in their order. */
export function mutated(value: unknown, changes: readonly Change[]): unknown {
  return changes.reduce((before, change) => {
    const places = pathsOf(before);
    const path = places[change.at % places.length] ?? [];
    return changedAt(before, path, change);
  }, value);
}

/** Every place below the value itself; the value itself where there is none. */
function pathsOf(value: unknown): readonly Path[] {
  const below = placesBelow(value, [], 0);
  return below.length > 0 ? below : [[]];
}

/** What is deeper than any of ours is not gone into. */
const DEEP = 12;

function placesBelow(value: unknown, path: Path, depth: number): readonly Path[] {
  if (typeof value !== 'object' || value === null || depth > DEEP) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const here = [...path, key];
    return [here, ...placesBelow(child, here, depth + 1)];
  });
}

function changedAt(value: unknown, path: Path, change: Change): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change.value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const changed = entries.flatMap(([name, child]): readonly (readonly [string, unknown])[] => {
    if (name !== key) return [[name, child]];
    return rest.length > 0 ? [[name, changedAt(child, rest, change)]] : changedEntry(name, child, change);
  });
  // Not by assignment: `__proto__` is to be a key like any other.
  return Array.isArray(value) ? changed.map(([, child]) => child) : Object.fromEntries(changed);
}

function changedEntry(
  name: string,
  child: unknown,
  { how, key, value }: Change,
): readonly (readonly [string, unknown])[] {
  switch (how) {
    case 'remove':
      return [];
    case 'replace':
      return [[name, value]];
    case 'double':
      return [[name, [child, child]]];
    case 'rename':
      return [[key, child]];
    case 'add':
      return [
        [name, child],
        [key, value],
      ];
  }
}
