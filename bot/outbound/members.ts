import type { Config } from '../config.ts';
import type { Incoming } from '../inbound/activity.ts';
import { tenantOf } from '../inbound/activity.ts';
import type { Connect } from './connector.ts';
import { resultOf } from './messenger.ts';

/** A refusal means that nobody vouches for this person: they are a stranger. Anything else is tried again later. */
function unlessRefused(error: unknown): object {
  const answer = resultOf(error);
  if (answer.result === 'refused' && [403, 404].includes(answer.status)) return {};
  throw error;
}

/**
 * Asks the connector by which addresses a newcomer is known. A tenant vouches for the addresses of its own people
 * only, so with sign-in only the configured tenant is asked; without sign-in (loopback) all are.
 */
export function memberAddresses(
  connect: Connect,
  { app, sendTimeoutMs }: Pick<Config, 'app' | 'sendTimeoutMs'>,
): (activity: Incoming) => Promise<readonly string[]> {
  return async (activity) => {
    if (app && tenantOf(activity) !== app.tenant) return [];
    const client = await connect(activity.serviceUrl);
    const abortSignal = AbortSignal.timeout(sendTimeoutMs);
    const { conversation, from } = activity;
    const member = await client.conversations
      .getConversationMember(conversation.id, from.id, { abortSignal })
      .catch(unlessRefused);
    const { userPrincipalName, email } = member as { userPrincipalName?: unknown; email?: unknown };
    const addresses = [userPrincipalName, email].filter((address) => typeof address === 'string');
    return [...new Set(addresses.map((address) => address.trim().toLowerCase()))];
  };
}
