import type { AcademyId, BroadcastId, MeetingId, NoticeId, OrganisationId, PersonId } from './ids.ts';
import type { Localised } from './language.ts';
import type { Instant } from './time.ts';

export type BroadcastAudience =
  | { readonly to: 'everybody' }
  | { readonly to: 'organisation'; readonly organisation: OrganisationId }
  /** Those who have not answered the meeting's invitation. */
  | { readonly to: 'noRsvp' };

/** A notice that a coordinator wrote: a reminder of a sprint meeting, with a text of their own. */
export interface Broadcast {
  readonly id: BroadcastId;
  readonly academy: AcademyId;
  readonly meeting: MeetingId;
  readonly audience: BroadcastAudience;
  /** The coordinator's own words; empty where they added none. */
  readonly texts: Localised;
  readonly by: PersonId;
  readonly at: Instant;
  /** 1, 2, 3 … : what was sent is what was seen. */
  readonly revision: number;
  readonly status:
    | { readonly status: 'draft' }
    | { readonly status: 'sent'; readonly notice: NoticeId; readonly at: Instant; readonly by: PersonId };
}
