/** Cards that stand in people's chats, and what becomes of them when they are corrected or withdrawn. */
import type { DeliveryState, Posted, SendResult } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { LAST_ATTEMPT, pauseMs } from './outcome.ts';
import type { Meaning } from './outcome.ts';

type Pending = Extract<DeliveryState, { state: 'pending' }>;
type Tried = Pick<Extract<DeliveryState, { state: 'sending' }>, 'attempt'>;

/** The card that stands in the chat, as far as is known. */
export function postedIn(state: DeliveryState): Posted | undefined {
  if (state.state === 'sent') {
    const { activityId, conversationId, language, at, maybeTwice } = state;
    return { activityId, conversationId, language, at, ...(maybeTwice ? { maybeTwice } : {}) };
  }
  return 'posted' in state ? state.posted : undefined;
}

/** The card that is to be changed where it stands. Doing that twice does no harm: it is never in doubt. */
export function toChange(state: DeliveryState): Posted | undefined {
  const posted = postedIn(state);
  return state.state !== 'sent' && !posted?.gone ? posted : undefined;
}

/** The card is of an earlier revision, and has not been tried for this one. */
export function isBehind(state: DeliveryState, revision: number): boolean {
  if (state.state !== 'sent' && state.state !== 'stays') return false;
  return (state.revision ?? 0) < revision;
}

/** To be changed from now on. */
export function marked(posted: Posted, now: Instant): Pending {
  return { state: 'pending', dueAt: now, attempt: 1, posted };
}

/** A card that is not there any more: a fresh one takes its place, as a message of its own. */
export function inItsPlace(posted: Posted, now: Instant): Pending {
  return { state: 'pending', dueAt: now, attempt: 1, posted: { ...posted, gone: true } };
}

/** In which words the connector says that a card, or the chat that it stood in, is not there. */
const NOT_THERE = ['ActivityNotFoundInConversation', 'ConversationNotFound'];
/** No such operation: the Playground has none, and a gateway may let none pass. */
const NOT_OFFERED = [405, 501];

/** What a refused deletion tells of the card: `gone` already, or `undeletable`. A 404 without those words may as well be
 * about the operation, and does not say that the card is gone. */
export function afterDeletion(answer: SendResult): 'gone' | 'undeletable' | undefined {
  if (answer.result !== 'refused') return undefined;
  const { status, code = '' } = answer;
  if (NOT_OFFERED.includes(status)) return 'undeletable';
  if (status !== 404) return undefined;
  return NOT_THERE.includes(code) ? 'gone' : 'undeletable';
}

/** What could not be changed stays as it is, and the ledger says why. */
export function staysPosted(state: DeliveryState, posted: Posted, revision: number): DeliveryState {
  if (state.state !== 'unreachable' && state.state !== 'dead' && state.state !== 'skipped') return state;
  return { state: 'stays', posted, why: whyOf(state), revision, at: state.at };
}

function whyOf(
  state: Extract<DeliveryState, { state: 'unreachable' | 'dead' | 'skipped' }>,
): Extract<DeliveryState, { state: 'stays' }>['why'] {
  if (state.state !== 'dead') return state.reason;
  return state.reason === 'gaveUp' || state.reason === 'notMade' ? state.reason : 'dead';
}

/** It stands there in other words. */
export function corrected(
  posted: Posted,
  { language, revision }: { readonly language: Language; readonly revision: number },
  now: Instant,
): DeliveryState {
  const { activityId, conversationId, at, maybeTwice } = posted;
  const place = { activityId, conversationId, language, at, ...(maybeTwice ? { maybeTwice } : {}) };
  return { state: 'sent', ...place, revision, correctedAt: now };
}

/** The state after an answer other than acceptance, or than that the card is gone: what may have arrived is simply done
 * again. */
export function afterChange(
  { attempt }: Tried,
  {
    meaning,
    posted,
    revision,
  }: { readonly meaning: Meaning; readonly posted: Posted; readonly revision: number },
  now: Instant,
  chance: number,
): DeliveryState {
  switch (meaning.meaning) {
    case 'retry':
    case 'inDoubt': {
      if (attempt >= LAST_ATTEMPT)
        return staysPosted({ state: 'dead', reason: 'gaveUp', at: now }, posted, revision);
      const asked = meaning.meaning === 'retry' ? meaning.retryAfterMs : undefined;
      const dueAt = addMilliseconds(now, pauseMs(attempt, asked, chance));
      return { state: 'pending', dueAt, attempt: attempt + 1, posted };
    }
    case 'unreachable':
      return staysPosted({ state: 'unreachable', reason: meaning.reason, at: now }, posted, revision);
    case 'dead':
      return staysPosted({ state: 'dead', reason: meaning.reason, at: now }, posted, revision);
  }
}
