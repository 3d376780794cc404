import type { DeliveryState, SendResult } from '../domain/delivery.ts';
import type { UnreachableReason } from '../domain/people.ts';
import { addMilliseconds, MINUTE, SECOND } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';

/** What the platform's answer to a send means, before anything is decided. */
export type Meaning =
  | { readonly meaning: 'retry'; readonly retryAfterMs?: number; readonly uncertain?: true }
  | { readonly meaning: 'inDoubt'; readonly cause: 'noAnswer' | 'reset' | 'serverError' }
  | { readonly meaning: 'unreachable'; readonly reason: UnreachableReason }
  | { readonly meaning: 'dead'; readonly reason: string };

type Answer = Exclude<SendResult, { readonly result: 'accepted' }>;

/** Statuses that say "not accepted, try again". Source: Teams' "Status codes from bot conversational APIs". */
const RETRIED = [401, 412, 429, 503];
/** A gateway lost the answer: the platform says to retry, so the person may get it twice. */
const UNCERTAIN = [502, 504];
const IN_DOUBT = [408, 500];

const REASONS: ReadonlyMap<string, UnreachableReason> = new Map([
  ['ForbiddenOperationException', 'notInstalled'],
  ['BotNotInConversationRoster', 'removed'],
  ['ConversationBlockedByUser', 'blocked'],
  ['MessageWritesBlocked', 'blocked'],
  ['BotDisabledByAdmin', 'disabledByAdmin'],
]);

/** The one table of answers. */
export function meaningOf(answer: Answer): Meaning {
  if (answer.result === 'neverLeft') return { meaning: 'retry' };
  if (answer.result === 'noAnswer') {
    return { meaning: 'inDoubt', cause: answer.cause === 'reset' ? 'reset' : 'noAnswer' };
  }
  const { status, code = '', subCode = '', retryAfterMs } = answer;
  if (RETRIED.includes(status))
    return { meaning: 'retry', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  if (UNCERTAIN.includes(status)) return { meaning: 'retry', uncertain: true };
  if (IN_DOUBT.includes(status)) return { meaning: 'inDoubt', cause: 'serverError' };
  if (status === 404) return { meaning: 'unreachable', reason: 'chatGone' };
  if (status === 403) {
    return { meaning: 'unreachable', reason: REASONS.get(subCode) ?? REASONS.get(code) ?? 'refused' };
  }
  return { meaning: 'dead', reason: [status, code, subCode].filter((part) => part !== '').join(' ') };
}

const FIRST_PAUSE_MS = 2 * SECOND;
const LONGEST_PAUSE_MS = 10 * MINUTE;
/** After about a day of pauses nobody waits for the card any more. */
export const LAST_ATTEMPT = 150;

/** Of what the platform asks for, no more is waited. */
export const LONGEST_ASKED_MS = 60 * MINUTE;

/** Pause before the next attempt: doubling from two seconds up to ten minutes, half of it by chance so that many do not
 * come back at once; never shorter than what the platform asked for, up to an hour. A platform that asks for little time
 * and again would else see the attempts of a day used up within minutes. `chance` is 0 to 1. */
export function pauseMs(attempt: number, retryAfterMs: number | undefined, chance: number): number {
  const full = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempt - 1, 20), LONGEST_PAUSE_MS);
  return Math.max(full / 2 + (full / 2) * chance, Math.min(retryAfterMs ?? 0, LONGEST_ASKED_MS));
}

/** What an answer to opening a chat means: there nothing can be doubled, so that what is in doubt is asked again. */
export function afterOpening(answer: Answer): Meaning {
  const meaning = meaningOf(answer);
  if (meaning.meaning === 'inDoubt' || (meaning.meaning === 'retry' && meaning.uncertain))
    return { meaning: 'retry' };
  const unknown = answer.result === 'refused' && [400, 404].includes(answer.status);
  return unknown ? { meaning: 'unreachable', reason: 'notInstalled' } : meaning;
}

/** The attempt that was made. */
type Tried = Pick<
  Extract<DeliveryState, { state: 'sending' }>,
  'attempt' | 'maybeTwice' | 'anew' | 'again' | 'posted'
>;

/** The state after an answer other than acceptance. `now` is wall time. */
export function afterAnswer(
  tried: Tried,
  meaning: Meaning,
  now: Instant,
  chance: number,
  whenUncertain?: 'hold',
): DeliveryState {
  // Whatever becomes of it now: an attempt before may have arrived.
  const before = tried.maybeTwice ? { maybeTwice: true as const } : {};
  const again = tried.again ? { again: tried.again } : {};
  switch (meaning.meaning) {
    case 'retry': {
      if (meaning.uncertain && whenUncertain === 'hold')
        return { state: 'held', cause: 'gateway', at: now, ...before, ...again };
      const twice = meaning.uncertain ? { maybeTwice: true as const } : before;
      if (tried.attempt >= LAST_ATTEMPT) return { state: 'dead', reason: 'gaveUp', at: now, ...twice };
      const dueAt = addMilliseconds(now, pauseMs(tried.attempt, meaning.retryAfterMs, chance));
      const anew = tried.anew ? { anew: true as const } : {};
      const posted = tried.posted ? { posted: tried.posted } : {};
      return { state: 'pending', dueAt, attempt: tried.attempt + 1, ...twice, ...anew, ...again, ...posted };
    }
    case 'inDoubt':
      return { state: 'held', cause: meaning.cause, at: now, ...before, ...again };
    case 'unreachable':
      return { state: 'unreachable', reason: meaning.reason, at: now, ...before };
    case 'dead':
      return { state: 'dead', reason: meaning.reason, at: now, ...before };
  }
}
