import {
  ICalCalendar,
  ICalEvent,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { DateTime } from 'luxon';
import type { CalendarEvent } from '../../services/domain/calendar.ts';
import type { Instant } from '../../services/domain/time.ts';
import { formatTime } from '../format.ts';
import { placeText } from '../parts/meeting.ts';
import type { Voice } from '../voice.ts';
import { plainLine, plainLines, quotable } from './text.ts';
import { zoneData } from './zone.ts';

/** Of an organiser who takes no mail: `.invalid` is a domain that nobody can have. */
const NO_MAIL = 'no-reply@fadder.invalid';

/** Whose academy it is. */
export interface Organiser {
  readonly name: string;
  readonly demo: boolean;
}

/** One VEVENT. It depends on the facts alone and not on when it is asked for. */
export function eventText(event: CalendarEvent, organiser: Organiser, voice: Voice): string {
  const { uid, sequence, cancelled, meeting } = event;
  const title = voice.local(meeting.title);
  const at = moment(event.changed);
  const url = linkOf(event);
  const made = new ICalEvent(
    {
      id: uid,
      sequence,
      stamp: at,
      lastModified: at,
      start: moment(event.starts),
      end: moment(event.ends),
      timezone: zoneData(event.zone)?.tzid ?? null,
      summary: plainLine(cancelled ? voice.say('ics.cancelled', { title }) : title),
      location: plainLine(placeText(meeting.place, voice)),
      description: { plain: plainLines(describe(event, organiser, voice)) },
      // The library knows no organiser without a name.
      organizer: { name: quotable(organiser.name) || 'Fadder', email: NO_MAIL },
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...timeTaken(event),
      ...(url === undefined || cancelled ? {} : { url }),
    },
    new ICalCalendar(),
  );
  return made.toString();
}

/** Whether the time counts as taken in the reader's calendar: what they answered decides. */
function timeTaken({ cancelled, rsvp }: CalendarEvent) {
  if (cancelled || rsvp === 'notComing')
    return { busystatus: ICalEventBusyStatus.FREE, transparency: ICalEventTransparency.TRANSPARENT };
  const busystatus = rsvp === 'none' ? ICalEventBusyStatus.TENTATIVE : ICalEventBusyStatus.BUSY;
  return { busystatus, transparency: ICalEventTransparency.OPAQUE };
}

function describe(
  { meeting, cancelled, rsvp }: CalendarEvent,
  { name, demo }: Organiser,
  voice: Voice,
): string {
  const academy = demo ? `${voice.say('demo')} · ${name}` : name;
  if (cancelled) return academy;
  const { place, agenda } = meeting;
  const points = agenda.map(({ at, title }) => `${formatTime(at)}  ${voice.local(title)}`);
  return [
    ...(rsvp === undefined ? [] : [[voice.say(`rsvp.is.${rsvp}`), voice.say('ics.answer')]]),
    ...(place.kind === 'onsite' ? [] : [[`${voice.say('go.join')}: ${place.url}`]]),
    ...(points.length === 0 ? [] : [[voice.say('meeting.agenda'), ...points]]),
    [academy],
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** The way in as a property of its own, where no sign in it would be escaped and so become another address. */
function linkOf({ meeting: { place } }: CalendarEvent): string | undefined {
  return place.kind === 'onsite' || /[\\;,\s\p{Cc}]/u.test(place.url) ? undefined : place.url;
}

const moment = (at: Instant): DateTime => DateTime.fromISO(at, { zone: 'utc' });
