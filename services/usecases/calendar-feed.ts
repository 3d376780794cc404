/** What a person's calendar is given at their address. */
import type { Rsvp } from '../domain/answer.ts';
import type { Calendar, CalendarEvent, CalendarMeeting } from '../domain/calendar.ts';
import type { Language } from '../domain/language.ts';
import type { Person } from '../domain/people.ts';
import { calendarOf } from '../rules/calendar-meetings.ts';
import type { Holder } from '../rules/calendar-address.ts';
import { answeredForOther } from '../rules/moved.ts';
import { membershipsIn } from '../rules/rights.ts';
import { toInstant } from '../rules/time.ts';
import { academyPartition, rsvpId } from '../store/documents.ts';
import type { Academy } from './academies.ts';
import { renewalsOf } from './calendar.ts';
import type { Deps } from './deps.ts';

/** Only reads; undefined for whatever leads nowhere, or nowhere any more. */
export async function calendarAt(
  deps: Deps,
  path: string,
): Promise<{ readonly calendar: Calendar; readonly language: Language } | undefined> {
  const address = await deps.calendars?.open(path);
  const reader = address && (await readerOf(deps, address.holder));
  if (!reader) return undefined;
  const { academy, person } = reader;
  const { meeting: wanted, uidOf } = address;
  const meetings = calendarOf(academy.revision).filter(
    (one) => hasHad(person, academy, one) && (wanted === undefined || one.meeting.id === wanted),
  );
  if (wanted !== undefined && meetings.length === 0) return undefined;
  const events = meetings.map(async (one) => ({
    uid: uidOf(academy.id, one.meeting.id),
    ...eventOf(one, one.gone ? {} : await rsvpIn(deps, reader, one)),
  }));
  const holds = wanted === undefined ? 'academy' : 'meeting';
  return {
    calendar: { frame: academy.frame, holds, events: await Promise.all(events) },
    language: person.language,
  };
}

interface Reader {
  readonly academy: Academy;
  readonly person: Person;
  /** To answer invitations: coordinators are not. */
  readonly invited: boolean;
}

/** The holder, while they belong to the academy and the address is their latest. */
async function readerOf(deps: Deps, { academy: id, ...holder }: Holder): Promise<Reader | undefined> {
  const person = (await deps.persons.read(holder.person))?.data;
  if (!person || renewalsOf(person, id) !== holder.renewals) return undefined;
  const mine = membershipsIn(person, id, deps.wallNow());
  const academy = mine.length > 0 ? await deps.academies.read(id) : undefined;
  return academy && { academy, person, invited: mine.some(({ role }) => role !== 'coordinator') };
}

/** Who came after a meeting had been cancelled never had it. */
function hasHad({ memberships }: Person, { id }: Academy, { gone, changed }: CalendarMeeting): boolean {
  return !gone || memberships.some(({ academy, from }) => academy === id && from < changed);
}

type Answer = Pick<CalendarEvent, 'rsvp'> & { readonly at?: Rsvp['at'] };

async function rsvpIn(
  deps: Deps,
  { academy, person, invited }: Reader,
  { meeting, zone }: CalendarMeeting,
): Promise<Answer> {
  if (!invited) return {};
  const doc = await deps.store.read<Rsvp>(academyPartition(academy.id), rsvpId(meeting.id, person.id));
  if (!doc || answeredForOther(doc.data, meeting, zone) !== undefined) return { rsvp: 'none' };
  return { rsvp: doc.data.answer, at: doc.data.at };
}

function eventOf(
  { meeting, zone, sequence, changed, gone }: CalendarMeeting,
  { at, ...answer }: Answer,
): Omit<CalendarEvent, 'uid'> {
  return {
    meeting,
    zone,
    starts: toInstant(meeting.starts, zone),
    ends: toInstant(meeting.ends, zone),
    sequence,
    changed: at !== undefined && at > changed ? at : changed,
    cancelled: gone ?? false,
    ...answer,
  };
}
