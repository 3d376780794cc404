import { BOT } from './account.ts';
import type { Account } from './account.ts';
import type { Action } from './card.ts';
import { baseOf } from './chat.ts';
import type { GroupChat } from './chat.ts';
import { listAt, objectAt } from './json.ts';
import type { Json } from './json.ts';

/** What an activity is made from. */
export interface Sender {
  readonly account: Account;
  readonly serviceUrl: string;
  /** Of the activity. */
  readonly id: string;
  /** UTC. */
  readonly timestamp: string;
  /** Where; absent: in their own chat with the bot. */
  readonly chat?: GroupChat;
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

/** `mentions` stand beside what every activity has. */
export function message(sender: Sender, text: string, mentions: readonly Json[] = []): Json {
  const activity = from(sender);
  const entities = [...listAt(activity, 'entities'), ...mentions];
  return { ...activity, entities, type: 'message', textFormat: 'plain', text };
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
  const channelData = { ...objectAt(activity, 'channelData'), legacy: { replyToId } };
  return { ...activity, channelData, type: 'message', replyToId, value: data };
}

/** `nameless`: in what the service itself tells, the person has an id but no name. */
function from({ account, serviceUrl, id, timestamp, chat }: Sender, nameless = false): Json {
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
    ...(chat ? whereOf(chat, account) : personalChatOf(account)),
    locale: 'en-US',
    entities: [
      { type: 'clientInfo', locale: 'en-US', country: 'FI', platform: 'Web', timezone: 'Europe/Helsinki' },
    ],
  };
}

function personalChatOf({ tenant, conversationId }: Account): Json {
  return {
    conversation: { conversationType: 'personal', tenantId: tenant, id: conversationId },
    channelData: { tenant: { id: tenant } },
  };
}

/** Every channel here is the first one of its team, whose id the team has. */
function whereOf({ id, kind }: GroupChat, { tenant }: Account): Json {
  const base = baseOf(id);
  const team =
    kind === 'channel'
      ? { teamsChannelId: base, teamsTeamId: base, channel: { id: base }, team: { id: base } }
      : {};
  return {
    conversation: { isGroup: true, conversationType: kind, tenantId: tenant, id },
    channelData: { ...team, tenant: { id: tenant } },
  };
}
