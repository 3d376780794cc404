import type { AcademyId, NewcomerId, NoticeId, PersonId, TenantId } from './ids.ts';
import type { Language } from './language.ts';
import type { Account } from './people.ts';
import type { Instant } from './time.ts';

/** What Teams tells of an account; empty where it tells nothing. */
export interface Profile {
  readonly name: string;
  /** Lower case: user principal name, e-mail. */
  readonly addresses: readonly string[];
}

/** Where an account is, and the chat that reaches it. */
export type Contact = Omit<Account, 'installed' | 'since' | 'refused' | 'conversationId'> & {
  readonly conversationId: string;
};

/** Somebody of an academy whom an account may belong to, and what makes one think so. */
export interface Candidate {
  readonly person: PersonId;
  readonly by: 'address' | 'name';
}

/** The question to an academy's coordinators: an account has written that nobody vouches for; is it one of these? */
export interface NewcomerQuestion {
  readonly id: NewcomerId;
  readonly academy: AcademyId;
  readonly account: Contact & { readonly tenant: TenantId };
  readonly profile: Profile;
  /** What their Teams speaks. */
  readonly language: Language;
  /** Nobody else can be said yes to. */
  readonly candidates: readonly [Candidate, ...Candidate[]];
  readonly askedAt: Instant;
  /** Tells the coordinators of it; above the bound of a day they are told of all that wait in one, and this one is never
   * written. */
  readonly notice: NoticeId;
  /** One more with each decision, and with each that is taken back: what a card was drawn from. */
  readonly rev: number;
  readonly status: NewcomerStatus;
}

export type NewcomerStatus =
  | { readonly status: 'open' }
  | {
      readonly status: 'linked';
      readonly person: PersonId;
      readonly by: PersonId;
      readonly at: Instant;
    }
  | { readonly status: 'nobody'; readonly by: PersonId; readonly at: Instant };
