import { DateTime, IANAZone } from 'luxon';
import type { LocalDate, LocalDateTime } from '../domain/time.ts';

/** What was read, or why it cannot be. */
export type Read<T> = { readonly value: T } | { readonly wrong: string };

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::00(?:\.0+)?)?(Z|[+-]\d{2}:\d{2})?$/;
const MINUTE_MS = 60_000;

/** A zone of the tz database by its name; fixed offsets are none, since they know no daylight saving time. */
export const isZone = (name: string): boolean => /^[A-Za-z]+(\/|$)/.test(name) && IANAZone.isValidZone(name);

export function readDate(text: string): Read<LocalDate> {
  if (!DATE.test(text)) return { wrong: 'must be a date like 2023-05-09' };
  if (!isDay(text)) return { wrong: `there is no day ${text}` };
  return { value: text as LocalDate };
}

/**
 * Local time in the zone. An offset may stand after it, and must then be the one that the zone has at that moment;
 * it is dropped, so that the time stays right when the law changes. Without a known zone the offset goes unchecked.
 */
export function readDateTime(text: string, zone: string | undefined): Read<LocalDateTime> {
  const [, date = '', time = '', offset] = DATE_TIME.exec(text) ?? [];
  if (date === '') return { wrong: 'must be a date and a time like 2023-05-09T13:00 (whole minutes)' };
  if (!isDay(date)) return { wrong: `there is no day ${date}` };
  if (!isTime(time)) return { wrong: `there is no time ${time}` };
  const value = `${date}T${time}` as LocalDateTime;
  if (zone === undefined) return { value };
  const right = offsetOf(value, zone);
  if (right === undefined)
    return {
      wrong: `in ${zone} the clocks are put forward past ${time} on ${date}: that time does not exist`,
    };
  if (offset !== undefined && minutesOf(offset) !== right)
    return { wrong: `the offset ${offset} is wrong: ${zone} is at ${offsetText(right)} then` };
  return { value };
}

export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

const isDay = (text: string): boolean => {
  const day = DateTime.fromISO(text, { zone: 'utc' });
  return day.isValid && day.year >= 2000 && day.year <= 2100;
};

/** Minutes east of UTC at a local time; of an hour that comes twice, the first; undefined where it is skipped. */
function offsetOf(local: LocalDateTime, zone: string): number | undefined {
  const asUtc = Date.parse(`${local}Z`);
  const iana = IANAZone.create(zone);
  const before = iana.offset(asUtc - 24 * 60 * MINUTE_MS);
  const after = iana.offset(asUtc + 24 * 60 * MINUTE_MS);
  return [before, after].find((minutes) => iana.offset(asUtc - minutes * MINUTE_MS) === minutes);
}

function minutesOf(offset: string): number {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return offset.startsWith('-') ? -minutes : minutes;
}

function offsetText(minutes: number): string {
  const two = (n: number) => String(Math.trunc(n)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}
