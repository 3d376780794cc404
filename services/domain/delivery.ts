import type {
  AcademyId,
  ActionId,
  BroadcastId,
  ItemId,
  MeetingId,
  NewcomerId,
  NoticeId,
  OrganisationId,
  PairingId,
  PersonId,
  RevisionId,
  SprintId,
  TenantId,
} from './ids.ts';
import type { Language } from './language.ts';
import type { UnreachableReason } from './people.ts';
import type { Instant, LocalDate, LocalDateTime } from './time.ts';

/** What is to be told. Ids alone: it is looked up and rendered in the recipient's language when it is sent. */
export type Content =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'sprint'; readonly sprint: SprintId }
  | { readonly kind: 'prompt'; readonly item: ItemId; readonly reminder?: true }
  | { readonly kind: 'task'; readonly item: ItemId; readonly reminder: true }
  /** A reminder. `starts`: when the meeting was to start as this was planned; documents of old have none. */
  | { readonly kind: 'meeting'; readonly meeting: MeetingId; readonly starts?: LocalDateTime }
  /** To another time than in the revision that people were told of. */
  | {
      readonly kind: 'moved';
      readonly meeting: MeetingId;
      readonly told: RevisionId;
      readonly starts: LocalDateTime;
    }
  /** It is no longer in the programme. */
  | { readonly kind: 'cancelled'; readonly meeting: MeetingId; readonly told: RevisionId }
  | { readonly kind: 'feedback'; readonly meeting: MeetingId }
  /** To each person their own answer, as a promise that they made themselves. */
  | { readonly kind: 'bringBack'; readonly item: ItemId }
  | { readonly kind: 'closing'; readonly sprint: SprintId }
  /** Long after the end: what has become of it. */
  | { readonly kind: 'followUp' }
  /** All of a morning's reminders of items, as far as the person has not answered. `day`: of somebody in several
   * academies, with what the others have for that day. */
  | { readonly kind: 'reminders'; readonly items: readonly ItemId[]; readonly day?: LocalDate }
  /** To the mentor: the organisation. To the organisation's people: the mentor. */
  | { readonly kind: 'pairing'; readonly organisation: OrganisationId }
  | { readonly kind: 'message'; readonly pairing: PairingId; readonly number: number }
  | { readonly kind: 'broadcast'; readonly broadcast: BroadcastId }
  | { readonly kind: 'desk' }
  /** To coordinators: an account that nobody vouches for. */
  | { readonly kind: 'newcomer'; readonly newcomer: NewcomerId }
  /** To coordinators: that so many accounts wait that not each of them is told of. */
  | { readonly kind: 'newcomers' }
  /** Where things stand, to somebody who comes back. */
  | { readonly kind: 'home' };

export type Audience =
  | { readonly to: 'everybody' }
  | { readonly to: 'participants' }
  /** Participants and mentors. */
  | { readonly to: 'sprint' }
  /** Its participants and its mentor. */
  | { readonly to: 'organisation'; readonly organisation: OrganisationId }
  /** Participants who (for an organisation's task: whose organisation) have not answered. */
  | { readonly to: 'unanswered'; readonly item: ItemId }
  /** Those of several such items together. */
  | { readonly to: 'reminded'; readonly items: readonly ItemId[] }
  /** Whoever has not answered the invitation. */
  | { readonly to: 'noRsvp'; readonly meeting: MeetingId }
  | { readonly to: 'people'; readonly people: readonly PersonId[] };

