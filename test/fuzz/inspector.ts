/** Looks at what is sent to people for anything that somebody's words could do there beyond being read. */
import { isObject } from '../../deploy/local/teams/json.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { marks } from './odd.ts';

/** Shown as it is, whatever it says. */
const PLAIN = new Set([
  'TextRun.text',
  'Input.Text.value',
  'Input.ChoiceSet.value',
  'Input.Text.label',
  'Input.ChoiceSet.label',
]);
/** Clients read Markdown here: an organiser's words may stand in it, without a mark that does anything. */
const MARKDOWN = new Set([
  'TextBlock.text',
  'choice.title',
  'AdaptiveCard.fallbackText',
  'Input.Text.errorMessage',
  'Input.ChoiceSet.errorMessage',
  'message.summary',
]);
/** Plain text of a button; an organiser's words may stand in it, a person's may not. */
const BUTTON = /^Action\.\w+\.(title|tooltip)$/;
/** Short, plain and never of what somebody typed. */
const TYPED_NOWHERE = new Set(['Input.Text.label', 'Input.ChoiceSet.label']);

const ACTIVE = /[[\]*_`~<>\\]|^\s*(?:#{1,6}|[-+]|\d+[.)])\s/;
const FUNCTION = /\{\{\s*(?:DATE|TIME)/i;
const TURNING = /[\u202A-\u202E\u2066-\u2069]/;
const UNSEEN = /(?![\n\t])\p{Cc}|\p{Cs}/u;

/** What is wrong with a message as the connector got it. */
export function faultsInMessage(activity: unknown): readonly string[] {
  if (!isObject(activity)) return ['a message that is no object'];
  const { attachments, summary, text, entities } = activity;
  const cards = Array.isArray(attachments) ? attachments.map((one: unknown) => one) : [];
  return [
    ...(text === undefined ? [] : ['a message with a text of its own']),
    ...(entities === undefined ? [] : ['a message with entities']),
    ...faultsInLine(summary),
    ...cards.flatMap((one) => (isObject(one) ? faultsInCard(one['content']) : ['an attachment of nothing'])),
  ];
}

/** What is wrong with a line that notifications show, or that stands below a card. */
export function faultsInLine(line: unknown): readonly string[] {
  return typeof line === 'string' ? faultsInText('message.summary', line) : ['no summary'];
}

/** What is wrong with a card. */
export function faultsInCard(card: unknown): readonly string[] {
  if (!isObject(card)) return ['a card that is no object'];
  return [...faultsIn(card, 'card'), ...faultsOfLinks(card)];
}

function faultsIn(part: Json, kind: string): readonly string[] {
  const type = typeof part['type'] === 'string' ? part['type'] : kind;
  return Object.entries(part).flatMap(([name, value]) => {
    if (name === 'msteams') return ['something for Teams alone'];
    // Goes back to the bot as it is, and holds ids: none of anybody's words.
    if (name === 'data') return hasMark(JSON.stringify(value)) ? [`words in the data of ${type}`] : [];
    if (typeof value === 'string') return name === 'url' ? [] : faultsInText(`${type}.${name}`, value);
    if (Array.isArray(value)) {
      const inside = name === 'choices' ? 'choice' : kind;
      return value.flatMap((one) => (isObject(one) ? faultsIn(one, inside) : []));
    }
    return isObject(value) ? faultsIn(value, kind) : [];
  });
}

function faultsInText(place: string, text: string): readonly string[] {
  const shown = `${place}: ${JSON.stringify(text.slice(0, 200))}`;
  const does = [
    ...(FUNCTION.test(text) ? ['a card function'] : []),
    ...(TURNING.test(text) ? ['a mark that turns the direction'] : []),
    ...(UNSEEN.test(text) ? ['a control character or half a pair'] : []),
    ...(MARKDOWN.has(place) && ACTIVE.test(text) ? ['Markdown or HTML that works'] : []),
    ...(isForeign(place, text) ? ["somebody's words where they do not belong"] : []),
  ];
  return does.map((what) => `${what} in ${shown}`);
}

function isForeign(place: string, text: string): boolean {
  if (!hasMark(text)) return false;
  const typed = text.includes(marks.typed);
  if (PLAIN.has(place)) return typed && TYPED_NOWHERE.has(place);
  return typed || !(MARKDOWN.has(place) || BUTTON.test(place));
}

const hasMark = (text: string): boolean => Object.values(marks).some((mark) => text.includes(mark));

/** A link that somebody typed is live only over https, without a name before its host, and where the whole address
 * can be read on the same card. */
function faultsOfLinks(card: Json): readonly string[] {
  const texts: string[] = [];
  const urls: string[] = [];
  collect(card, texts, urls);
  return urls.flatMap((url) => {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    const web = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && !url.includes(marks.typed));
    const fair = web && parsed.username === '' && (!url.includes(marks.typed) || texts.includes(url));
    return fair ? [] : [`a link to ${JSON.stringify(url.slice(0, 200))}`];
  });
}

function collect(node: unknown, texts: string[], urls: string[]): void {
  if (Array.isArray(node)) for (const child of node) collect(child, texts, urls);
  if (!isObject(node)) return;
  for (const [name, value] of Object.entries(node)) {
    if (name === 'data') continue;
    if (typeof value !== 'string') collect(value, texts, urls);
    else if (name === 'url') urls.push(value);
    else if (name === 'text') texts.push(value);
  }
}
