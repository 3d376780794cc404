/** Views of the coordinators' desk and broadcasts. */
import type { BroadcastAudience, Deed } from './broadcast.ts';
import type { HeldCause, LedgerPlace, SkipReason, StuckReason, Tally } from './delivery.ts';
import type { BroadcastId, MeetingId, NoticeId, OrganisationId, PersonId } from './ids.ts';
import type { Language, Localised } from './language.ts';
import type { UnreachableReason } from './people.ts';
import type { Problem } from './problem.ts';
import type { Question } from './programme.ts';
import type { Instant } from './time.ts';
import type {
  DeliveryRef,
  Frame,
  MeetingLine,
  NextLine,
  OrganisationLine,
  OutcomeLine,
  PersonName,
  SprintLine,
  WhatLine,
} from './view-parts.ts';
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
    /** Answered when it was to be at another time, and not since: counted here alone. */
    readonly otherTime: number;
  };
  readonly next?: NextLine;
  /** Broadcasts that wait for their time, the next first; at most two, `others` more. */
  readonly scheduled: {
    readonly broadcasts: readonly {
      readonly broadcast: BroadcastId;
      readonly title: Localised;
      readonly at: Instant;
      readonly by: string;
    }[];
    readonly others: number;
  };
  /** Sends now under way or last done, newest first, at most three. */
  readonly sends: readonly {
    readonly what: WhatLine;
    readonly notice: NoticeId;
    readonly at: Instant;
    readonly tally: Tally;
    readonly done: boolean;
    readonly stopped?: true;
    /** It was not told at all, and why. */
    readonly skipped?: SkipReason;
  }[];
  /** Accounts that wait for a coordinator to say whose they are. */
  readonly newcomers: number;
  /** Deliveries in doubt. */
  readonly held: number;
  /** What has not moved for long, oldest first, at most three. */
  readonly stuck: readonly {
    readonly what: WhatLine;
    readonly notice: NoticeId;
    readonly why: StuckReason;
    readonly since: Instant;
    readonly waiting?: number;
  }[];
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
    readonly person: PersonId;
    readonly who: PersonName;
    readonly reason: UnreachableReason;
    readonly since?: Instant;
  }[];
  readonly others: number;
}

/** Deliveries in doubt, and what can be done with each. */
export interface HeldView {
  readonly kind: 'held';
  readonly frame: Frame;
  /** What the click did (`now`), or what had been done before it and by whom. `settled`: it is in doubt no more. */
  readonly told?:
    | {
        readonly what: 'again' | 'left';
        readonly count: number;
        readonly by: string;
        readonly at: Instant;
        readonly now: boolean;
      }
    | { readonly what: 'settled' };
  /** At most 8, `others` more. */
  readonly deliveries: readonly {
    readonly name: string;
    readonly what: WhatLine;
    readonly at: Instant;
    readonly cause: HeldCause;
    /** `since`: the doubt that was seen. Wall time. */
    readonly delivery: DeliveryRef & { readonly since: Instant };
  }[];
  readonly others: number;
  /** What has come into doubt since is not meant by "all". Wall time. */
  readonly until: Instant;
}

/** A notice: who got it, who did not and why. */
export interface NoticeView {
  readonly kind: 'notice';
  readonly frame: Frame;
  readonly notice: NoticeId;
  readonly what: WhatLine;
  readonly at: Instant;
  readonly tally: Tally;
  readonly done: boolean;
  readonly stopped?: true;
  /** Which of them are listed. */
  readonly show: 'missed' | 'got' | 'waiting';
  /** At most 12. */
  readonly rows: readonly {
    readonly person: PersonId;
    readonly name: string;
    readonly outcome: OutcomeLine;
  }[];
  /** Where the next page begins. */
  readonly next?: LedgerPlace;
}

