/** What the answers of a tenant's requests say about writing to it at all. */
import type { SendResult } from '../domain/delivery.ts';
import { MINUTE, SECOND } from '../domain/time.ts';
import { meaningOf } from './outcome.ts';

/** Times are milliseconds on a clock that only goes forward. */
export interface Health {
  /** Answers in a row that leave it open whether a message arrived. */
  readonly doubts: number;
  /** Nothing is written to the tenant before. */
  readonly restsUntil: number;
  /** Since when chats of the tenant were told to wait. */
  readonly throttled: readonly { readonly chat: string; readonly at: number }[];
}

export const HEALTHY: Health = { doubts: 0, restsUntil: 0, throttled: [] };

/** So many in doubt in a row, and only one request at a time finds out whether it is better. */
const DOUBTFUL = 5;
const FIRST_REST_MS = 5 * SECOND;
const LONGEST_REST_MS = 5 * MINUTE;
/** What an administrator turned off stays off for a while. */
const DISABLED_REST_MS = 10 * MINUTE;
/** Different chats told to wait so close together mean the tenant, not the chat. */
const TENANT_WIDE = 3;
const TOGETHER_MS = 5 * SECOND;
const LONGEST_ASKED_MS = 60 * MINUTE;

/** True: one request at a time. */
export const isDoubtful = ({ doubts }: Health): boolean => doubts >= DOUBTFUL;

export function afterResult(health: Health, chat: string, answer: SendResult, now: number): Health {
  if (answer.result === 'accepted') return { ...health, doubts: 0 };
  if (answer.result === 'refused' && isDisabled(answer)) return resting(health, now + DISABLED_REST_MS);
  const meaning = meaningOf(answer);
  if (meaning.meaning === 'inDoubt') return doubted(health, now);
  if (answer.result !== 'refused') return health;
  const clear = { ...health, doubts: 0 };
  return [429, 503].includes(answer.status) ? throttledBy(clear, chat, answer.retryAfterMs, now) : clear;
}

const isDisabled = ({ code, subCode }: { readonly code?: string; readonly subCode?: string }): boolean =>
  code === 'BotDisabledByAdmin' || subCode === 'BotDisabledByAdmin';

const resting = (health: Health, until: number): Health => ({
  ...health,
  restsUntil: Math.max(health.restsUntil, until),
});

function doubted(health: Health, now: number): Health {
  const doubts = health.doubts + 1;
  if (doubts < DOUBTFUL) return { ...health, doubts };
  const rest = Math.min(FIRST_REST_MS * 2 ** Math.min(doubts - DOUBTFUL, 20), LONGEST_REST_MS);
  return resting({ ...health, doubts }, now + rest);
}

function throttledBy(health: Health, chat: string, retryAfterMs: number | undefined, now: number): Health {
  const recent = health.throttled.filter((one) => one.chat !== chat && one.at > now - TOGETHER_MS);
  const throttled = [...recent, { chat, at: now }];
  if (throttled.length < TENANT_WIDE) return { ...health, throttled };
  const asked = Math.min(retryAfterMs ?? 2 * SECOND, LONGEST_ASKED_MS);
  return resting({ ...health, throttled: [] }, now + asked);
}
