import { z } from 'zod';
import type { Profile } from '../../services/domain/newcomer.ts';
import { tenantOf } from '../inbound/activity.ts';
import type { Incoming } from '../inbound/activity.ts';
import type { Connect } from './connector.ts';
import { resultOf } from './messenger.ts';

/** What Teams tells of a member; of no use unless it is a text. */
const said = z.string().trim().max(500).catch('');
const member = z.object({ name: said, userPrincipalName: said, email: said, tenantId: said });

/** A refusal means that Teams knows no such person: they are a stranger. Anything else is tried again later. */
function unlessRefused(error: unknown): object {
  const answer = resultOf(error);
  if (answer.result === 'refused' && [403, 404].includes(answer.status)) return {};
  throw error;
}

/** Asks the connector by which name and addresses the sender of an activity is known. Who may be believed in that is
 * not decided here. */
export function profiles(connect: Connect, timeoutMs: number): (activity: Incoming) => Promise<Profile> {
  return async (activity) => {
    const { serviceUrl, conversation, from } = activity;
    const client = await connect(serviceUrl);
    const abortSignal = AbortSignal.timeout(timeoutMs);
    const answer = await client.conversations
      .getConversationMember(conversation.id, from.id, { abortSignal })
      .catch(unlessRefused);
    const { name, userPrincipalName, email, tenantId } = member.parse(answer);
    // Whoever is of another tenant than the conversation is nobody that this one can vouch for.
    const isOutsider = tenantId !== '' && tenantId.toLowerCase() !== tenantOf(activity).toLowerCase();
    if (isOutsider) return { name, addresses: [] };
    const addresses = [userPrincipalName, email].map((address) => address.toLowerCase());
    return { name, addresses: [...new Set(addresses)].filter((address) => address !== '') };
  };
}
