/** Meetings as calendars outside Teams have them. */
import type { RsvpAnswer } from './answer.ts';
import type { Meeting } from './programme.ts';
import type { Instant } from './time.ts';
import type { Frame } from './view-parts.ts';

/** A meeting through all imports, one that has been taken out of the programme included: a calendar that has it must be
 * told of every change. */
export interface CalendarMeeting {
  readonly meeting: Pick<Meeting, 'id' | 'title' | 'starts' | 'ends' | 'place' | 'agenda'>;
  /** In which its times stand. */
  readonly zone: string;
  /** Grows with every change of title, time or place, and never falls. */
  readonly sequence: number;
  /** When the import came that made it what it is; wall time. */
  readonly changed: Instant;
  /** The programme no longer has it. */
  readonly gone?: true;
}

/** What one person's calendar is given: one meeting, or all of an academy. */
export interface Calendar {
  readonly frame: Frame;
  readonly holds: 'meeting' | 'academy';
  readonly events: readonly CalendarEvent[];
}

export interface CalendarEvent {
  /** The same for ever, in every academy and installation another one. */
  readonly uid: string;
  readonly meeting: CalendarMeeting['meeting'];
  readonly zone: string;
  readonly starts: Instant;
  readonly ends: Instant;
  readonly sequence: number;
  /** The last time that anything of it became different. */
  readonly changed: Instant;
  readonly cancelled: boolean;
  /** What the person answered; absent where they are not asked. */
  readonly rsvp?: RsvpAnswer | 'none';
}
