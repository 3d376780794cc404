import { createHash } from 'node:crypto';
import type { Json } from './json.ts';

/** Somebody who has Teams. */
export interface Someone {
  readonly name: string;
  readonly address: string;
  /** Entra tenant. */
  readonly tenant: string;
}

/** A person as Teams knows them. All ids follow from the address, so that what a bot has stored about a person
 * still holds after a restart. */
export interface Account extends Someone {
  /** `29:…` */
  readonly userId: string;
  /** Entra object id: a UUID. */
  readonly objectId: string;
  /** Of the personal chat with the bot: `a:…` */
  readonly conversationId: string;
}

/** The tenant of people whose tenant is of no importance. */
export const DEMO_TENANT = '0f0dade0-0000-4000-8000-000000000001';

/** The bot as the channel names it. */
export const BOT = { id: '28:fadder', name: 'Fadder' } as const;

export function accountOf(someone: Someone): Account {
  const address = someone.address.toLowerCase();
  // A domain has no underscore, so two addresses never meet in one id.
  const plain = address.replace('@', '_');
  return {
    ...someone,
    address,
    userId: `29:${plain}`,
    objectId: uuidOf(address),
    conversationId: `a:${plain}`,
  };
}

/** What the member endpoints say of a person. Some name the object id one way and some the other. */
export function memberOf(account: Account): Json {
  const [givenName = account.name, ...surname] = account.name.split(' ');
  return {
    id: account.userId,
    name: account.name,
    givenName,
    surname: surname.join(' '),
    email: account.address,
    userPrincipalName: account.address,
    aadObjectId: account.objectId,
    objectId: account.objectId,
    tenantId: account.tenant,
    userRole: 'user',
  };
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
