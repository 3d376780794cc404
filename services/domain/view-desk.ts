/** Views of the coordinators' desk and broadcasts. */
import type { BroadcastAudience } from './broadcast.ts';
import type { Tally } from './delivery.ts';
import type { BroadcastId, MeetingId, OrganisationId } from './ids.ts';
import type { Language, Localised } from './language.ts';
import type { UnreachableReason } from './people.ts';
import type { Problem } from './problem.ts';
import type { Question } from './programme.ts';
import type { Instant } from './time.ts';
import type { Frame, MeetingLine, NextLine, OrganisationLine, PersonName, SprintLine } from './view-parts.ts';
import type { MeetingView } from './view-work.ts';

export interface DeskView {
  readonly kind: 'desk';
  readonly frame: Frame;
  readonly sprint?: SprintLine;
  readonly organisations: readonly OrganisationLine[];
  readonly reach: { readonly reached: number; readonly never: number; readonly lost: number };
  /** The next meeting and how people answered. */
  readonly meeting?: MeetingLine & {
    readonly coming: number;
    readonly online: number;
    readonly notComing: number;
    readonly noAnswer: number;
  };
  readonly next?: NextLine;
  /** Sends now under way or last done, newest first, at most three. */
  readonly sends: readonly {
    readonly title: Localised;
    readonly kind: 'broadcast' | NextLine['what'] | 'other';
    readonly at: Instant;
    readonly tally: Tally;
    readonly done: boolean;
    readonly broadcast?: BroadcastId;
  }[];
  /** Accounts that wait for a coordinator to say whose they are. */
  readonly newcomers: number;
  /** Deliveries in doubt. */
  readonly held: number;
  /** Demonstration only: what the clock button goes to. */
  readonly jump?: NextLine;
  /** There is feedback to look at. */
  readonly feedback: boolean;
}

/** Who could not be reached, and why. */
export interface ReachView {
  readonly kind: 'reach';
  readonly frame: Frame;
  /** Never met or lost; at most 60, `others` more. */
  readonly people: readonly {
    readonly who: PersonName;
    readonly reason: UnreachableReason;
    readonly since?: Instant;
  }[];
  readonly others: number;
}

export interface FeedbackResultsView {
  readonly kind: 'feedbackResults';
  readonly frame: Frame;
  readonly minGroup: number;
  /** Newest meeting first. `answers` are those that may be shown; too few yet: undefined. */
  readonly meetings: readonly {
    readonly title: Localised;
    readonly questions: readonly {
      readonly question: Question;
      readonly answers?: {
        readonly count: number;
        readonly mean?: number;
        readonly histogram?: readonly { readonly value: number; readonly count: number }[];
        readonly texts?: readonly string[];
      };
    }[];
  }[];
}

export interface BroadcastComposeView {
  readonly kind: 'broadcastCompose';
  readonly frame: Frame;
  readonly meetings: readonly {
    readonly meeting: MeetingId;
    readonly title: Localised;
    readonly starts: Instant;
  }[];
  readonly organisations: readonly {
    readonly organisation: OrganisationId;
    readonly name: Localised;
    readonly languages: readonly Language[];
  }[];
  readonly languages: readonly Language[];
  readonly noRsvp: number;
  readonly everybody: number;
  readonly nonce: string;
  readonly maxChars: number;
  readonly typed?: {
    readonly audience?: string;
    readonly meeting?: string;
    readonly texts: Readonly<Partial<Record<Language, string>>>;
  };
  readonly problem?: Problem;
}

/** The broadcast as each language will read it. */
export interface BroadcastPreviewView {
  readonly kind: 'broadcastPreview';
  readonly frame: Frame;
  readonly broadcast: BroadcastId;
  readonly rev: number;
  readonly audience: BroadcastAudience;
  readonly organisation?: Localised;
  /** Recipients by language, of those the roster knows. */
  readonly recipients: readonly { readonly language: Language; readonly count: number }[];
  /** The card that readers of each language will get. */
  readonly cards: readonly { readonly language: Language; readonly meeting: MeetingView }[];
}

export interface BroadcastStatusView {
  readonly kind: 'broadcastStatus';
  readonly frame: Frame;
  readonly broadcast: BroadcastId;
  readonly audience: BroadcastAudience;
  readonly organisation?: Localised;
  readonly title: Localised;
  readonly by: string;
  readonly at: Instant;
  readonly tally: Tally;
  readonly done: boolean;
  /** The recipients are still being counted. */
  readonly counting: boolean;
  /** At most 10, `others` more. */
  readonly notReached: readonly {
    readonly name: string;
    readonly reason: UnreachableReason | 'held' | 'dead';
  }[];
  readonly others: number;
}
