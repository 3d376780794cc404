/** What the outcome of a request says about reaching the person. */
import type { DeliveryState } from '../domain/delivery.ts';
import type { Account, Person, UnreachableReason } from '../domain/people.ts';
import { depart, noteRefused } from '../usecases/arrive.ts';
import type { Deps } from '../usecases/deps.ts';

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
