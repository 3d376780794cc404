/** What the answers of a tenant's requests say about writing to it at all. Times are milliseconds on a clock that only
 * goes forward. */
import type { SendResult } from '../domain/delivery.ts';
import { MINUTE, SECOND } from '../domain/time.ts';
import { LONGEST_ASKED_MS, meaningOf } from './outcome.ts';

/** Why nothing is written to a tenant for a while. */
export const restReasons = ['throttled', 'doubt', 'disabledByAdmin'] as const;
export type RestReason = (typeof restReasons)[number];

export interface Health {
  /** Answers in a row that leave it open whether a message arrived. */
  readonly doubts: number;
  readonly rest?: { readonly since: number; readonly until: number; readonly why: RestReason };
  /** Chats that were lately told to wait, or that the app is off. */
  readonly signs: readonly Sign[];
}

interface Sign {
  readonly chat: string;
  readonly at: number;
  readonly what: 'throttled' | 'disabledByAdmin';
}

export const HEALTHY: Health = { doubts: 0, signs: [] };

/** So many in doubt in a row, and only one request at a time finds out whether it is better. */
const DOUBTFUL = 5;
const FIRST_REST_MS = 5 * SECOND;
const LONGEST_REST_MS = 5 * MINUTE;
/** What an administrator turned off stays off for a while. */
const DISABLED_REST_MS = 10 * MINUTE;
/** The same from so many different chats so close together concerns the tenant, not the chat. */
const TENANT_WIDE = 3;
const TOGETHER_MS = 5 * SECOND;
/** Where a tenant is told to wait, and not for how long. */
const UNASKED_REST_MS = 2 * SECOND;
const FIRST_SIGN_IN_REST_MS = 5 * SECOND;
const LONGEST_SIGN_IN_REST_MS = 5 * MINUTE;

/** True: one request at a time. */
export const isDoubtful = ({ doubts }: Health): boolean => doubts >= DOUBTFUL;

/** @param left when the request left: of those that were under way together, one speaks for all */
export function afterResult(
  health: Health,
  chat: string,
  answer: SendResult,
  now: number,
  left = now,
): Health {
  // A message that is taken says that the tenant is well, whatever was thought of it.
  if (answer.result === 'accepted')
    return health.rest?.why === 'throttled' ? { ...health, doubts: 0 } : HEALTHY;
  const meaning = meaningOf(answer);
  if (meaning.meaning === 'inDoubt') return doubted(health, now, left);
  if (answer.result !== 'refused') return health;
  const clear = { ...health, doubts: 0 };
  if (meaning.meaning === 'unreachable' && meaning.reason === 'disabledByAdmin')
    return signed(clear, { chat, at: now, what: 'disabledByAdmin' }, now + DISABLED_REST_MS);
  if (![429, 503].includes(answer.status)) return clear;
  const asked = Math.min(answer.retryAfterMs ?? UNASKED_REST_MS, LONGEST_ASKED_MS);
  return signed(clear, { chat, at: now, what: 'throttled' }, now + asked);
}

function doubted(health: Health, now: number, left: number): Health {
  if (health.rest?.why === 'doubt' && left <= health.rest.since) return health;
  const doubts = health.doubts + 1;
  if (doubts < DOUBTFUL) return { ...health, doubts };
  const ms = Math.min(FIRST_REST_MS * 2 ** Math.min(doubts - DOUBTFUL, 20), LONGEST_REST_MS);
  return { ...health, doubts, rest: { since: now, until: now + ms, why: 'doubt' } };
}

/** One chat's sign is the chat's own matter; several chats' are the tenant's. */
function signed(health: Health, sign: Sign, until: number): Health {
  const others = health.signs.filter(
    ({ chat, at, what }) => chat !== sign.chat && what === sign.what && at > sign.at - TOGETHER_MS,
  );
  const signs = [...others, sign];
  if (signs.length < TENANT_WIDE) return { ...health, signs };
  const rest = { since: sign.at, until: Math.max(until, health.rest?.until ?? 0), why: sign.what };
  return { ...health, signs: [], rest };
}

/** What an answer says of the bot's own being let in, which concerns every tenant. Undefined: nothing, since the request
 * may not have come to where that is asked. */
export function signInAfter(answer: SendResult): 'trouble' | 'well' | undefined {
  switch (answer.result) {
    case 'accepted':
      return 'well';
    case 'neverLeft':
      return answer.signIn ? 'trouble' : undefined;
    case 'noAnswer':
      return undefined;
    case 'refused':
      if (answer.status === 401) return 'trouble';
      return answer.status < 500 && ![408, 429].includes(answer.status) ? 'well' : undefined;
  }
}

/** How long nothing at all is sent, after so many such answers in a row. */
export const signInRestMs = (times: number): number =>
  Math.min(FIRST_SIGN_IN_REST_MS * 2 ** Math.min(times - 1, 20), LONGEST_SIGN_IN_REST_MS);
