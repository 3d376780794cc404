/** What several views are made of. */
import type { AnswerValue, RsvpAnswer } from './answer.ts';
import type { SkipReason } from './delivery.ts';
import type {
  AcademyId,
  BroadcastId,
  ItemId,
  MeetingId,
  NoticeId,
  OrganisationId,
  PersonId,
  SprintId,
} from './ids.ts';
import type { Language, Localised } from './language.ts';
import type { Role, UnreachableReason } from './people.ts';
import type { Problem } from './problem.ts';
import type { Place, Share } from './programme.ts';
import type { Instant, LocalTime } from './time.ts';

/** What every card of an academy says about it. */
export interface Frame {
  readonly academy: AcademyId;
  readonly title: Localised;
  readonly demo: boolean;
  readonly defaultLanguage: Language;
  readonly zone: string;
  /** Academy time when the view was made. */
  readonly now: Instant;
}

export interface PersonName {
  readonly name: string;
  readonly role: Role;
  /** Of a participant. */
  readonly organisation?: Localised;
}

export interface MentorName {
  readonly name: string;
  readonly language: Language;
}

/** One line in a list of things to do. */
export interface ItemLine {
  readonly item: ItemId;
  readonly kind: 'task' | 'prompt';
  readonly scope: 'organisation' | 'person';
  readonly title: Localised;
  readonly due: Instant;
  readonly minutes?: number;
  /** Done: answered. Late: not answered, the due date is past, it can still be answered. */
  readonly state: 'open' | 'late' | 'done' | 'closed' | 'upcoming';
  /** Who answered, and when; of a personal item the reader only. */
  readonly by?: string;
  readonly at?: Instant;
}

export interface MeetingLine {
  readonly meeting: MeetingId;
  readonly title: Localised;
  readonly starts: Instant;
  readonly ends: Instant;
  readonly place: Place;
  readonly agenda: readonly { readonly at: LocalTime; readonly title: Localised }[];
  /** What the reader may answer: none when the meeting is over or the reader is a coordinator. */
  readonly options: readonly RsvpAnswer[];
  readonly rsvp?: RsvpAnswer;
  /** The answer is for another time, at which the meeting was to start then: they are asked anew. */
  readonly rsvpFor?: Instant;
}

export interface SprintLine {
  readonly sprint: SprintId;
  /** 1 of 3. */
  readonly number: number;
  readonly of: number;
  readonly theme: Localised;
  readonly opens: Instant;
  readonly closes: Instant;
}

/** What an answer's form starts from and sends back. */
export interface Drawn {
  readonly rev: number;
  readonly nonce: string;
}

/** Who may read it, with the names of the people it stands for. */
export interface ShareOption {
  readonly share: Share;
  /** The reader is always among them and not listed. Names of the mentor, of the colleagues; for `academy` at most
   * a few, with `others` more. */
  readonly names: readonly string[];
  readonly others: number;
}

export interface Shown {
  /** Names of those it was shared with, where that was the mentor or the organisation: mentor and colleagues. */
  readonly readers?: { readonly mentor?: string; readonly colleagues: readonly string[] };
  readonly value: AnswerValue;
  readonly by: string;
  readonly at: Instant;
  readonly share?: Share;
}

export interface LogLine {
  readonly by: string;
  readonly at: Instant;
  readonly what: 'answered' | 'edited' | 'done' | 'undone';
}

export interface ItemForm {
  /** ask: not answered yet. receipt: answered. edit: answered, the form is open. closed: can no longer be
   * answered (an answer given is shown). */
  readonly mode: 'ask' | 'receipt' | 'edit' | 'closed';
  readonly drawn: Drawn;
  readonly due: Instant;
  /** Can be answered until then. */
  readonly until: Instant;
  readonly reminder: boolean;
  /** Of a reminder: whether the person may change when they are reminded. */
  readonly maySilence?: true;
  readonly current?: Shown;
  /** What the person typed when it could not be taken, or their version in a merge. */
  readonly typed?: {
    readonly text?: string;
    readonly number?: string;
    readonly link?: string;
    readonly choice?: string;
    readonly comment?: string;
    readonly share?: Share;
  };
  readonly problem?: Problem;
}

/** What falls due next in an academy. */
export interface NextLine {
  readonly at: Instant;
  readonly what:
    | 'sprint'
    | 'prompt'
    | 'reminder'
    | 'meetingReminder'
    | 'feedback'
    | 'bringBack'
    | 'closing'
    | 'followUp'
    | 'broadcast';
  /** Theme, question, task title or meeting title. */
  readonly title: Localised;
}

export interface OrganisationLine {
  readonly organisation: OrganisationId;
  readonly name: Localised;
  readonly tasksDone: number;
  readonly tasks: number;
  /** Reflections answered of those asked so far (people × prompts). */
  readonly reflectionsDone: number;
  readonly reflections: number;
  /** notStarted: nothing done. behind: something is past its due date. onTrack. done: all tasks. */
  readonly state: 'notStarted' | 'onTrack' | 'behind' | 'done';
}

/** What was told: its kind, and what it is about; never what people wrote. */
export interface WhatLine {
  readonly kind:
    | NextLine['what']
    | 'moved'
    | 'cancelled'
    | 'message'
    | 'pairing'
    | 'newcomer'
    | 'welcome'
    | 'home'
    | 'desk';
  /** Empty where the kind says it all. */
  readonly title: Localised;
  readonly broadcast?: BroadcastId;
}

/** One delivery, as a button names it. */
export interface DeliveryRef {
  readonly notice: NoticeId;
  readonly person: PersonId;
  readonly part: number;
}

/** What became of a delivery; `at`: when, or when it is tried next. */
export interface OutcomeLine {
  readonly outcome:
    | 'sent'
    | 'waiting'
    | 'held'
    | UnreachableReason
    | 'gaveUp'
    | 'notMade'
    | 'dead'
    | SkipReason
    | 'superseded'
    | 'cancelled'
    /** Taken back after it had arrived. */
    | 'takenBack';
  readonly at: Instant;
  /** When the card was last corrected. */
  readonly corrected?: Instant;
  /** The card that stands there could not be changed: it is as it was sent then. */
  readonly stays?: Instant;
  /** Of what was sent. */
  readonly language?: Language;
  /** It may have arrived twice. */
  readonly twice?: true;
  /** An attempt before this outcome may have arrived. */
  readonly maybe?: true;
  /** Who stopped it, or had it sent again. */
  readonly by?: string;
}
