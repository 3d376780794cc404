import { BOT } from './account.ts';
import type { Account } from './account.ts';
import type { Action } from './card.ts';
import type { Json } from './json.ts';

/** What an activity is made from. */
export interface Sender {
  readonly account: Account;
  readonly serviceUrl: string;
  /** Of the activity. */
  readonly id: string;
  /** UTC. */
  readonly timestamp: string;
}

/** Teams tells of an installation twice: as one, and as members who joined. */
export function installing(sender: Sender, action: 'add' | 'remove'): Json {
  return { ...from(sender, true), type: 'installationUpdate', action };
}

export function joining(sender: Sender): Json {
  const { userId, objectId } = sender.account;
  return {
    ...from(sender, true),
    type: 'conversationUpdate',
    membersAdded: [{ id: userId, aadObjectId: objectId }, { id: BOT.id }],
  };
}

export function message(sender: Sender, text: string): Json {
  return { ...from(sender), type: 'message', textFormat: 'plain', text };
}

/** A click on an Action.Execute. */
export function execution(sender: Sender, replyToId: string, action: Action, data: Json): Json {
  const { title, verb } = action;
  return {
    ...from(sender),
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId,
    value: { action: { type: 'Action.Execute', title, verb, data }, trigger: 'manual' },
  };
}

/** A click on an Action.Submit: a message that has a value and no text. */
export function submission(sender: Sender, replyToId: string, data: Json): Json {
  const activity = from(sender);
  const channelData = { tenant: { id: sender.account.tenant }, legacy: { replyToId } };
  return { ...activity, channelData, type: 'message', replyToId, value: data };
}

/** `nameless`: in what the service itself tells, the person has an id but no name. */
function from({ account, serviceUrl, id, timestamp }: Sender, nameless = false): Json {
  return {
    id,
    timestamp,
    localTimezone: 'Europe/Helsinki',
    channelId: 'msteams',
    serviceUrl,
    from: {
      id: account.userId,
      aadObjectId: account.objectId,
      ...(nameless ? {} : { name: account.name }),
    },
    recipient: BOT,
    conversation: { conversationType: 'personal', tenantId: account.tenant, id: account.conversationId },
    channelData: { tenant: { id: account.tenant } },
    locale: 'en-US',
    entities: [
      { type: 'clientInfo', locale: 'en-US', country: 'FI', platform: 'Web', timezone: 'Europe/Helsinki' },
    ],
  };
}
