import type { AcademyId, ItemId, MeetingId, OrganisationId, SprintId } from './ids.ts';
import type { Language, Localised } from './language.ts';
import type { LocalDate, LocalDateTime, LocalTime, LocalWhen, Weekday } from './time.ts';

/** An academy's programme, as `services/files/programme.ts` reads it from an `academy/1` file. */
export interface Programme {
  readonly id: AcademyId;
  /** A demonstration has a clock of its own and says on every card that it is one. */
  readonly demo: boolean;
  /** IANA zone in which every local time of the programme stands. */
  readonly timezone: string;
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly starts: LocalDate;
  readonly ends: LocalDate;
  readonly followUp?: LocalDate;
  readonly title: Localised;
  readonly summary: Localised;
  /** Who reads what; shown at the first contact. */
  readonly dataNotice: Localised;
  readonly retention?: Retention;
  readonly quiet: Quiet;
  readonly reminders: Reminders;
  readonly progressScale?: ProgressScale;
  readonly kickOff?: Meeting;
  /** In the order of their opening. */
  readonly sprints: readonly Sprint[];
  readonly learningCafe?: LearningCafe;
  readonly feedback: Feedback;
  readonly organisations: readonly Organisation[];
  readonly parallelProgrammes: readonly ParallelProgramme[];
}

export interface Retention {
  readonly namedAnswersMonthsAfterEnd: number;
  readonly then: 'anonymise';
  readonly aggregateStatistics: 'keep';
}

export interface Quiet {
  readonly sendWindow: {
    readonly days: readonly Weekday[];
    readonly from: LocalTime;
    readonly to: LocalTime;
  };
  readonly periods: readonly QuietPeriod[];
  readonly publicHolidays: readonly LocalDate[];
}

/** Whole days, first and last included. */
export interface QuietPeriod {
  readonly id: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly reason: Localised;
}

export interface Reminders {
  readonly to: 'unanswered_only';
  readonly maxPerItem: number;
  readonly rules: readonly ReminderRule[];
  readonly personMay: readonly ('snooze_3_days' | 'mute_item' | 'mute_until_date')[];
}

export type ReminderRule =
  { readonly when: 'half_of_open_time' } | { readonly when: 'before_due'; readonly workingDays: number };

export interface ProgressScale {
  readonly id: string;
  readonly ratedBy: readonly ('organisation' | 'mentor')[];
  readonly every: 'month' | 'sprint';
  readonly skipInQuiet: boolean;
  readonly evidenceRequiredFrom?: number;
  readonly steps: readonly { readonly value: number; readonly label: Localised }[];
}

export interface Sprint {
  readonly id: SprintId;
  readonly theme: Localised;
  readonly opens: LocalWhen;
  readonly closes: LocalWhen;
  readonly summary: Localised;
  readonly materials: readonly Material[];
  readonly tasks: readonly Task[];
  readonly prompts: readonly Prompt[];
  /** The joint meeting that closes the sprint. */
  readonly meeting?: Meeting;
}

/** A page of the web learning forum. */
export interface Material {
  readonly url: string;
  readonly title: Localised;
}

export interface Task {
  readonly id: ItemId;
  /** An organisation's task has one joint answer; a personal one is answered and shared like a reflection. */
  readonly scope: 'organisation' | 'person';
  readonly due: LocalWhen;
  readonly minutes?: number;
  readonly title: Localised;
  readonly text: Localised;
  readonly answer: AnswerKind;
  /** For personal tasks. */
  readonly shareDefault?: Share;
}

export type AnswerKind =
  | { readonly kind: 'text'; readonly maxChars: number }
  | {
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      readonly step?: number;
      readonly compareWith?: ItemId;
    }
  | { readonly kind: 'link_or_done' };

/** Who may read a reflection beside its author; each next one includes those before it... but `organisation`
 * and `academy` are about peers: `mentor` = author and mentor; `organisation` = also the author's organisation;
 * `academy` = everybody in the academy. */
export const shares = ['me', 'mentor', 'organisation', 'academy'] as const;
export type Share = (typeof shares)[number];

export interface Prompt {
  readonly id: ItemId;
  readonly scope: 'person';
  readonly send: LocalWhen;
  readonly due: LocalWhen;
  readonly step: 'what' | 'so_what' | 'now_what';
  readonly text: Localised;
  /** Given: one of these is chosen. Absent: free text. */
  readonly choices?: readonly { readonly id: string; readonly label: Localised }[];
  readonly comment?: 'optional' | 'required';
  readonly shareDefault: Share;
  /** When the person's own answer is brought back to them. */
  readonly bringBack?: LocalWhen;
}

export interface Meeting {
  readonly id: MeetingId;
  readonly starts: LocalDateTime;
  readonly ends: LocalDateTime;
  readonly place: Place;
  readonly title: Localised;
  readonly reminders: readonly MeetingReminder[];
  readonly agenda: readonly { readonly at: LocalTime; readonly title: Localised }[];
}

export type Place =
  | { readonly kind: 'online'; readonly url: string }
  | { readonly kind: 'hybrid'; readonly url: string; readonly city: Localised }
  | { readonly kind: 'onsite'; readonly city: Localised };

export type MeetingReminder =
  | { readonly workingDaysBefore: number }
  | { readonly hoursBefore: number }
  | { readonly minutesBefore: number };

export interface LearningCafe {
  readonly id: string;
  readonly meeting: MeetingId;
  readonly starts: LocalDateTime;
  readonly case: Localised;
  readonly tableSize: { readonly min: number; readonly max: number };
  readonly hosts: 'mentors';
  readonly roundsMinutes: readonly number[];
  readonly moveMinutes: number;
  readonly mix: { readonly sameOrganisationAtTable: 'avoid' | 'allow' };
  readonly harvestMinutes: number;
  readonly votesPerPerson: number;
  readonly capturePerRound: readonly {
    readonly id: string;
    readonly maxItems: number;
    readonly label: Localised;
  }[];
  readonly perspectives: readonly {
    readonly id: string;
    readonly label: Localised;
    readonly question: Localised;
  }[];
  readonly result: Localised;
}

export interface Feedback {
  /** Results are shown from this many answers upwards; 5 where the file says less. */
  readonly minGroup: number;
  readonly afterEachMeeting: readonly Question[];
  readonly atEnd: readonly Question[];
}

export interface Question {
  readonly id: string;
  readonly kind: 'scale_1_5' | 'scale_0_10' | 'text';
  readonly text: Localised;
}

export interface Organisation {
  readonly id: OrganisationId;
  readonly languages: readonly Language[];
  /** Address of the mentor in the roster. */
  readonly mentor?: string;
  readonly name: Localised;
}

export interface ParallelProgramme {
  readonly id: string;
  readonly title: Localised;
  readonly starts: LocalDate;
  readonly ends: LocalDate;
}
