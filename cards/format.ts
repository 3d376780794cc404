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

/** No line ends between a day and its month, or between `klo` and the hour. */
const shapes = {
  fi: { day: 'ccc d.M.', dayOfYear: 'ccc d.M.yyyy', time: "'klo'\u00A0H.mm" },
  sv: { day: 'ccc d\u00A0MMMM', dayOfYear: 'ccc d\u00A0MMMM yyyy', time: "'kl.'\u00A0H.mm" },
  en: { day: 'ccc d\u00A0LLL', dayOfYear: 'ccc d\u00A0LLL yyyy', time: 'H.mm' },
} as const satisfies Record<Language, Record<'day' | 'dayOfYear' | 'time', string>>;

/** Made once: making a formatter costs far more than using it. */
const numbers = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }));
const lists = perLanguage((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));

/** The same few moments of a programme stand on everybody's cards: each is written once. */
const written = new Map<string, string>();
/** The year of a present minute: the present is another one on every card. */
const years = new Map<string, number>();
/** As many are kept of each; then the keeping begins anew. */
const KEPT = 20_000;

/** `ke 31.5. klo 9.00`, `ons 31 maj kl. 9.00`, `Wed 31 May 9.00`. */
export function formatMoment(at: Instant, place: Place): string {
  return once(`moment ${at}`, place, (year) => momentOf(read(at, place), place.language, year));
}

/** Without the weekday, for buttons: `31.5. klo 9.00`, `31 maj kl. 9.00`, `31 May 9.00`. */
export function formatShort(at: Instant, place: Place): string {
  return formatMoment(at, place).replace(/^\S+ /, '');
}

/** The date alone: `ke 31.5.`, `ons 31 maj`, `Wed 31 May`. */
export function formatDay(at: Instant, place: Place): string {
  return once(`day ${at}`, place, (year) => dayOf(read(at, place), place.language, year));
}

/** A moment by which something is due: the date alone where it is the end of that day. */
export function formatDeadline(at: Instant, place: Place): string {
  const { language } = place;
  return once(`deadline ${at}`, place, (year) => {
    const local = read(at, place);
    // Midnight as a deadline means the day before it, in everyday speech.
    if (local.hour === 0 && local.minute === 0) return dayOf(local.minus({ minutes: 1 }), language, year);
    return local.hour === 23 && local.minute === 59
      ? dayOf(local, language, year)
      : momentOf(local, language, year);
  });
}

/** `ke 14.6. klo 9.00–12.00`; two whole moments where it ends on another day. */
export function formatSpan(from: Instant, to: Instant, place: Place): string {
  return once(`span ${from} ${to}`, place, () => {
    const [start, end] = [read(from, place), read(to, place)];
    if (!start.hasSame(end, 'day')) return `${formatMoment(from, place)} – ${formatMoment(to, place)}`;
    return `${formatMoment(from, place)}–${end.toFormat('H.mm')}`;
  });
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

/** `what` names the text among all others of its place. */
function once(what: string, place: Place, write: (year: number | undefined) => string): string {
  const year = yearOf(place);
  const name = `${what} ${place.zone} ${place.language} ${year ?? ''}`;
  const known = written.get(name);
  if (known !== undefined) return known;
  const text = write(year);
  keep(written, name, text);
  return text;
}

function yearOf({ now, zone, language }: Place): number | undefined {
  if (now === undefined) return undefined;
  // In no zone does a year begin within a minute.
  const name = `${now.slice(0, 'YYYY-MM-DDTHH:mm'.length)} ${zone}`;
  const known = years.get(name);
  if (known !== undefined) return known;
  const { year } = read(now, { zone, language });
  keep(years, name, year);
  return year;
}

function keep<T>(kept: Map<string, T>, name: string, value: T): void {
  if (kept.size >= KEPT) kept.clear();
  kept.set(name, value);
}

function read(at: Instant, { zone, language }: Pick<Place, 'zone' | 'language'>): DateTime {
  return DateTime.fromISO(at, { zone, locale: language });
}

function momentOf(local: DateTime, language: Language, year: number | undefined): string {
  return `${dayOf(local, language, year)} ${local.toFormat(shapes[language].time)}`;
}

/** `year`: the present one, where it is known. */
function dayOf(local: DateTime, language: Language, year: number | undefined): string {
  const { day, dayOfYear } = shapes[language];
  return local.toFormat(year === undefined || year === local.year ? day : dayOfYear);
}

function perLanguage<T>(make: (locale: string) => T): Record<Language, T> {
  return { fi: make(locales.fi), sv: make(locales.sv), en: make(locales.en) };
}
