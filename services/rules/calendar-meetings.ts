import { isDeepStrictEqual } from 'node:util';
import type { Revision } from '../domain/academy.ts';
import type { CalendarMeeting } from '../domain/calendar.ts';
import type { Meeting, Programme } from '../domain/programme.ts';
import type { Instant } from '../domain/time.ts';

/** The meetings as calendars have them after an import. One that moves and moves back has changed twice; one that is
 * taken out stays, as gone, and may come back. */
export function calendarAfter(
  before: readonly CalendarMeeting[],
  programme: Programme,
  now: Instant,
): readonly CalendarMeeting[] {
  const old = new Map(before.map((known) => [known.meeting.id, known]));
  const current = meetingsOf(programme).map((meeting) =>
    after(old.get(meeting.id), { meeting, zone: programme.timezone }, now),
  );
  const staying = new Set(current.map(({ meeting }) => meeting.id));
  const others = before.filter(({ meeting }) => !staying.has(meeting.id));
  return [...current, ...others.map((known) => without(known, now))];
}

/** As a revision has them; one that was written before calendars were counts as their beginning. */
export function calendarOf({ calendar, programme, importedAt }: Revision): readonly CalendarMeeting[] {
  return calendar ?? calendarAfter([], programme, importedAt);
}

type Facts = Pick<CalendarMeeting, 'meeting' | 'zone'>;

function after(known: CalendarMeeting | undefined, fresh: Facts, now: Instant): CalendarMeeting {
  if (!known) return { ...fresh, sequence: 0, changed: now };
  const { meeting, zone, sequence, gone } = known;
  if (gone || !isDeepStrictEqual(heldAt({ meeting, zone }), heldAt(fresh)))
    return { ...fresh, sequence: sequence + 1, changed: now };
  return isDeepStrictEqual(meeting, fresh.meeting) ? known : { ...known, ...fresh, changed: now };
}

const without = (known: CalendarMeeting, now: Instant): CalendarMeeting =>
  known.gone ? known : { ...known, sequence: known.sequence + 1, changed: now, gone: true };

/** What a calendar has to show anew: everything but the agenda. */
function heldAt({ meeting: { title, starts, ends, place }, zone }: Facts) {
  return { title, starts, ends, place, zone };
}

function meetingsOf({ kickOff, sprints }: Programme): CalendarMeeting['meeting'][] {
  return [kickOff, ...sprints.map(({ meeting }) => meeting)]
    .filter((meeting): meeting is Meeting => meeting !== undefined)
    .map(({ id, title, starts, ends, place, agenda }) => ({ id, title, starts, ends, place, agenda }));
}
