import { LRUCache } from 'lru-cache';
import { IANAZone } from 'luxon';
import { addMilliseconds, DAY, instant, milliseconds, MINUTE, weekdays } from '../domain/time.ts';
import type { Instant, LocalDate, LocalDateTime, LocalTime, LocalWhen, Weekday } from '../domain/time.ts';

const THURSDAY = weekdays.indexOf('thu');
const MIDNIGHT = '00:00' as LocalTime;

/** A programme's times are asked for on every card, and a zone's offset is slow to come by. */
const known = new LRUCache<string, Instant>({ max: 20_000 });

/** The moment of a local time. One that a change to summer time skips moves forward with the clocks; one that
 * happens twice in autumn is the first. Throws a RangeError for what is no time or no zone. */
export function toInstant(local: LocalDateTime, zone: string): Instant {
  return once(`${local} ${zone}`, () => momentOf(local, zone));
}

function once(name: string, compute: () => Instant): Instant {
  const found = known.get(name);
  if (found !== undefined) return found;
  const computed = compute();
  known.set(name, computed);
  return computed;
}

function momentOf(local: LocalDateTime, zone: string): Instant {
  const wall = Date.parse(`${local}:00.000Z`);
  // A day that a month does not have would otherwise run over into the next month.
  if (Number.isNaN(wall) || !instant(wall).startsWith(local)) throw new RangeError(`not a time: ${local}`);
  const before = offsetAt(wall - DAY, zone);
  const after = offsetAt(wall + DAY, zone);
  const first = wall - before;
  const second = wall - after;
  // The clocks change within a day of it: the new offset holds only where the old one no longer does.
  const changed = before !== after && offsetAt(first, zone) !== before && offsetAt(second, zone) === after;
  return instant(changed ? second : first);
}

/** The calendar and the clock on the wall in a zone, at a moment. Seconds are cut off. */
export function toLocal(at: Instant, zone: string): { date: LocalDate; time: LocalTime; weekday: Weekday } {
  const wall = addMilliseconds(at, offsetAt(milliseconds(at), zone));
  const date = wall.slice(0, 10) as LocalDate;
  return { date, time: wall.slice(11, 16) as LocalTime, weekday: weekdayOf(date) };
}

/** The last millisecond of a day in a zone. */
export function endOfDay(date: LocalDate, zone: string): Instant {
  return once(`${date} end ${zone}`, () =>
    addMilliseconds(toInstant(atTime(addDays(date, 1), MIDNIGHT), zone), -1),
  );
}

/** The date that many working days later (earlier, if negative). Working days leave out Saturdays, Sundays and
 * public holidays. 0: the date itself, whatever day it is. */
export function addWorkingDays(
  date: LocalDate,
  days: number,
  isHoliday: (date: LocalDate) => boolean,
): LocalDate {
  const step = Math.sign(days);
  let reached = date;
  for (let left = Math.abs(days); left > 0;) {
    reached = addDays(reached, step);
    if (!isWeekend(reached) && !isHoliday(reached)) left -= 1;
  }
  return reached;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  // In UTC every day has 24 hours.
  return instant(Date.parse(date) + days * DAY).slice(0, 10) as LocalDate;
}

export function weekdayOf(date: LocalDate): Weekday {
  // 1 January 1970 was a Thursday. By counting, since plans ask this thousands of times.
  const weekday = weekdays[(Math.floor(Date.parse(date) / DAY) + THURSDAY) % 7];
  if (weekday === undefined) throw new RangeError(`not a date after 1969: ${date}`);
  return weekday;
}

export function atTime(date: LocalDate, time: LocalTime): LocalDateTime {
  return `${date}T${time}` as LocalDateTime;
}

export function isDateAlone(when: LocalWhen): when is LocalDate {
  return !when.includes('T');
}

export function dateOf(when: LocalWhen): LocalDate {
  return when.slice(0, 10) as LocalDate;
}

function isWeekend(date: LocalDate): boolean {
  const weekday = weekdayOf(date);
  return weekday === 'sat' || weekday === 'sun';
}

/** How far a zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(ms: number, zone: string): number {
  const minutes = IANAZone.create(zone).offset(ms);
  if (Number.isNaN(minutes)) throw new RangeError(`not a time zone: ${zone}`);
  return minutes * MINUTE;
}
