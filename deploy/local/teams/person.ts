import { BOT } from './account.ts';
import type { Account } from './account.ts';
import { execution, installing, joining, message, submission } from './activities.ts';
import type { Sender } from './activities.ts';
import { actionsOf } from './card.ts';
import type { Action } from './card.ts';
import { isThread, mentioning, mentionsBot, threadOf } from './chat.ts';
import type { GroupChat } from './chat.ts';
import { submitted } from './form.ts';
import type { Filled, Marked } from './form.ts';
import { isObject } from './json.ts';
import type { Json } from './json.ts';
import { cardIn } from './world.ts';
import type { Posted, World } from './world.ts';

/** What the bot answered to an activity. */
export interface Delivered {
  readonly status: number;
  /** Parsed if it is JSON; of an invoke its response. */
  readonly body: unknown;
}

/** How a person's activities reach the bot. */
export interface Wire {
  readonly world: World;
  readonly serviceUrl: string;
  nextId(): string;
  now(): string;
  deliver(activity: Json): Promise<Delivered>;
}

export interface Clicked extends Delivered {
  /** The card that took the place of the one clicked. */
  readonly card?: Json;
  /** The client marked inputs, and nothing was sent. */
  readonly marked?: readonly Marked[];
}

export interface ClickOptions {
  /** A fixed activity id: a second delivery of the same click has the same one. */
  readonly id?: string;
  /** The client knows no Action.Execute and takes its fallback. */
  readonly submit?: boolean;
}

/** Which button: by verb, or by a look at it. */
export type Which = string | ((action: Action) => boolean);

/** A person at their Teams client, in their personal chat with the bot or in a conversation of several. */
export class Person {
  readonly account: Account;
  readonly #wire: Wire;
  readonly #chat: GroupChat | undefined;

  constructor(account: Account, wire: Wire, chat?: GroupChat) {
    this.account = account;
    this.#wire = wire;
    this.#chat = chat;
  }

  /** The same person in a group chat, a channel or one of its threads. */
  in(chat: GroupChat): Person {
    return new Person(this.account, this.#wire, chat);
  }

  /** Installs the app, here. The bot hears of it twice at about the same time, as it does in Teams. */
  async install(): Promise<readonly Delivered[]> {
    this.#wire.world.happen({ what: 'installed', conversation: this.#conversation });
    const activities = [installing(this.#sender(), 'add'), joining(this.#sender())];
    return Promise.all(activities.map((activity) => this.#wire.deliver(activity)));
  }

  async uninstall(): Promise<Delivered> {
    this.#wire.world.happen({ what: 'removed', conversation: this.#conversation });
    return this.#wire.deliver(installing(this.#sender(), 'remove'));
  }

  /** Writes into the chat. `id` fixes the activity id, to deliver the same message twice. */
  async says(text: string, id?: string): Promise<Delivered> {
    return this.#wire.deliver(message(this.#sender(id), text));
  }

  /** Writes where others are: `@Fadder` and `@Name` of a member are mentions. What does not mention the bot it hears
   * only where it may read everything (`heard`); undefined: it does not hear it. In a channel itself, outside its
   * threads, the message starts a thread. */
  async writes(
    typed: string,
    { id = this.#wire.nextId(), heard = false }: { readonly id?: string; readonly heard?: boolean } = {},
  ): Promise<Delivered | undefined> {
    const chat = this.#chat;
    if (!chat) throw new Error(`${this.account.name} is in no conversation of several`);
    const members = this.#wire.world.members(chat.id) ?? [];
    const named = members.map(({ userId, name }) => ({ id: userId, name }));
    const mentioned = mentioning(typed, [BOT, ...named]);
    if (!heard && !mentionsBot(mentioned)) return undefined;
    const starts = chat.kind === 'channel' && !isThread(chat);
    const sender = { ...this.#sender(id), chat: starts ? threadOf(chat, id) : chat };
    return this.#wire.deliver(message(sender, mentioned.text, mentioned.entities));
  }

  /** Clicks a button of the card in the message, after filling in. The card in the answer takes the place of the
   * one that was clicked. Throws if the message has no such button. */
  async acts(
    posted: Posted,
    which: Which,
    filled: Filled = {},
    options: ClickOptions = {},
  ): Promise<Clicked> {
    const action = this.#action(posted, which, options.submit ?? false);
    const result = submitted(action, filled);
    if ('marked' in result) return { status: 0, body: undefined, marked: result.marked };
    const sender = this.#sender(options.id);
    if (action.type === 'Action.Submit')
      return this.#wire.deliver(submission(sender, posted.id, result.data));
    const delivered = await this.#wire.deliver(execution(sender, posted.id, action, result.data));
    const card = cardInAnswer(delivered.body);
    if (!card) return delivered;
    // Where others are, the answer is seen by whoever clicked alone.
    if (!this.#chat)
      this.#wire.world.happen({ what: 'shown', conversation: this.#conversation, id: posted.id, card });
    return { ...delivered, card };
  }

  /** Any activity, completed with what all of this person's activities have. */
  async sends(fields: Json): Promise<Delivered> {
    return this.#wire.deliver({ ...message(this.#sender(), ''), ...fields });
  }

  /** What stands in the chat from the bot, oldest first. */
  messages(): Posted[] {
    return this.#wire.world.messages(this.#conversation);
  }

  /** The latest message with a button of that kind. Throws if there is none. */
  latest(which: Which): Posted {
    const found = this.messages().findLast((posted) => buttons(posted).some(matching(which)));
    if (!found) throw new Error(`${this.account.name} has no card with ${String(which)}`);
    return found;
  }

  #action(posted: Posted, which: Which, submit: boolean): Action {
    // The message may have changed since the caller looked at it.
    const current = this.#wire.world.message(this.#conversation, posted.id) ?? posted;
    const action = buttons(current).find(matching(which));
    const chosen = submit && action?.type === 'Action.Execute' ? action.fallback : action;
    if (!chosen)
      throw new Error(`the card has no button ${String(which)}${submit ? ' for older clients' : ''}`);
    return chosen;
  }

  #sender(id: string = this.#wire.nextId()): Sender {
    const { serviceUrl } = this.#wire;
    const where = this.#chat ? { chat: this.#chat } : {};
    return { account: this.account, serviceUrl, id, timestamp: this.#wire.now(), ...where };
  }

  get #conversation(): string {
    return this.#chat?.id ?? this.account.conversationId;
  }
}

/** The buttons with which a message can be answered. */
export function buttons(posted: Posted): Action[] {
  const card = cardIn(posted);
  return card ? actionsOf(card) : [];
}

function matching(which: Which): (action: Action) => boolean {
  return typeof which === 'string' ? ({ verb }) => verb === which : which;
}

function cardInAnswer(body: unknown): Json | undefined {
  if (!isObject(body) || body['type'] !== 'application/vnd.microsoft.card.adaptive') return undefined;
  return isObject(body['value']) ? body['value'] : undefined;
}
