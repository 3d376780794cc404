import type { OpenResult, SendResult } from '../domain/delivery.ts';
import type { TenantId } from '../domain/ids.ts';
import type { Card } from '../domain/view.ts';
import type { Pace } from './pace.ts';

/** Where a card is posted: a conversation at the connector that knows it. */
export interface Conversation {
  readonly serviceUrl: string;
  readonly conversationId: string;
}

/** The same, and in whose tenant it is. */
export interface ChatAddress extends Conversation {
  readonly tenant: TenantId;
}

/** Somebody to open a chat with. */
export interface Somebody {
  readonly tenant: TenantId;
  readonly serviceUrl: string;
  /** The channel's id of the user, or the Entra object id. */
  readonly userId: string;
}

/** One request each, no retries inside: retrying is the dispatcher's job alone. Never rejects for what the network or
 * the platform does. */
export interface Messenger<To = Conversation> {
  post(to: To, card: Card): Promise<SendResult>;
  update(to: To, activityId: string, card: Card): Promise<SendResult>;
  delete(to: To, activityId: string): Promise<SendResult>;
  /** A personal chat between the bot and somebody, made or found. */
  open(with_: Somebody): Promise<OpenResult>;
}

/** A messenger that keeps to the pace. */
export interface Courteous {
  post(to: ChatAddress, card: Card): Promise<SendResult>;
  /** `isWanted`: asked once it may leave, since it may have waited. */
  update(to: ChatAddress, activityId: string, card: Card, isWanted?: () => boolean): Promise<SendResult>;
}

/** The same messenger for what is not delivered by the ledger: it waits until the request may leave, and counts it. */
export function inTurn(messenger: Messenger, pace: Pace): Courteous {
  const counted = async (
    to: ChatAddress,
    request: () => Promise<SendResult>,
    isWanted: () => boolean = () => true,
  ): Promise<SendResult> => {
    const endTurn = await pace.turn(to, 'reply');
    if (!isWanted()) {
      endTurn();
      return { result: 'neverLeft', cause: 'overtaken' };
    }
    const answer = await request();
    endTurn(answer);
    return answer;
  };
  return {
    post: (to, card) => counted(to, () => messenger.post(to, card)),
    update: (to, activityId, card, isWanted) =>
      counted(to, () => messenger.update(to, activityId, card), isWanted),
  };
}
