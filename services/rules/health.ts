/** What the answers of a tenant's requests say about writing to it at all. Times are milliseconds on a clock that only
 * goes forward. */
import type { SendResult } from '../domain/delivery.ts';
import { MINUTE, SECOND } from '../domain/time.ts';
import { meaningOf } from './outcome.ts';

/** Why nothing is written to a tenant for a while. */
export const restReasons = ['throttled', 'doubt', 'disabledByAdmin'] as const;
export type RestReason = (typeof restReasons)[number];

export interface Health {
  /** Answers in a row that leave it open whether a message arrived. */
  readonly doubts: number;
  readonly rest?: { readonly until: number; readonly why: RestReason };
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
const LONGEST_ASKED_MS = 60 * MINUTE;
const FIRST_SIGN_IN_REST_MS = 5 * SECOND;
const LONGEST_SIGN_IN_REST_MS = 5 * MINUTE;

/** True: one request at a time. */
export const isDoubtful = ({ doubts }: Health): boolean => doubts >= DOUBTFUL;

export function afterResult(health: Health, chat: string, answer: SendResult, now: number): Health {
  // A message that is taken says that the tenant is well, whatever was thought of it.
  if (answer.result === 'accepted')
    return health.rest?.why === 'throttled' ? { ...health, doubts: 0 } : HEALTHY;
  const meaning = meaningOf(answer);
  if (meaning.meaning === 'inDoubt') return doubted(health, now);
  if (answer.result !== 'refused') return health;
  const clear = { ...health, doubts: 0 };
  if (meaning.meaning === 'unreachable' && meaning.reason === 'disabledByAdmin')
    return signed(clear, { chat, at: now, what: 'disabledByAdmin' }, now + DISABLED_REST_MS);
  if (![429, 503].includes(answer.status)) return clear;
  const asked = Math.min(answer.retryAfterMs ?? UNASKED_REST_MS, LONGEST_ASKED_MS);
  return signed(clear, { chat, at: now, what: 'throttled' }, now + asked);
}

function doubted(health: Health, now: number): Health {
  const doubts = health.doubts + 1;
  if (doubts < DOUBTFUL) return { ...health, doubts };
  const ms = Math.min(FIRST_REST_MS * 2 ** Math.min(doubts - DOUBTFUL, 20), LONGEST_REST_MS);
  return { ...health, doubts, rest: { until: now + ms, why: 'doubt' } };
}

/** One chat's sign is the chat's own matter; several chats' are the tenant's. */
function signed(health: Health, sign: Sign, until: number): Health {
  const others = health.signs.filter(
    ({ chat, at, what }) => chat !== sign.chat && what === sign.what && at > sign.at - TOGETHER_MS,
  );
  const signs = [...others, sign];
  if (signs.length < TENANT_WIDE) return { ...health, signs };
  return { ...health, signs: [], rest: { until: Math.max(until, health.rest?.until ?? 0), why: sign.what } };
}

/** What a request is answered when the bot itself is not let in: that concerns every tenant. */
export function isSignInTrouble(answer: SendResult): boolean {
  if (answer.result === 'neverLeft') return answer.signIn === true;
  return answer.result === 'refused' && answer.status === 401;
}

/** How long nothing at all is sent, after so many such answers in a row. */
export const signInRestMs = (times: number): number =>
  Math.min(FIRST_SIGN_IN_REST_MS * 2 ** Math.min(times - 1, 20), LONGEST_SIGN_IN_REST_MS);
