import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';
import type { Language } from '../services/domain/language.ts';
import type { Instant } from '../services/domain/time.ts';

/** Where and when a reader stands: dates are written for it. */
export interface Place {
  readonly language: Language;
  /** IANA zone. */
  readonly zone: string;
  /** Dates of another year than this moment's say their year. Absent: the year is never said. */
  readonly now?: Instant;
}

/** British: no comma before the last "and", day before month. */
const locales = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' } as const satisfies Record<Language, string>;

const shapes = {
  fi: { day: 'ccc d.M.', dayOfYear: 'ccc d.M.yyyy', time: "'klo' H.mm" },
  sv: { day: 'ccc d MMMM', dayOfYear: 'ccc d MMMM yyyy', time: "'kl.' H.mm" },
  en: { day: 'ccc d LLL', dayOfYear: 'ccc d LLL yyyy', time: 'H.mm' },
} as const satisfies Record<Language, Record<'day' | 'dayOfYear' | 'time', string>>;

/** Made once: making a formatter costs far more than using it. */
const numbers = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }));
const lists = perLanguage((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));

/** The same few moments of a programme stand on everybody's cards. */
const moments = new LRUCache<string, DateTime>({ max: 5000 });

/** `ke 31.5. klo 9.00`, `ons 31 maj kl. 9.00`, `Wed 31 May 9.00`. */
export function formatMoment(at: Instant, place: Place): string {
  const local = read(at, place);
  return `${dayOf(local, place)} ${local.toFormat(shapes[place.language].time)}`;
}

/** Without the weekday, for buttons: `31.5. klo 9.00`, `31 maj kl. 9.00`, `31 May 9.00`. */
export function formatShort(at: Instant, place: Place): string {
  return formatMoment(at, place).replace(/^\S+ /, '');
}

/** The date alone: `ke 31.5.`, `ons 31 maj`, `Wed 31 May`. */
export function formatDay(at: Instant, place: Place): string {
  return dayOf(read(at, place), place);
}

/** A moment by which something is due: the date alone where it is the end of that day. */
export function formatDeadline(at: Instant, place: Place): string {
  const local = read(at, place);
  // Midnight as a deadline means the day before it, in everyday speech.
  if (local.hour === 0 && local.minute === 0) return dayOf(local.minus({ minutes: 1 }), place);
  return local.hour === 23 && local.minute === 59 ? dayOf(local, place) : formatMoment(at, place);
}

/** `ke 14.6. klo 9.00–12.00`; two whole moments where it ends on another day. */
export function formatSpan(from: Instant, to: Instant, place: Place): string {
  const [start, end] = [read(from, place), read(to, place)];
  if (!start.hasSame(end, 'day')) return `${formatMoment(from, place)} – ${formatMoment(to, place)}`;
  return `${formatMoment(from, place)}–${end.toFormat('H.mm')}`;
}

/** `9.30` from `09:30`. */
export function formatTime(time: string): string {
  return time.replace(/^0(?=\d)/, '').replace(':', '.');
}

/** With a decimal comma in Finnish and Swedish. */
export function formatNumber(value: number, language: Language): string {
  return numbers[language].format(value);
}

/** `Axel, Tuula ja Ville`. */
export function formatList(items: readonly string[], language: Language): string {
  return lists[language].format(items);
}

function read(at: Instant, { zone, language }: Place): DateTime {
  const name = `${at} ${zone} ${language}`;
  const found = moments.get(name) ?? DateTime.fromISO(at, { zone, locale: language });
  moments.set(name, found);
  return found;
}

function perLanguage<T>(make: (locale: string) => T): Record<Language, T> {
  return { fi: make(locales.fi), sv: make(locales.sv), en: make(locales.en) };
}

function dayOf(local: DateTime, place: Place): string {
  const { language, now } = place;
  const { day, dayOfYear } = shapes[language];
  const sameYear = now === undefined || read(now, place).year === local.year;
  return local.toFormat(sameYear ? day : dayOfYear);
}
