/** What the outcome of a request says about reaching the person. */
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import type { Account, Person, UnreachableReason } from '../domain/people.ts';
import { depart, noteRefused } from '../usecases/arrive.ts';
import type { Deps } from '../usecases/deps.ts';
import type { DeliveryDeps } from './deps.ts';

/** What an administrator turned off, an administrator turns on again, and no event tells: the chat is tried again. */
const passing = ['disabledByAdmin', 'notServed', 'refused'] as const satisfies readonly UnreachableReason[];

/** Undefined: nothing new. */
export function reachAfter(
  deps: Deps,
  person: Person,
  account: Account,
  state: DeliveryState,
): Promise<void> | undefined {
  if (state.state === 'sent') return account.refused ? noteRefused(deps, person, account) : undefined;
  if (state.state !== 'unreachable') return undefined;
  const { reason } = state;
  return passing.some((one) => one === reason)
    ? noteRefused(deps, person, account, reason)
    : depart(deps, person, account, reason);
}

/** Before the outcome is recorded: after a crash in between it is noted for a delivery that is held, which is no harm;
 * the other way round it would not be noted at all. */
export async function noteOutcome(
  deps: DeliveryDeps,
  delivery: Delivery,
  { person: recipient, account }: { readonly person: Person; readonly account: Account },
  state: DeliveryState,
): Promise<void> {
  const { academy, notice } = delivery;
  complain(deps, delivery, state);
  const noting = reachAfter(deps, recipient, account, state);
  await noting?.catch((error: unknown) => {
    // The outcome itself must be recorded all the same.
    deps.log.warn({ academy, notice, error }, 'that a person is not reached was not noted');
  });
}

/** What is in doubt, and what Teams will never take: that is a fault of the card or of the setting up. */
export function complain(
  { log }: DeliveryDeps,
  { academy, notice, person }: Delivery,
  state: DeliveryState,
): void {
  const facts = { academy, notice, person, ...state };
  if (state.state === 'held') log.warn(facts, 'nobody knows whether a message arrived');
  // Why a card could not be made has been said where it was.
  if (state.state === 'dead' && state.reason !== 'notMade') log.error(facts, 'a message cannot be delivered');
}
