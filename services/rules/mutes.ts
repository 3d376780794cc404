import type { AcademyId, ItemId } from '../domain/ids.ts';
import type { Mute, Person } from '../domain/people.ts';
import { addMilliseconds, DAY } from '../domain/time.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import type { Programme } from '../domain/programme.ts';
import { addDays, toLocal } from './time.ts';
import { nextMorning, opensAt } from './window.ts';

const SNOOZE_DAYS = 3;
/** A pause is for a holiday, not for good. */
const LONGEST_PAUSE_DAYS = 366;

/** Whether the programme lets people change when they are reminded. */
export const maySilence = ({ reminders }: Programme): boolean => reminders.personMay.length > 0;

/** The mute that keeps a person from being reminded of an item now; without an item, of anything in the academy. */
export function muteOf(
  person: Person,
  academy: AcademyId,
  item: ItemId | undefined,
  now: Instant,
): Mute | undefined {
  return person.mutes?.find((mute) => mute.academy === academy && mute.item === item && isInForce(mute, now));
}

export function isMuted(person: Person, academy: AcademyId, item: ItemId, now: Instant): boolean {
  return [item, undefined].some((of) => muteOf(person, academy, of, now) !== undefined);
}

/** The person with this mute in the place of an earlier one; what is over goes. The same object if nothing changes. */
export function withMute(person: Person, mute: Mute, now: Instant): Person {
  const there = muteOf(person, mute.academy, mute.item, now);
  if (there && there.until === mute.until) return person;
  return { ...person, mutes: [...others(person, mute, now), mute] };
}

export function withoutMute(person: Person, mute: Pick<Mute, 'academy' | 'item'>, now: Instant): Person {
  if (!person.mutes?.some((one) => isSame(one, mute))) return person;
  return { ...person, mutes: others(person, mute, now) };
}

/** The morning on which an item is reminded of again. */
export function snoozedUntil(now: Instant, programme: Programme): Instant {
  const { date } = toLocal(addMilliseconds(now, SNOOZE_DAYS * DAY), programme.timezone);
  return nextMorning(opensAt(date, programme), programme);
}

/** When a pause ends, that day included; undefined for what is no day to come. */
export function pausedUntil(day: string, now: Instant, programme: Programme): Instant | undefined {
  const today = toLocal(now, programme.timezone).date;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) return undefined;
  if (day <= today || day > addDays(today, LONGEST_PAUSE_DAYS)) return undefined;
  return opensAt(day as LocalDate, programme);
}

const isInForce = ({ until }: Mute, now: Instant): boolean => until === undefined || now < until;

const isSame = (a: Pick<Mute, 'academy' | 'item'>, b: Pick<Mute, 'academy' | 'item'>): boolean =>
  a.academy === b.academy && a.item === b.item;

/** Those of other academies stay: their clocks are their own. */
const others = (person: Person, mute: Pick<Mute, 'academy' | 'item'>, now: Instant): readonly Mute[] =>
  (person.mutes ?? []).filter(
    (one) => !isSame(one, mute) && (one.academy !== mute.academy || isInForce(one, now)),
  );
