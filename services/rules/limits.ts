/** How many requests may leave in which span of time. Pure: the moments of earlier requests come as an argument. */
import { HOUR, SECOND } from '../domain/time.ts';

/** At most so many requests in any span of so many milliseconds. */
export interface Limit {
  readonly count: number;
  readonly ms: number;
}

/** Per bot and thread, for sending and creating a conversation. Source: Teams' "Rate limiting for bots". */
export const THREAD_LIMITS: readonly Limit[] = [
  { count: 7, ms: SECOND },
  { count: 8, ms: 2 * SECOND },
  { count: 60, ms: 30 * SECOND },
  { count: 1800, ms: HOUR },
];

/**
 * When the next request may leave at the earliest, in the unit and on the clock of `now`.
 * @param times at which earlier requests had arrived for certain, oldest first
 */
export function freeAt(times: readonly number[], limits: readonly Limit[], now: number): number {
  return limits.reduce((at, { count, ms }) => {
    const counted = times.at(-count);
    return counted === undefined ? at : Math.max(at, counted + ms);
  }, now);
}

/** How many earlier requests matter at most. */
export const mattering = (limits: readonly Limit[]): number => Math.max(...limits.map(({ count }) => count));