/** Something the academy has to tell an audience at a time. */
export interface Notice {
  readonly id: NoticeId;
  readonly academy: AcademyId;
  /** More than one only at the first contact: told in this order. */
  readonly contents: readonly Content[];
  readonly audience: Audience;
  /** Academy time. */
  readonly dueAt: Instant;
  /** It is sent in the academy's send window alone, however late its sender comes to it: what the programme tells by
   * itself. What people write or ask for goes out when they do. */
  readonly keepsHours?: true;
  /** What to do when a gateway lost the answer: send again, as the platform says (the default), though the person may
   * get it twice; or hold it. */
  readonly whenUncertain?: 'hold';
  /** Not a recipient: the author of a message. */
  readonly except?: PersonId;
  /** What its recipients had not been reached with before is superseded by it: it tells them what is live now. */
  readonly supersedes?: true;
  readonly expansion: Expansion;
  /** The partitions its deliveries stand in: `tenant/shard`, found while expanding. */
  readonly lanes: readonly string[];
  readonly status: 'expanding' | 'sending' | 'done';
  /** Why it was never told by itself: it was not worth it any more, or it goes with another one. */
  readonly untold?: { readonly skipped: SkipReason } | { readonly goesWith: NoticeId };
  /** No more of it is to be sent. Wall time. */
  readonly stopped?: { readonly by: PersonId; readonly at: Instant };
  /** The cards posted so far are to be corrected or withdrawn. */
  readonly change?: Change;
  /** When deliveries of it were last made pending anew, by hand. Wall time. */
  readonly reopenedAt?: Instant;
  /** What last gave it something to do: sends that follow, be it hours later in another process, are part of that. */
  readonly action?: ActionId;
  /** Cards that show how this notice is getting on and follow it until it is done. */
  readonly followers: readonly Follower[];
}

/** Cards of an earlier revision of the broadcast are behind. */
export interface Change {
  readonly revision: number;
}

/** How far the audience has been turned into deliveries; survives a crash. */
export interface Expansion {
  /** The roster it is expanded from, pinned at the start. */
  readonly revision: RevisionId;
  /** Roster page to do next. */
  readonly page: number;
  readonly shards: number;
  /** Recipients so far. */
  readonly recipients: number;
  /** Whom that page is for; kept while its deliveries are being written. */
  readonly chosen?: readonly Share[];
}

/** People of a page who are reached in the same tenant, or for the same reason nowhere. */
export type Share = { readonly people: readonly PersonId[] } & (
  { readonly tenant: TenantId } | { readonly reason: UnreachableReason }
);

export interface Follower {
  readonly person: PersonId;
  readonly tenant: TenantId;
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly activityId: string;
}

/** A notice for one recipient. */
export interface Delivery {
  readonly academy: AcademyId;
  readonly notice: NoticeId;
  readonly person: PersonId;
  readonly tenant: TenantId;
  readonly lane: string;
  /** Position in the notice's contents. */
  readonly part: number;
  readonly content: Content;
  readonly state: DeliveryState;
}

export type DeliveryState =
  | {
      readonly state: 'pending';
      readonly dueAt: Instant;
      readonly attempt: number;
      readonly maybeTwice?: true;
      readonly again?: Again;
      /** The chat that it went to was gone: the next attempt opens one anew, and that is the last. */
      readonly anew?: true;
      readonly posted?: Posted;
    }
  | {
      readonly state: 'sending';
      readonly owner: string;
      readonly epoch: number;
      readonly since: Instant;
      readonly attempt: number;
      readonly maybeTwice?: true;
      readonly again?: Again;
      /** The chat that it went to was gone: the next attempt opens one anew, and that is the last. */
      readonly anew?: true;
      readonly posted?: Posted;
    }
  | {
      readonly state: 'sent';
      readonly activityId: string;
      readonly conversationId: string;
      readonly language: Language;
      readonly at: Instant;
      readonly maybeTwice?: true;
      readonly again?: Again;
      /** Of the broadcast, as it was told. */
      readonly revision?: number;
      /** When the card was last corrected. */
      readonly correctedAt?: Instant;
    }
  /** In doubt: never sent again blindly, never forgotten. */
  | {
      readonly state: 'held';
      readonly cause: HeldCause;
      readonly at: Instant;
      readonly maybeTwice?: true;
      readonly again?: Again;
    }
  | {
      readonly state: 'unreachable';
      readonly reason: UnreachableReason;
      readonly at: Instant;
      readonly maybeTwice?: true;
    }
  | { readonly state: 'dead'; readonly reason: string; readonly at: Instant; readonly maybeTwice?: true }
  | { readonly state: 'skipped'; readonly reason: SkipReason; readonly at: Instant }
  /** The card that stands there could not be corrected or withdrawn: it is as it was. `revision`: tried up to that one. */
  | {
      readonly state: 'stays';
      readonly posted: Posted;
      readonly why: UnreachableReason | SkipReason | 'gaveUp' | 'notMade' | 'dead';
      readonly revision: number;
      readonly at: Instant;
    }
  /** The card that stood there is there no more. */
  | { readonly state: 'withdrawn'; readonly at: Instant }
  | { readonly state: 'superseded'; readonly by: NoticeId; readonly at: Instant }
  | { readonly state: 'cancelled'; readonly by: PersonId; readonly at: Instant };

