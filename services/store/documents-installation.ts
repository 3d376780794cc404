/** Documents of the installation, which belong to no academy and to no person. */
import type { TenantId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { digest } from './documents.ts';
import type { Kind } from './documents.ts';

/** An activity already dealt with. */
export interface Seen {
  readonly conversation: string;
  readonly activity: string;
}
export const seen: Kind<Seen> = {
  type: 'seen',
  schema: 1,
  ttl: 86_400,
  stays: true,
  place: (s) => ({ pk: `s:${digest(s.conversation)}`, id: digest(s.activity), sort: '-' }),
};

/** What calendar addresses are sealed with, made once. Who can read it can read everything that the addresses give out
 * as well, so it needs no better hiding place than the store. */
export interface CalendarSecret {
  readonly secret: string;
  /** Tells this installation's meetings from all others'; may be known. */
  readonly installation: string;
}
export const CALENDAR_SECRET = { pk: 'installation', id: 'calendarSecret' } as const;
export const calendarSecrets: Kind<CalendarSecret> = {
  type: 'calendarSecret',
  schema: 1,
  place: () => ({ ...CALENDAR_SECRET, sort: '-' }),
};

/** Which process sends to a tenant. The epoch grows with each that takes it, the counter while it is held. */
export interface Lease {
  readonly tenant: TenantId;
  /** Empty: nobody. */
  readonly owner: string;
  readonly epoch: number;
  readonly counter: number;
}
export const leasePlace = (tenant: TenantId) => ({ pk: `l:${tenant}`, id: 'lease' });
export const leases: Kind<Lease> = {
  type: 'lease',
  schema: 1,
  stays: true,
  place: ({ tenant }) => ({ ...leasePlace(tenant), sort: '-' }),
};

/** Of each type of document, the version of its schema. */
export type Versions = Readonly<Record<string, number>>;

/** A process of this installation. */
export interface Instance {
  readonly id: string;
  /** The versions that it writes where it may; it reads the next ones too. */
  readonly knows: Versions;
  /** Wall time of its last sign of life. */
  readonly seenAt: Instant;
}

/** Who works on this store, and in which versions documents may be written. */
export interface Installation {
  readonly instances: readonly Instance[];
  /** The newest version of each type that anybody may have written so far: never falls. */
  readonly writes: Versions;
  /** A file is being restored, or was and did not come to its end: nobody may work on the store until it has. */
  readonly restoring?: { readonly file: string; readonly since: Instant };
}
export const INSTALLATION = { pk: 'installation', id: 'installation' } as const;
export const installations: Kind<Installation> = {
  type: 'installation',
  schema: 1,
  stays: true,
  place: () => ({ ...INSTALLATION, sort: '-' }),
};
