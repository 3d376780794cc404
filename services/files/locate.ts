import type { Document, LineCounter, Node, Pair, YAMLMap } from 'yaml';
import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';

export type Path = readonly (string | number)[];

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a value of the file stands; where the path leads nowhere, the last thing on it that there is. */
export type Locate = (path: Path) => Position;

/** Looks paths up in a parsed document. A value written in place is found by itself, a missing one by its parent. */
export function locator(document: Document, lines: LineCounter): Locate {
  const pairs = pairFinder();
  return (path) => {
    let node: unknown = document.contents;
    let start = startOf(node) ?? 0;
    for (const step of path) {
      const child = childOf(isAlias(node) ? node.resolve(document) : node, step, pairs);
      if (child === undefined) break;
      start = child.start ?? start;
      node = child.node;
    }
    const { line, col } = lines.linePos(start);
    // A file without a single line break has no lines to count.
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
}

/** `sprints[0].tasks[1].due` */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${String(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

interface Child {
  readonly node: unknown;
  readonly start: number | undefined;
}

function childOf(node: unknown, step: string | number, pairs: PairFinder): Child | undefined {
  if (isSeq(node)) {
    const item: unknown = typeof step === 'number' ? node.items[step] : undefined;
    return item === undefined ? undefined : { node: item, start: startOf(item) };
  }
  if (!isMap(node)) return undefined;
  const pair = pairs(node, step);
  return pair && { node: pair.value, start: pairStart(pair) };
}

type PairFinder = (map: YAMLMap, step: string | number) => Pair | undefined;

/** Each map is gone through once, however many of its values are asked for. */
function pairFinder(): PairFinder {
  const known = new WeakMap<YAMLMap, ReadonlyMap<unknown, Pair>>();
  return (map, step) => {
    const index = known.get(map) ?? new Map(map.items.toReversed().map((pair) => [keyOf(pair), pair]));
    known.set(map, index);
    return index.get(step);
  };
}

// A block begins on the line after its key: the key is where a person looks for it.
function pairStart({ key, value }: Pair): number | undefined {
  return isScalar(value) ? (startOf(value) ?? startOf(key)) : startOf(key);
}

const keyOf = ({ key }: Pair): unknown => (isScalar(key) ? String(key.value) : key);

const startOf = (node: unknown): number | undefined =>
  isNode(node) ? (node satisfies Node).range?.[0] : undefined;