/** What a person has been told, newest first: what kind of thing, never what people wrote. */
export interface ReceivedView {
  readonly kind: 'received';
  readonly frame: Frame;
  readonly person: PersonId;
  readonly name: string;
  readonly rows: readonly {
    readonly notice: NoticeId;
    readonly what: WhatLine;
    /** When it fell due. */
    readonly at: Instant;
    readonly outcome: OutcomeLine;
  }[];
  /** There may be more before this moment. */
  readonly older?: Instant;
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

/** Who was quicker, and did what when. `written`: wrote it anew. */
export interface ToldDeed {
  readonly what: Deed['what'] | 'written';
  readonly by: string;
  readonly at: Instant;
}

export interface BroadcastComposeView {
  readonly kind: 'broadcastCompose';
  readonly frame: Frame;
  /** `scheduled`: it is, and stays so until the change is confirmed. `correction`: of what was sent; its words alone. */
  readonly of: 'draft' | 'scheduled' | 'correction';
  readonly broadcast?: BroadcastId;
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
    readonly day?: string;
    readonly time?: string;
    readonly doubt?: string;
  };
  readonly problem?: Problem;
}

/** The broadcast as each language will read it. */
export interface BroadcastPreviewView {
  readonly kind: 'broadcastPreview';
  readonly frame: Frame;
  readonly broadcast: BroadcastId;
  readonly rev: number;
  readonly of: BroadcastComposeView['of'];
  readonly told?: ToldDeed;
  /** Absent: as soon as it is confirmed. */
  readonly dueAt?: Instant;
  /** The academy itself would not write to people then. */
  readonly outside: boolean;
  /** It is held rather than perhaps sent twice. */
  readonly hold: boolean;
  readonly audience: BroadcastAudience;
  readonly organisation?: Localised;
  /** Recipients by language, of those the roster knows. */
  readonly recipients: readonly { readonly language: Language; readonly count: number }[];
  /** The card that readers of each language will get. */
  readonly cards: readonly { readonly language: Language; readonly meeting: MeetingView }[];
}

interface ByWhom {
  readonly by: string;
  readonly at: Instant;
}

export interface BroadcastStatusView {
  readonly kind: 'broadcastStatus';
  readonly frame: Frame;
  readonly broadcast: BroadcastId;
  readonly rev: number;
  readonly phase: 'draft' | 'scheduled' | 'sent' | 'withdrawn';
  readonly told?: ToldDeed;
  /** What it was that the coordinator is asked about once more. */
  readonly asking?: 'withdraw';
  /** Of what is scheduled: when it is sent, and whether the academy itself would not write to people then. */
  readonly due?: { readonly at: Instant; readonly outside: boolean };
  /** Of a draft that had been scheduled. */
  readonly cancelled?: ByWhom;
  readonly corrected?: ByWhom;
  readonly withdrawn?: ByWhom;
  /** Absent while it has not been sent. */
  readonly notice?: NoticeId;
  readonly audience: BroadcastAudience;
  readonly organisation?: Localised;
  readonly title: Localised;
  readonly by: string;
  readonly at: Instant;
  readonly tally: Tally;
  readonly done: boolean;
  /** Who stopped it while it was being sent. */
  readonly stopped?: ByWhom;
  /** The recipients are still being counted. */
  readonly counting: boolean;
  /** At most 10, `others` more. */
  readonly notReached: readonly {
    readonly name: string;
    readonly reason: UnreachableReason | 'held' | 'dead' | 'stays';
  }[];
  readonly others: number;
}

/** To a recipient, in the place of a message that was withdrawn and could not be deleted. */
export interface BroadcastWithdrawnView {
  readonly kind: 'broadcastWithdrawn';
  readonly frame: Frame;
  /** Of the meeting that it was about. */
  readonly title?: Localised;
}

/** All broadcasts: those that wait for their time first, then the one written last. */
export interface BroadcastsView {
  readonly kind: 'broadcasts';
  readonly frame: Frame;
  /** At most 10. */
  readonly rows: readonly {
    readonly broadcast: BroadcastId;
    /** Of the meeting that it is about; none where the programme no longer has it. */
    readonly title: Localised;
    readonly audience: BroadcastAudience;
    readonly organisation?: Localised;
    readonly phase: BroadcastStatusView['phase'];
    /** When it was written, is to be sent, was sent or was withdrawn, and by whom. */
    readonly at: Instant;
    readonly by: string;
    readonly corrected?: Instant;
  }[];
  /** How many stand before the next page. */
  readonly next?: number;
}
