import { instant } from '../../../services/domain/time.ts';
import type { Instant } from '../../../services/domain/time.ts';
import { chance } from './chance.ts';
import type { DemoItem } from './items.ts';

/** When somebody answers. */
export interface Intention {
  readonly at: Instant;
  /** early: well before it is due. inTime: when reminded, or on the last day. late: when it is past due. */
  readonly when: 'early' | 'inTime' | 'late';
}

/** Of ten people about six are early, two wait until it is nearly due, one is late and one never answers; each
 * person leans one way. */
const NEVER_FROM = 0.88;
const LATE_FROM = 0.78;
const IN_TIME_FROM = 0.55;
/** How far a person's leaning moves them, up or down. */
const LEANING = 0.35;

/** Whether and when a person answers an item; undefined: never. `patient` people leave it to others first. The same
 * seed, the same answer. */
export function decide(seed: string, person: string, item: DemoItem, patient = false): Intention | undefined {
  const leaning = (chance(seed, person) - 0.5) * 2 * LEANING;
  const mood = Math.max(0, chance(seed, person, item.kind, item.id) + leaning);
  if (mood >= NEVER_FROM) return undefined;
  const when = patient || mood >= LATE_FROM ? 'late' : mood >= IN_TIME_FROM ? 'inTime' : 'early';
  const at = momentOf(when, item, chance(seed, 'when', person, item.kind, item.id));
  return at === undefined ? undefined : { at, when };
}

/** A moment in the part of the item's time, undefined if it has no such part. */
function momentOf(
  when: Intention['when'],
  { opens, due, closes }: DemoItem,
  fraction: number,
): Instant | undefined {
  const [from, to] = SPANS[when](Date.parse(opens), Date.parse(due), Date.parse(closes));
  if (to <= from) return undefined;
  const at = inOfficeHours(from + fraction * (to - from));
  return instant(at <= Date.parse(closes) ? at : to);
}

const SPANS: Record<Intention['when'], (opens: number, due: number, closes: number) => [number, number]> = {
  early: (opens, due) => [opens + 0.02 * (due - opens), opens + 0.6 * (due - opens)],
  inTime: (opens, due) => [opens + 0.75 * (due - opens), due],
  late: (_, due, closes) => [due, closes],
};

const HOUR = 3_600_000;
const OPENS_AT = 6;
const SHUTS_AT = 13;

/** The moment itself between 6 and 13 UTC from Monday to Friday, in Finland 8 or 9 to 15 or 16; else the next such
 * moment, with the minutes kept so that not all begin at once. */
function inOfficeHours(ms: number): number {
  const date = new Date(ms);
  const minutes = date.getUTCMinutes() * 60_000;
  if (date.getUTCHours() < OPENS_AT) date.setUTCHours(OPENS_AT, 0, 0, 0);
  else if (date.getUTCHours() >= SHUTS_AT)
    date.setTime(Math.ceil(ms / (24 * HOUR)) * 24 * HOUR + OPENS_AT * HOUR);
  else if (isWorkday(date)) return Math.floor(ms);
  while (!isWorkday(date)) date.setTime(date.getTime() + 24 * HOUR);
  return Math.floor(date.getTime() / HOUR) * HOUR + minutes;
}

function isWorkday(date: Date): boolean {
  return date.getUTCDay() !== 0 && date.getUTCDay() !== 6;
}
