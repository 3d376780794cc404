import type { AcademyId, ItemId, OrganisationId, PairingId, PersonId, TenantId } from './ids.ts';
import type { Language } from './language.ts';
import type { Instant } from './time.ts';

export const roles = ['participant', 'mentor', 'coordinator'] as const;
export type Role = (typeof roles)[number];

/** One line of the roster, as `services/files/roster.ts` reads it. */
export interface RosterEntry {
  readonly name: string;
  /** Lower case; a key to the person. */
  readonly address: string;
  readonly aliases: readonly string[];
  readonly role: Role;
  /** Of a participant. */
  readonly organisation?: OrganisationId;
  readonly language: Language;
  /** The roster's own id of the person, where it gives one. */
  readonly rosterId?: string;
  /** The tenant that the person's accounts must come from, where the roster pins it. */
  readonly tenant?: string;
}

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly addresses: readonly string[];
  readonly language: Language;
  /** True once the person chose it: from then on the roster no longer changes it. */
  readonly languageChosen: boolean;
  readonly accounts: readonly Account[];
  /** The tenant that the person's accounts must come from, where a roster pins it. */
  readonly tenant?: string;
  readonly memberships: readonly Membership[];
  /** How often they have had their calendar address renewed, where they ever have. */
  readonly calendars?: readonly { readonly academy: AcademyId; readonly renewals: number }[];
  /** What the person does not want to be reminded of. */
  readonly mutes?: readonly Mute[];
}

/** No reminders of an item, or (none named) of anything in the academy. */
export interface Mute {
  readonly academy: AcademyId;
  readonly item?: ItemId;
  /** Academy time; absent: for good. */
  readonly until?: Instant;
}

/** A Teams identity of a person and the personal chat that reaches it. */
export interface Account {
  readonly tenant: TenantId;
  /** The channel's id of the user (`29:…`). */
  readonly userId: string;
  /** Entra object id. */
  readonly objectId?: string;
  readonly serviceUrl: string;
  /** The personal chat with the bot; absent where there is none (any more): the next message opens one. */
  readonly conversationId?: string;
  /** False from the moment the bot was removed. */
  readonly installed: boolean;
  /** A message to it was refused for a reason that passes without the person's doing; the next one is tried. */
  readonly refused?: true;
  readonly since: Instant;
}

/** A role of a person in an academy, from one moment to another. */
export interface Membership {
  readonly academy: AcademyId;
  readonly role: Role;
  /** A participant's organisation; one that a mentor is paired with (one membership for each). */
  readonly organisation?: OrganisationId;
  readonly from: Instant;
  readonly to?: Instant;
}

/** A person as the academy's roster shows them to others. */
export interface Member {
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly organisation?: OrganisationId;
  /** As the roster has it; the person's own choice stands in the person's document. */
  readonly language: Language;
}

/** Mentor and organisation, and the thread between them. */
export interface Pairing {
  readonly id: PairingId;
  readonly academy: AcademyId;
  readonly organisation: OrganisationId;
  readonly mentor: PersonId;
  readonly from: Instant;
  readonly to?: Instant;
}

/** Whether a person can be written to, and if not, why. Nobody has been heard of until they are reached. */
export type Reach =
  | { readonly state: 'never' }
  | { readonly state: 'reached'; readonly since: Instant }
  | { readonly state: 'lost'; readonly since: Instant; readonly reason: UnreachableReason };

export const unreachableReasons = [
  /** Nobody with this person's address has installed the app or written. */
  'notMet',
  /** The person removed the app. */
  'removed',
  /** 403: the app is not installed for the person. */
  'notInstalled',
  /** 403: the person blocked the bot. */
  'blocked',
  /** 403: the organisation's administrator turned the app off. */
  'disabledByAdmin',
  /** The tenant of the person's account is none of those that are served. */
  'notServed',
  /** 404: the chat is gone. */
  'chatGone',
  /** Another refusal that trying again would not change. */
  'refused',
] as const;
export type UnreachableReason = (typeof unreachableReasons)[number];
