import { BOT } from './account.ts';
import { objectAt, textAt } from './json.ts';
import type { Json } from './json.ts';

/** A conversation of several people that the bot can be added to. */
export interface GroupChat {
  /** `19:…` */
  readonly id: string;
  readonly kind: 'groupChat' | 'channel';
  /** Addresses of those who are in it. */
  readonly members: readonly string[];
}

const THREAD = ';messageid=';

/** A thread of a channel: what is written there goes to the conversation of its first message. */
export function threadOf(channel: GroupChat, firstMessage: string): GroupChat {
  return { ...channel, id: `${baseOf(channel.id)}${THREAD}${firstMessage}` };
}

export const isThread = ({ id }: GroupChat): boolean => id.includes(THREAD);

/** The channel that a thread belongs to; any other conversation is its own. */
export function baseOf(conversation: string): string {
  return conversation.split(THREAD)[0] ?? conversation;
}

/** What stands for a mention in a message's text, and beside it. */
export interface Mentioned {
  readonly text: string;
  readonly entities: readonly Json[];
}

/** The text as the client sends it: each `@Name` of somebody there is a mention, and of what else was typed nothing
 * reads as one. */
export function mentioning(
  typed: string,
  there: readonly { readonly id: string; readonly name: string }[],
): Mentioned {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const named = [...there].sort((a, b) => b.name.length - a.name.length);
  const entities: Json[] = [];
  const text = named.reduce((rest, { id, name }) => {
    if (!rest.includes(`@${name}`)) return rest;
    const tag = `<at>${name}</at>`;
    entities.push({ type: 'mention', mentioned: { id, name }, text: tag });
    return rest.replaceAll(`@${name}`, tag);
  }, escaped);
  return { text, entities };
}

export const mentionsBot = ({ entities }: Mentioned): boolean =>
  entities.some((entity) => textAt(objectAt(entity, 'mentioned'), 'id') === BOT.id);
