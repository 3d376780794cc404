import type { SendResult } from '../domain/delivery.ts';
import type { Card } from '../domain/view.ts';

/** Where a card is posted: a conversation at the connector that knows it. */
export interface ChatAddress {
  readonly serviceUrl: string;
  readonly conversationId: string;
}

/** One request each, no retries inside: retrying is the dispatcher's job alone. Never rejects for what the network or
 * the platform does. */
export interface Messenger {
  post(to: ChatAddress, card: Card): Promise<SendResult>;
  update(to: ChatAddress, activityId: string, card: Card): Promise<SendResult>;
}
