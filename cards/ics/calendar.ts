/** A calendar as an .ics file (RFC 5545), in the reader's language. */
import { escape, foldLines } from 'ical-generator';
import type { Calendar } from '../../services/domain/calendar.ts';
import type { Language } from '../../services/domain/language.ts';
import { voiceFor } from '../voice.ts';
import { eventText } from './event.ts';
import { plainLine } from './text.ts';
import { zoneData } from './zone.ts';

/** How often a calendar that subscribes should look. */
const REFRESH = 'PT4H';

export function calendarText({ frame, holds, events }: Calendar, language: Language): string {
  const voice = voiceFor(language, frame);
  const organiser = { name: voice.local(frame.title), demo: frame.demo };
  const name = escape(plainLine(organiser.name), false);
  // A file with one meeting says what to do with it; what is subscribed to shows how everything stands.
  const cancels = holds === 'meeting' && events.some(({ cancelled }) => cancelled);
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Fadder//Fadder//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    `METHOD:${cancels ? 'CANCEL' : 'PUBLISH'}`,
    ...(holds === 'academy'
      ? [
          `NAME:${name}`,
          `X-WR-CALNAME:${name}`,
          `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
          `X-PUBLISHED-TTL:${REFRESH}`,
        ]
      : []),
    '',
  ].join('\r\n');
  const zones = new Map(
    events.flatMap(({ zone }) => {
      const data = zoneData(zone);
      return data ? [[data.tzid, data.block] as const] : [];
    }),
  );
  const parts = [...zones.values(), ...events.map((event) => eventText(event, organiser, voice))];
  return foldLines(`${head}${parts.join('')}END:VCALENDAR\r\n`);
}
