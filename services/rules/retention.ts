/** How long an academy's people are remembered, and what of a person is one academy's. */
import { DateTime } from 'luxon';
import type { AcademyHead, Revision } from '../domain/academy.ts';
import type { AcademyId } from '../domain/ids.ts';
import type { Person } from '../domain/people.ts';
import type { Programme } from '../domain/programme.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import { endOfDay } from './time.ts';

/** The moment (academy time) from which answers have no names any more: so many months after the last day. A month that
 * has no such day ends on its last. Undefined: they are kept. */
export function retentionEnds({ ends, retention, timezone }: Programme): Instant | undefined {
  if (!retention) return undefined;
  const months = retention.namedAnswersMonthsAfterEnd;
  const date = DateTime.fromISO(ends, { zone: 'utc' }).plus({ months }).toISODate();
  if (date === null) throw new RangeError(`not a date: ${ends}`);
  return endOfDay(date as LocalDate, timezone);
}

/** The person without what is this academy's; the same object where nothing is, undefined where nothing else is left. */
export function personWithout(person: Person, academy: AcademyId): Person | undefined {
  const others = <T extends { readonly academy: AcademyId }>(all: readonly T[] = []) =>
    all.filter((one) => one.academy !== academy);
  const memberships = others(person.memberships);
  if (memberships.length === 0) return undefined;
  const { calendars, mutes, ...rest } = person;
  const after: Person = {
    ...rest,
    memberships,
    ...(calendars && { calendars: others(calendars) }),
    ...(mutes && { mutes: others(mutes) }),
  };
  const count = (one: Person) => [one.memberships, one.calendars ?? [], one.mutes ?? []].flat().length;
  return count(after) === count(person) ? person : after;
}

/** The person as far as this academy is concerned. */
export function personOnly(person: Person, academy: AcademyId): Person {
  const own = <T extends { readonly academy: AcademyId }>(all: readonly T[]) =>
    all.filter((one) => one.academy === academy);
  return {
    ...person,
    memberships: own(person.memberships),
    ...(person.calendars && { calendars: own(person.calendars) }),
    ...(person.mutes && { mutes: own(person.mutes) }),
  };
}

/** The programme alone, without the addresses in it. */
export function revisionWithout(revision: Revision): Revision {
  const organisations = revision.programme.organisations.map(({ mentor: _mentor, ...rest }) => rest);
  return { ...revision, programme: { ...revision.programme, organisations }, pairings: [], pages: [] };
}

export function headWithout(head: AcademyHead, anonymised: Instant): AcademyHead {
  const { corrections: _corrections, ...rest } = head;
  return { ...rest, anonymised };
}
