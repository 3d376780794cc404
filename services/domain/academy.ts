import type { CalendarMeeting } from './calendar.ts';
import type {
  AcademyId,
  NoticeId,
  MeetingId,
  OrganisationId,
  PairingId,
  PersonId,
  RevisionId,
} from './ids.ts';
import type { Member } from './people.ts';
import type { Programme } from './programme.ts';
import type { Instant } from './time.ts';

/** The one document of an academy that changes what is current: its revision and its clock. */
export interface AcademyHead {
  readonly academy: AcademyId;
  readonly revision: RevisionId;
  /** Academy time minus wall time, in milliseconds; 0 except in a demonstration, where it only grows. */
  readonly clockOffset: number;
  /** Everything the programme plans up to here (academy time) has been made a notice. */
  readonly plannedThrough: Instant;
  /** What an import has put at a time that had been planned through: still to be told, or not worth it any more. */
  readonly overlooked?: readonly NoticeId[];
  /** What people were told of meetings that an import has changed since, until they are told. */
  readonly corrections?: readonly Correction[];
  /** When its people and what they wrote were forgotten; wall time. Its figures are left. */
  readonly anonymised?: Instant;
}

/** A meeting, and the revision in which it is as people know it. */
export interface Correction {
  readonly meeting: MeetingId;
  readonly told: RevisionId;
}

/** One import, never changed afterwards: the programme and an index of its roster. */
export interface Revision {
  readonly id: RevisionId;
  readonly academy: AcademyId;
  readonly programme: Programme;
  readonly pairings: readonly {
    readonly id: PairingId;
    readonly organisation: OrganisationId;
    readonly mentor: PersonId;
  }[];
  /** What stands on each roster page: members of one organisation, or (none) mentors and coordinators. */
  readonly pages: readonly { readonly organisation?: OrganisationId; readonly count: number }[];
  readonly importedAt: Instant;
  /** The meetings as calendars have them. Absent in a revision that was written before there were calendars. */
  readonly calendar?: readonly CalendarMeeting[];
}

/** At most `ROSTER_PAGE` members; belongs to a revision and, like it, never changes. */
export interface RosterPage {
  readonly academy: AcademyId;
  readonly revision: RevisionId;
  readonly page: number;
  readonly members: readonly Member[];
}

export const ROSTER_PAGE = 200;
