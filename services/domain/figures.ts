import type { RsvpAnswer } from './answer.ts';
import type { Tally } from './delivery.ts';
import type { AcademyId, ItemId, MeetingId, OrganisationId, SprintId } from './ids.ts';
import type { Role } from './people.ts';
import type { Instant } from './time.ts';

/** An academy in numbers: nobody's name, words or id. */
export interface Figures {
  readonly academy: AcademyId;
  /** Wall time. */
  readonly madeAt: Instant;
  /** Rows of the last roster. */
  readonly people: Readonly<Record<Role, number>>;
  readonly progress: readonly ItemFigure[];
  readonly rsvps: readonly RsvpFigure[];
  readonly feedback: readonly FeedbackFigure[];
  /** Messages in threads. */
  readonly messages: number;
  /** What became of what was told, by what it was. */
  readonly deliveries: Readonly<Record<string, Tally>>;
}

/** How many answers to a task or a prompt an organisation, or its people, gave. */
export interface ItemFigure {
  readonly sprint: SprintId;
  readonly item: ItemId;
  readonly organisation: OrganisationId;
  readonly given: number;
}

export interface RsvpFigure {
  readonly meeting: MeetingId;
  readonly answer: RsvpAnswer;
  readonly people: number;
}

/** Answers that could be shown; those that waited for a group to hide in are not counted. */
export interface FeedbackFigure {
  readonly meeting: MeetingId;
  readonly question: string;
  readonly given: number;
  /** How often each number was given; none of a question that was answered in words. */
  readonly numbers: readonly { readonly value: number; readonly count: number }[];
}
