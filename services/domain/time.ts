declare const brand: unique symbol;

/** A moment in UTC as `YYYY-MM-DDTHH:mm:ss.sssZ`: of fixed width, so that text order is time order. */
export type Instant = string & { readonly [brand]: 'instant' };
/** `YYYY-MM-DD` in the programme's zone. */
export type LocalDate = string & { readonly [brand]: 'date' };
/** `YYYY-MM-DDTHH:mm` in the programme's zone. */
export type LocalDateTime = string & { readonly [brand]: 'dateTime' };
/** `HH:mm`, 24 hours. */
export type LocalTime = string & { readonly [brand]: 'time' };
/** A date alone means the start of the send window for an opening and the end of the day for a due date. */
export type LocalWhen = LocalDate | LocalDateTime;

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Milliseconds since 1970 to an instant. Throws a RangeError for what no Date can hold. */
export function instant(ms: number): Instant {
  return new Date(ms).toISOString() as Instant;
}

export function milliseconds(at: Instant): number {
  return Date.parse(at);
}

export function addMilliseconds(at: Instant, ms: number): Instant {
  return instant(milliseconds(at) + ms);
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