/** The card that stands in the person's chat, when it is to be corrected or withdrawn. */
export interface Posted {
  readonly activityId: string;
  readonly conversationId: string;
  readonly language: Language;
  readonly at: Instant;
  readonly maybeTwice?: true;
  /** It is not there any more: a fresh one takes its place. */
  readonly gone?: true;
  /** It cannot be deleted there: a card that says that it was withdrawn takes its place. */
  readonly undeletable?: true;
}

/** A coordinator had it sent once more, though it may have arrived. Wall time. */
export interface Again {
  readonly by: PersonId;
  readonly at: Instant;
}

export const heldCauses = ['crash', 'noAnswer', 'reset', 'serverError', 'gateway'] as const;
export type HeldCause = (typeof heldCauses)[number];

/** Why something was not worth sending any more. */
export const skipReasons = [
  'answered',
  /** There is nothing of the person's own to bring back. */
  'unanswered',
  /** It can no longer be answered, or is over. */
  'closed',
  'left',
  'gone',
  /** A reminder of a meeting at another time than it is at now. */
  'moved',
  /** Found after an outage, when what it reminds of was past due already. */
  'late',
  /** Another card of the same day says it. */
  'together',
  /** The person does not want to be reminded of it. */
  'muted',
  /** The person's first contact told them. */
  'told',
  /** A coordinator withdrew it before it was sent. */
  'withdrawn',
] as const;
export type SkipReason = (typeof skipReasons)[number];

export const deliveryStates = [
  'pending',
  'sending',
  'sent',
  'held',
  'unreachable',
  'dead',
  'skipped',
  'stays',
  'withdrawn',
  'superseded',
  'cancelled',
] as const satisfies readonly DeliveryState['state'][];

/** How many deliveries of a lane or a notice stand in each state. */
export type Tally = Readonly<Record<DeliveryState['state'], number>>;

/** What became of one request. A refusal, a request that never left and an answer that never came are different
 * things: only what certainly did not arrive may be sent again. */
export type SendResult =
  | { readonly result: 'accepted'; readonly activityId: string }
  | {
      readonly result: 'refused';
      /** HTTP status. */
      readonly status: number;
      /** The connector's error code, e.g. `BotNotInConversationRoster`, and what it says more exactly. */
      readonly code?: string;
      readonly subCode?: string;
      readonly retryAfterMs?: number;
    }
  /** Refused connection, unknown host, TLS: the request did not leave. `signIn`: there was no token for it. */
  | { readonly result: 'neverLeft'; readonly cause: string; readonly signIn?: true }
  /** Sent, and no answer: a reset, or none in the time allowed. */
  | { readonly result: 'noAnswer'; readonly cause: 'timeout' | 'reset' };

/** What became of asking for a chat with a person. Asking twice gives the same chat. */
export type OpenResult =
  | { readonly result: 'opened'; readonly conversationId: string }
  | Exclude<SendResult, { readonly result: 'accepted' }>;

/** Why a notice has not moved for long: its tenant rests, the bot is not let in, another process has it, a chat asked for
 * a pause, the store or the work itself fails. */
export const stuckReasons = [
  'throttled',
  'doubt',
  'disabledByAdmin',
  'signIn',
  'elsewhere',
  'chat',
  'store',
  'failed',
] as const;
export type StuckReason = (typeof stuckReasons)[number];

/** Where a page of the ledger ended. */
export interface LedgerPlace {
  readonly state: DeliveryState['state'];
  readonly lane: string;
  readonly person: PersonId;
  readonly part: number;
}
