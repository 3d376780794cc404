import type { AcademyId, BroadcastId, MeetingId, NoticeId, OrganisationId, PersonId } from './ids.ts';
import type { Localised } from './language.ts';
import type { Instant } from './time.ts';

export type BroadcastAudience =
  | { readonly to: 'everybody' }
  | { readonly to: 'organisation'; readonly organisation: OrganisationId }
  /** Those who have not answered the meeting's invitation. */
  | { readonly to: 'noRsvp' };

/** What a coordinator writes and chooses. */
export interface BroadcastContent {
  readonly meeting: MeetingId;
  readonly audience: BroadcastAudience;
  /** The coordinator's own words; empty where they added none. */
  readonly texts: Localised;
  /** Academy time; absent: as soon as it is confirmed. */
  readonly dueAt?: Instant;
  /** Where a gateway lost the answer, it is held rather than perhaps sent twice. */
  readonly whenUncertain?: 'hold';
}

/** What was last done with a broadcast, and by whom. `started`: sent when its time came; by whoever scheduled it. */
export interface Deed {
  readonly what: 'scheduled' | 'changed' | 'cancelled' | 'sent' | 'started' | 'corrected' | 'withdrawn';
  readonly by: PersonId;
  /** Academy time. */
  readonly at: Instant;
  /** Cards of an earlier revision were drawn before it. */
  readonly revision: number;
}

/** A notice that a coordinator wrote: a reminder of a sprint meeting, with a text of their own. */
export interface Broadcast extends BroadcastContent {
  readonly id: BroadcastId;
  readonly academy: AcademyId;
  /** Who wrote it first, and when. */
  readonly by: PersonId;
  readonly at: Instant;
  /** 1, 2, 3 …: what was sent is what was seen. */
  readonly revision: number;
  /** Of what is scheduled or sent: what was shown as a preview and waits to be confirmed. */
  readonly edit?: BroadcastContent;
  /** Who wrote the draft or the edit as it is now. Documents of old have none. */
  readonly written?: { readonly by: PersonId; readonly at: Instant };
  readonly did?: Deed;
  readonly status: BroadcastStatus;
}

export type BroadcastStatus =
  | { readonly status: 'draft' }
  | { readonly status: 'scheduled'; readonly dueAt: Instant; readonly by: PersonId; readonly at: Instant }
  | ({ readonly status: 'sent' } & Sent)
  | ({ readonly status: 'withdrawn'; readonly withdrawn: Omit<Deed, 'what' | 'revision'> } & Sent);

interface Sent {
  readonly notice: NoticeId;
  readonly at: Instant;
  readonly by: PersonId;
  /** When it was last corrected. */
  readonly corrected?: Omit<Deed, 'what' | 'revision'>;
}
