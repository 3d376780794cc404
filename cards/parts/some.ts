import { note } from '../kit.ts';
import type { Element } from '../kit.ts';
import type { Voice } from '../voice.ts';

/** The first entries of a list, and how many more there are. */
export function some<T>(
  list: readonly T[],
  most: number,
  voice: Voice,
  draw: (one: T) => readonly Element[],
): readonly Element[] {
  const rest = list.length - most;
  return [
    ...list.slice(0, most).flatMap(draw),
    ...(rest > 0 ? [note(voice.say('list.more', { count: rest }))] : []),
  ];
}
