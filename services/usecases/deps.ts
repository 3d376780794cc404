import type { Person, Membership } from '../domain/people.ts';
import type { Follower } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import type { Contact } from '../domain/newcomer.ts';
import type { Instant } from '../domain/time.ts';
import type { View } from '../domain/view.ts';
import type { Store } from '../store/port.ts';
import type { Calendars } from './calendars.ts';
import type { Academies, Academy } from './academies.ts';
import type { Persons } from './persons.ts';
import type { Trail } from './trail.ts';

/** What the use cases stand on; made once by the composition root. */
export interface Deps {
  readonly store: Store;
  readonly academies: Academies;
  readonly persons: Persons;
  /** Wall time. */
  readonly wallNow: () => Instant;
  /** 0 to 1, for shuffling. */
  readonly random: () => number;
  /** A fresh card nonce. */
  readonly nonce: () => string;
  /** Something fell due: look now rather than at the next poll. */
  readonly kick: () => void;
  /** Says something once to an account that is nobody's: the ledger's deliveries are for people. If it is lost, the
   * account's next message is answered. */
  readonly sayTo: (
    to: Pick<Contact, 'tenant' | 'serviceUrl' | 'conversationId'>,
    view: View,
    language: Language,
  ) => void;
  readonly demonstration?: Demonstration;
  /** Absent: the bot has no public address, and nothing is said of calendars. */
  readonly calendars?: Calendars;
  /** Absent: nobody follows what is done. */
  readonly trail?: Trail;
}

/** What a demonstration adds to its clock. */
export interface Demonstration {
  /** Lets its people live until a moment of academy time, before the clock stands there. */
  readonly liveUntil: (academy: Academy, to: Instant) => Promise<void>;
  /** Resolves when what fell due at the new time has been sent, or after a moment. */
  readonly sent: () => Promise<void>;
}

/** One command of one person in one academy, with the memberships that permit it (at least one). */
export interface Act {
  readonly deps: Deps;
  readonly person: Person;
  readonly academy: Academy;
  readonly memberships: readonly [Membership, ...Membership[]];
  /** The card that was clicked, where there was one. */
  readonly card?: Omit<Follower, 'person'>;
}
