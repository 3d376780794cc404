import type { Notice } from '../domain/delivery.ts';
import type { PersonId } from '../domain/ids.ts';
import type { PairingId } from '../domain/ids.ts';

/**
 * How a thread's messages travel. The relay is the one provider so far; a chat that Graph made or that a person
 * linked will be others, chosen per pairing, whose `carry` names the chat instead of the people.
 */
export interface ThreadProvider {
  readonly kind: 'relay' | 'linkedChat' | 'graphChat';
  carry(
    thread: { readonly pairing: PairingId; readonly others: readonly { readonly person: PersonId }[] },
    number: number,
  ): Pick<Notice, 'contents' | 'audience'>;
}

/** Carries messages between the personal chats of the thread's members, with name and role on each: works across
 * tenants where no shared chat is possible. */
const relay: ThreadProvider = {
  kind: 'relay',
  carry: ({ pairing, others }, number) => ({
    contents: [{ kind: 'message', pairing, number }],
    audience: { to: 'people', people: others.map((member) => member.person) },
  }),
};

/** Who carries a thread. With a chat of its own made or linked, that chat's provider will be chosen here. */
export function providerOf(_thread: PairingId): ThreadProvider {
  return relay;
}
