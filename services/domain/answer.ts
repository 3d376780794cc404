import type { AcademyId, ItemId, MeetingId, OrganisationId, PersonId, SprintId } from './ids.ts';
import type { Share } from './programme.ts';
import type { Instant } from './time.ts';

export type AnswerValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'choice'; readonly choice: string; readonly comment?: string };

/** What was given to a task or a prompt: by an organisation together, or by one person. Absent until the first
 * revision; withdrawing ("undo") is a revision too, so that nothing said is lost. */
export interface Answer {
  readonly academy: AcademyId;
  readonly sprint: SprintId;
  readonly item: ItemId;
  readonly organisation: OrganisationId;
  /** Of a person's own answer. */
  readonly person?: PersonId;
  /** Oldest first; never empty. The last one is what holds. Of very many, the first and the latest. */
  readonly revisions: readonly Revision[];
}

export interface Revision {
  /** 1, 2, 3 … */
  readonly number: number;
  readonly by: PersonId;
  readonly at: Instant;
  /** Absent: the answer was taken back. */
  readonly value?: AnswerValue;
  /** Who may read it, for a person's own answer. */
  readonly share?: Share;
  /** Whom the card named where it is shared with the mentor or the organisation: a successor is not one of them. */
  readonly readers?: Readers;
  /** The card it came from: the same author, nonce and content again is the same revision. */
  readonly nonce: string;
}

/** The people a circle stood for when the author chose it. */
export interface Readers {
  readonly mentor?: PersonId;
  readonly colleagues: readonly PersonId[];
}

/** That an item has an answer in force: written and deleted together with it, so that progress and reminders
 * never read the answers themselves. */
export interface Mark {
  readonly academy: AcademyId;
  readonly sprint: SprintId;
  readonly item: ItemId;
  readonly organisation: OrganisationId;
  readonly person?: PersonId;
  readonly by: PersonId;
  readonly at: Instant;
}

export const rsvpAnswers = ['coming', 'online', 'notComing'] as const;
export type RsvpAnswer = (typeof rsvpAnswers)[number];

export interface Rsvp {
  readonly academy: AcademyId;
  readonly meeting: MeetingId;
  readonly person: PersonId;
  readonly organisation?: OrganisationId;
  readonly answer: RsvpAnswer;
  /** When the meeting was to start as it was answered; documents of old have none, and count for whenever it is. */
  readonly starts?: Instant;
  readonly at: Instant;
}

export type FeedbackValue = number | string;

/** The feedback on one meeting. It holds no ballots: each question has the answers that may be shown and those
 * that wait until there are enough of them to be added together. */
export interface FeedbackTally {
  readonly academy: AcademyId;
  readonly meeting: MeetingId;
  readonly questions: Readonly<Record<string, QuestionTally>>;
}

export interface QuestionTally {
  readonly shown: readonly FeedbackValue[];
  /** Fewer than the smallest group; in random order. */
  readonly waiting: readonly FeedbackValue[];
}
