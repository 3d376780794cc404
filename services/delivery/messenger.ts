import type { Card } from '../domain/view.ts';

/** Where a card is posted: a conversation at the connector that knows it. */
export interface ChatAddress {
  readonly serviceUrl: string;
  readonly conversationId: string;
}

/** What became of one request. A refusal, a request that never left and an answer that never came are different
 * things: only what certainly did not arrive may be sent again. */
export type SendResult =
  | { readonly result: 'accepted'; readonly activityId: string }
  | {
      readonly result: 'refused';
      /** HTTP status. */
      readonly status: number;
      /** The connector's error code, e.g. `BotNotInConversationRoster`, and what it says more exactly. */
      readonly code?: string;
      readonly subCode?: string;
      readonly retryAfterMs?: number;
    }
  /** Refused connection, unknown host, TLS or token failure: the request did not leave. */
  | { readonly result: 'neverLeft'; readonly cause: string }
  /** Sent, and no answer: a reset, or none in the time allowed. */
  | { readonly result: 'noAnswer'; readonly cause: 'timeout' | 'reset' };

/** One request each, no retries inside: retrying is the dispatcher's job alone. Never rejects for what the network or
 * the platform does. */
export interface Messenger {
  post(to: ChatAddress, card: Card): Promise<SendResult>;
  update(to: ChatAddress, activityId: string, card: Card): Promise<SendResult>;
}
