/** The first contact with a person is a request of its own: the chat that it opens is remembered before anything is sent
 * to it, and asking for it twice gives the same chat. */
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import type { Account, Person } from '../domain/people.ts';
import { afterAnswer, afterOpening } from '../rules/outcome.ts';
import type { DeliveryDeps } from './deps.ts';
import type { ChatAddress } from './messenger.ts';
import { reachAfter } from './reach.ts';

/** Where the person is written to, or why they cannot be. Undefined: not now, since nothing new is to be taken on. */
export async function chatWith(
  deps: DeliveryDeps,
  { state }: Delivery,
  { person, account }: { readonly person: Person; readonly account: Account },
  goesOn: () => boolean,
): Promise<ChatAddress | DeliveryState | undefined> {
  const { tenant, serviceUrl, userId, conversationId } = account;
  if (conversationId !== undefined) return { tenant, serviceUrl, conversationId };
  const endTurn = await deps.pace.turn({ tenant, conversationId: `with ${userId}` });
  if (!goesOn()) {
    endTurn();
    return undefined;
  }
  const answer = await deps.messenger.open({ tenant, serviceUrl, userId });
  if (answer.result === 'opened') {
    endTurn({ result: 'accepted', activityId: '' });
    await deps.persons.setChat(person.id, account, answer.conversationId);
    return { tenant, serviceUrl, conversationId: answer.conversationId };
  }
  endTurn(answer);
  const tried = state.state === 'pending' ? state : { attempt: 1 };
  const outcome = afterAnswer(tried, afterOpening(answer), deps.wallNow(), deps.random());
  await reachAfter(deps, person, account, outcome);
  return outcome;
}
