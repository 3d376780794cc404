import { createHash } from 'node:crypto';

/** A number from 0 up to 1 that follows from the parts alone: the same parts, the same number, on every machine. */
export function chance(...parts: readonly (string | number)[]): number {
  const digest = createHash('sha256').update(parts.join('\n')).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** The entry of a list that a number from 0 up to 1 falls on. Throws if the list is empty. */
export function pick<T>(list: readonly T[], number: number): T {
  const entry = list[Math.floor(number * list.length)];
  if (entry === undefined) throw new Error('nothing to choose from');
  return entry;
}
