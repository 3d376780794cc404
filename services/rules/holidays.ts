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

/** Working a year out takes milliseconds and never changes: kept by country and year. */
const known = new Map<string, ReadonlySet<string>>();

/** Tells whether a day is a public holiday: of the zone's country, or listed in the programme. */
export function holidaysOf(programme: Programme): (date: LocalDate) => boolean {
  const listed = new Set<string>(programme.quiet.publicHolidays);
  const country = countries[programme.timezone];
  return (date) =>
    listed.has(date) || (country !== undefined && publicHolidays(country, date.slice(0, 4)).has(date));
}

function publicHolidays(country: string, year: string): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const found = new Holidays(country).getHolidays(Number(year));
  const dates = new Set(found.filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10)));
  known.set(key, dates);
  return dates;
}
