/** Looking into cards: what the adaptivecards library says of them, and all the parts they are made of. */
import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import type { Card } from '../../services/domain/view.ts';
import { asRead } from './as-read.ts';

// The package's main file needs a document; this one does not.
const library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof AdaptiveCards;

/** What the library finds wrong: unknown parts and values while reading, then rules between properties. */
export function problemsOf(card: Card): readonly string[] {
  const context = new library.SerializationContext(library.Versions.v1_5);
  const parsed = new library.AdaptiveCard();
  // The library checks `lang` with a regular expression that remembers: it refuses every second card.
  const { lang: _, ...content } = card.content;
  parsed.parse(content, context);
  const reading = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const rules = parsed.validateProperties().validationEvents.map(({ message }) => message);
  return [...reading, ...rules];
}

export type Part = Readonly<Record<string, unknown>>;

/** Every object in a card that has a type, the card itself first. */
export function partsOf(value: unknown): readonly Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (!isPart(value)) return [];
  const inside = Object.values(value).flatMap(partsOf);
  return typeof value['type'] === 'string' ? [value, ...inside] : inside;
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null;
}

export function partsOfType(card: Card, prefix: string): readonly Part[] {
  return partsOf(card.content).filter((part) => String(part['type']).startsWith(prefix));
}

/** What a reader sees of the card's body, line by line. */
export function linesOf(card: Card): readonly string[] {
  return partsOf(card.content).flatMap((part) => {
    if (part['type'] === 'TextBlock') return [asRead(String(part['text']))];
    if (part['type'] !== 'RichTextBlock') return [];
    return [
      partsOf(part['inlines'])
        .map((run) => asRead(String(run['text'])))
        .join(''),
    ];
  });
}

/** The button of that title. Throws where there is none. */
export function buttonOf(card: Card, title: string): Part {
  const found = partsOfType(card, 'Action.').find((part) => titleOf(part) === title);
  if (!found) throw new Error(`no button "${title}" among: ${buttonTitles(card).join(', ')}`);
  return found;
}

/** In reading order, each once (its fallback has the same title). */
export function buttonTitles(card: Card): readonly string[] {
  return [...new Set(partsOfType(card, 'Action.').map(titleOf))];
}

const titleOf = (part: Part): string => asRead(String(part['title']));

/** By its plain name, without what tells one card's choice from another's. */
export function inputOf(card: Card, id: string): Part {
  const found = partsOfType(card, 'Input.').find((part) => String(part['id']).split('~')[0] === id);
  if (!found) throw new Error(`no input "${id}"`);
  return found;
}
