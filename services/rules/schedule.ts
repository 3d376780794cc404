/** When a broadcast is to be sent, as a coordinator types it and as time passes. */
import type { Problem } from '../domain/problem.ts';
import type { Programme } from '../domain/programme.ts';
import { addMilliseconds, MINUTE } from '../domain/time.ts';
import type { Instant, LocalDate, LocalTime } from '../domain/time.ts';
import { atTime, toInstant, toLocal } from './time.ts';
import { intoWindow } from './window.ts';

/** A date and a time as they were typed; both empty: as soon as it is confirmed. */
export interface TypedTime {
  readonly day: string;
  readonly time: string;
}

export type ReadTime = { readonly at?: Instant } | { readonly problem: Problem };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^(\d{1,2})[:.](\d{2})(?::\d{2})?$/;

/** @param bounds between now and the end of what it reminds of; in the programme's zone */
export function readTime(
  typed: TypedTime,
  { now, until, zone }: { readonly now: Instant; readonly until: Instant; readonly zone: string },
): ReadTime {
  const [day, time] = [typed.day.trim(), typed.time.trim()];
  if (day === '' && time === '') return {};
  if (day === '' || time === '') return { problem: { code: 'timeIncomplete' } };
  const at = momentOf(day, time, zone);
  if (at === undefined) return { problem: { code: 'notATime' } };
  if (at <= now) return { problem: { code: 'timePast', now } };
  return at >= until ? { problem: { code: 'timeTooLate', until } } : { at };
}

/** Undefined: no such date or time. One that a change of the clocks skips or repeats is taken as everywhere else. */
function momentOf(day: string, time: string, zone: string): Instant | undefined {
  const [, hours = '', minutes = ''] = TIME.exec(time) ?? [];
  if (!DAY.test(day) || hours === '') return undefined;
  try {
    return toInstant(atTime(day as LocalDate, `${hours.padStart(2, '0')}:${minutes}` as LocalTime), zone);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** As the form shows it again. */
export function typedTime(at: Instant, zone: string): TypedTime {
  const { date, time } = toLocal(at, zone);
  return { day: date, time };
}

/** Whether the academy itself would write to people at this moment. */
export function inWindow(at: Instant, programme: Programme): boolean {
  return intoWindow(at, 'later', programme) === at;
}

/** So late at most is what comes with the next looks, and not after an outage. */
const LATE_MS = 15 * MINUTE;

/** When something scheduled is to be sent, seen now. What an outage has kept past the window waits for the next one,
 * unless the coordinator chose a time outside it. */
export function startsAt(dueAt: Instant, now: Instant, programme: Programme): Instant {
  if (now <= addMilliseconds(dueAt, LATE_MS) || !inWindow(dueAt, programme)) return dueAt;
  return intoWindow(now, 'later', programme);
}
