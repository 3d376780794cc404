import type { Account } from './account.ts';
import { baseOf } from './chat.ts';
import type { GroupChat } from './chat.ts';
import { isObject, listAt } from './json.ts';
import type { Json } from './json.ts';

/** A message in a conversation, and what became of it. */
export interface Posted {
  readonly id: string;
  /** As it stands now. */
  readonly activity: Json;
  /** Earlier versions, oldest first. */
  readonly history: readonly Json[];
  /** The card that answered the person's last click, until the bot next updates the message. */
  readonly shown?: Json;
  readonly deleted: boolean;
}

/** Everything that ever happens in this Teams; replayed in order, it is the same Teams again. */
export type Happening =
  | { readonly what: 'installed' | 'removed'; readonly conversation: string }
  | {
      readonly what: 'posted' | 'updated';
      readonly conversation: string;
      readonly id: string;
      readonly activity: Json;
    }
  | { readonly what: 'deleted'; readonly conversation: string; readonly id: string }
  | { readonly what: 'shown'; readonly conversation: string; readonly id: string; readonly card: Json };

interface Conversation {
  /** Beside the bot. */
  readonly members: readonly Account[];
  installed: boolean;
  /** By the conversation they were posted to (a channel's threads are such), then by their ids. */
  readonly posted: Map<string, Map<string, Posted>>;
}

/** The people, their personal chats with the bot, the conversations of several and what stands in all of them. */
export class World {
  readonly #conversations = new Map<string, Conversation>();
  readonly #accounts = new Map<string, Account>();
  /** Called with each thing that happens, before its effect is seen by anybody. */
  readonly #note: (happening: Happening) => void;

  constructor(
    accounts: readonly Account[],
    chats: readonly GroupChat[],
    note: (happening: Happening) => void = () => undefined,
  ) {
    this.#note = note;
    for (const account of accounts) {
      this.#open(account.conversationId, [account]);
      for (const key of [account.userId, account.objectId, account.address]) this.#accounts.set(key, account);
    }
    for (const { id, members } of chats)
      this.#open(
        id,
        members.flatMap((address) => this.account(address) ?? []),
      );
  }

  #open(id: string, members: readonly Account[]): void {
    this.#conversations.set(id, { members, installed: false, posted: new Map() });
  }

  #conversation(id: string): Conversation | undefined {
    return this.#conversations.get(baseOf(id));
  }

  /** By user id, Entra object id or address. */
  account(key: string): Account | undefined {
    return this.#accounts.get(key.toLowerCase()) ?? this.#accounts.get(key);
  }

  /** Who is in it beside the bot; undefined if there is no such conversation. */
  members(conversation: string): readonly Account[] | undefined {
    return this.#conversation(conversation)?.members;
  }

  installed(conversation: string): boolean {
    return this.#conversation(conversation)?.installed ?? false;
  }

  /** Oldest first; deleted ones are left out. */
  messages(conversation: string): Posted[] {
    const all = [...(this.#conversation(conversation)?.posted.get(conversation)?.values() ?? [])];
    return all.filter(({ deleted }) => !deleted);
  }

  /** Also one that was deleted. */
  message(conversation: string, id: string): Posted | undefined {
    return this.#conversation(conversation)?.posted.get(conversation)?.get(id);
  }

  happen(happening: Happening): void {
    this.#note(happening);
    this.replay(happening);
  }

  /** As `happen`, for what was noted before. What concerns people who are gone is passed over. */
  replay(happening: Happening): void {
    const conversation = this.#conversation(happening.conversation);
    if (!conversation) return;
    if ('id' in happening) {
      const posted = conversation.posted.get(happening.conversation) ?? new Map<string, Posted>();
      const next = changed(posted.get(happening.id), happening);
      if (next) conversation.posted.set(happening.conversation, posted.set(happening.id, next));
    } else conversation.installed = happening.what === 'installed';
  }

  /** The shortest list of happenings that leads to where things stand; history is lost. */
  happenings(): Happening[] {
    return [...this.#conversations].flatMap(([conversation, { installed, posted }]) => [
      ...(installed ? [{ what: 'installed', conversation } as const] : []),
      ...[...posted].flatMap(([at, messages]) =>
        [...messages.values()].flatMap((message) => happeningsOf(at, message)),
      ),
    ]);
  }
}

type Change = Extract<Happening, { readonly id: string }>;

function changed(before: Posted | undefined, change: Change): Posted | undefined {
  if (change.what === 'posted') {
    return { id: change.id, activity: change.activity, history: [], deleted: false };
  }
  if (!before) return undefined;
  const { id, activity, history } = before;
  switch (change.what) {
    case 'updated':
      return { id, activity: change.activity, history: [...history, activity], deleted: false };
    case 'deleted':
      return { ...before, deleted: true };
    case 'shown':
      return { ...before, shown: change.card };
  }
}

function happeningsOf(conversation: string, { id, activity, shown, deleted }: Posted): Happening[] {
  if (deleted) return [];
  return [
    { what: 'posted', conversation, id, activity },
    ...(shown ? [{ what: 'shown', conversation, id, card: shown } as const] : []),
  ];
}

const CARD = 'application/vnd.microsoft.card.adaptive';

/** The Adaptive Card that a person sees in the message now, if there is one. */
export function cardIn(message: Posted): Json | undefined {
  const attached = listAt(message.activity, 'attachments').find(({ contentType }) => contentType === CARD);
  return message.shown ?? (isObject(attached?.['content']) ? attached['content'] : undefined);
}
