/** What people do at their clients beyond plain clicks, and what came back. */
import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import { isObject, listAt, textAt } from '../../deploy/local/teams/json.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { buttons } from '../../deploy/local/teams/person.ts';
import type { Clicked, Delivered, Person } from '../../deploy/local/teams/person.ts';
import { actionsOf } from '../../deploy/local/teams/card.ts';
import type { Action } from '../../deploy/local/teams/card.ts';
import type { Posted } from '../../deploy/local/teams/world.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import type { Verb } from '../../services/domain/command.ts';
import { languages } from '../../services/domain/language.ts';
import type { Language } from '../../services/domain/language.ts';
import type { Refusal } from '../../services/domain/problem.ts';

/** The bot's answer to a click. */
export interface Reply {
  readonly status: number;
  readonly card?: Json;
  /** A line below the card, which stays as it is. */
  readonly line?: string;
  /** Why nothing was done. */
  readonly refused?: Refusal['code'];
}

const codes = [
  'unknownPerson',
  'notOurs',
  'otherTenant',
  'notAllowed',
  'gone',
  'closed',
  'malformed',
  'left',
  'tooBusy',
  'unsure',
  'failed',
  'nothingHere',
] as const satisfies readonly Refusal['code'][];

/** Clicks a button with this data, whether a card has one or not. */
export async function clicks(person: Person, data: Json, options: ClickOptions = {}): Promise<Reply> {
  const { replyToId, id } = options;
  const verb = options.verb ?? data['verb'];
  return replyOf(
    await person.sends({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
      ...(replyToId === undefined ? {} : { replyToId }),
      ...(id === undefined ? {} : { id }),
    }),
  );
}

interface ClickOptions {
  readonly replyToId?: string;
  /** Of the activity. */
  readonly id?: string;
  /** What the client says beside the data. */
  readonly verb?: unknown;
}

export function replyOf({ status, body }: Delivered | Clicked): Reply {
  if (!isObject(body)) return { status };
  const card = isObject(body['value']) ? body['value'] : undefined;
  const line = textAt(body, 'value');
  const refused = codes.find((code) => isRefusal(code, card, line));
  return { status, ...(card ? { card } : {}), ...(line ? { line } : {}), ...(refused ? { refused } : {}) };
}

function isRefusal(code: Refusal['code'], card: Json | undefined, line: string | undefined): boolean {
  const titles = languages.map((language) => words[language][`refusal.${code}.title`]);
  return titles.some((title) => (card ? titleOf(card) === title : line?.startsWith(title)));
}

/** A card's heading. */
export function titleOf(card: Json): string | undefined {
  const headings = listAt(card, 'body').filter(
    ({ type, style }) => type === 'TextBlock' && style === 'heading',
  );
  return headings[0] && textAt(headings[0], 'text');
}

/** What the card was drawn in. */
export function languageIn(card: Json | undefined): Language | undefined {
  return languages.find((language) => language === card?.['lang']);
}

/** The verbs of a card's buttons, in order. */
export function verbsOf(card: Json | undefined): readonly string[] {
  return card ? actionsOf(card).map(({ verb }) => verb) : [];
}

/** The data of a card's button; fails where there is none. */
export function dataOf(card: Json | undefined, verb: Verb): Json {
  const found = card && actionsOf(card).find((action) => action.verb === verb);
  assert.ok(found, `the card has no ${verb}`);
  return found.data;
}

/** The messages in a person's chat that have such a button, oldest first. */
export function cardsWith(
  person: Person,
  verb: Verb,
  is: (data: Json) => boolean = () => true,
): readonly Posted[] {
  return person
    .messages()
    .filter((posted) => buttons(posted).some((action) => action.verb === verb && is(action.data)));
}

/** The form of one item or meeting among a person's messages: the latest. */
export function formOf(person: Person, verb: Verb, id: string): Posted {
  const found = cardsWith(person, verb, ({ item, meeting }) => item === id || meeting === id).at(-1);
  assert.ok(found, `${person.account.name} has no ${verb} of ${id}`);
  return found;
}

/** The latest card in a person's chat. */
export function lastCard(person: Person): Json {
  const card = person.messages().map(cardIn).at(-1);
  assert.ok(card, `${person.account.name} has no card`);
  return card;
}

/** Every text run, and every other text that a client would read as Markdown, in a card. */
export function textsOf(card: Json): {
  readonly runs: readonly string[];
  readonly marked: readonly string[];
} {
  const runs: string[] = [];
  const marked: string[] = [];
  walk(card, (element) => {
    if (element['type'] === 'TextRun') runs.push(textAt(element, 'text') ?? '');
    if (element['type'] === 'TextBlock') marked.push(textAt(element, 'text') ?? '');
    for (const choice of listAt(element, 'choices')) marked.push(textAt(choice, 'title') ?? '');
  });
  return { runs, marked };
}

function walk(node: unknown, visit: (element: Json) => void): void {
  if (Array.isArray(node)) for (const child of node) walk(child, visit);
  if (!isObject(node)) return;
  visit(node);
  for (const [key, child] of Object.entries(node)) if (key !== 'data') walk(child, visit);
}

/** The value that an input of the card holds. */
export function inputValue(card: Json | undefined, id: string): unknown {
  let value: unknown;
  walk(card, (element) => {
    if (element['id'] === id && textAt(element, 'type')?.startsWith('Input.')) value = element['value'];
  });
  return value;
}

/** Size of a card as a message carries it. */
export const bytesOf = (card: Json | undefined): number => Buffer.byteLength(JSON.stringify(card ?? {}));

/** The card's buttons of a kind. */
export function actionsWith(card: Json | undefined, verb: Verb): readonly Action[] {
  return card ? actionsOf(card).filter((action) => action.verb === verb) : [];
}
