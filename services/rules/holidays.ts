import Holidays from 'date-holidays';
import type { Programme } from '../domain/programme.ts';
import type { LocalDate } from '../domain/time.ts';

/** Whose public holidays an academy keeps. A zone that is not listed has those of the programme file alone. */
const countries: Readonly<Record<string, string>> = {
  'Europe/Helsinki': 'FI',
  'Europe/Mariehamn': 'AX',
  'Europe/Stockholm': 'SE',
  'Europe/Oslo': 'NO',
  'Europe/Copenhagen': 'DK',
  'Atlantic/Reykjavik': 'IS',
  'Europe/Tallinn': 'EE',
  'Europe/Riga': 'LV',
  'Europe/Vilnius': 'LT',
};

interface Holiday {
  readonly name: string;
  /** What makes it the same holiday in another year, such as `easter 39`. */
  readonly rule: string;
  readonly isPublic: boolean;
}

/** Working a year out takes milliseconds and never changes: kept by country and year. */
const known = new Map<string, ReadonlyMap<string, Holiday>>();

/** Tells whether a day is a public holiday: of the zone's country, or listed in the programme. */
export function holidaysOf(programme: Programme): (date: LocalDate) => boolean {
  const listed = new Set<string>(programme.quiet.publicHolidays);
  return (date) => listed.has(date) || holidayOn(programme, date)?.isPublic === true;
}

/** What a public holiday is called, in English; undefined on any other day. */
export function holidayName(programme: Programme, date: LocalDate): string | undefined {
  const holiday = holidayOn(programme, date);
  if (programme.quiet.publicHolidays.includes(date)) return holiday?.name ?? 'listed in the programme';
  return holiday?.isPublic ? holiday.name : undefined;
}

/** The day of the same holiday so many years later; undefined where the country knows no holiday on this day. */
export function sameHoliday(programme: Programme, date: LocalDate, years: number): LocalDate | undefined {
  if (years === 0) return date;
  const rule = holidayOn(programme, date)?.rule;
  const thatYear = holidaysIn(programme, String(Number(date.slice(0, 4)) + years));
  return [...thatYear].find(([, holiday]) => holiday.rule === rule)?.[0] as LocalDate | undefined;
}

const holidayOn = (programme: Programme, date: LocalDate): Holiday | undefined =>
  holidaysIn(programme, date.slice(0, 4)).get(date);

const NONE: ReadonlyMap<string, Holiday> = new Map();

/** By date. */
function holidaysIn({ timezone }: Programme, year: string): ReadonlyMap<string, Holiday> {
  const country = countries[timezone];
  if (country === undefined) return NONE;
  const key = `${country} ${year}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const found = new Map<string, Holiday>();
  for (const { date, name, rule, type } of new Holidays(country).getHolidays(Number(year), 'en')) {
    const day = date.slice(0, 10);
    // Of two on one day the public one counts.
    if (!found.get(day)?.isPublic) found.set(day, { name, rule, isPublic: type === 'public' });
  }
  known.set(key, found);
  return found;
}
