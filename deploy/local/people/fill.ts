import type { Language } from '../../../services/domain/language.ts';
import type { Action, Input } from '../teams/card.ts';
import { plainName } from '../teams/form.ts';
import type { Filled } from '../teams/form.ts';
import { textAt } from '../teams/json.ts';
import { chance, pick } from './chance.ts';
import type { DemoItem } from './items.ts';
import { COMMENTS, FEEDBACK_TEXTS, LINKS, REFLECTIONS, TASK_TEXTS } from './texts.ts';

/** Who fills in, and what follows from that. */
export interface Filler {
  readonly seed: string;
  readonly person: string;
  readonly language: Language;
}

/** Of ten optional texts this many are written. */
const WORDY = 0.5;
/** Of ten people this many leave the choice of readers as it stands. */
const CONTENT = 0.8;

/** What a person puts into the inputs of an action, found by their ids and kinds alone. */
export function fillIn(action: Action, item: DemoItem, filler: Filler): Filled {
  const values = action.inputs.map((input) => {
    const number = chance(filler.seed, 'fill', filler.person, item.kind, item.id, plainName(input));
    return [input.id, valueFor(input, item, filler.language, number)] as const;
  });
  return Object.fromEntries(values.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Undefined: left as it stands. */
function valueFor(input: Input, item: DemoItem, language: Language, number: number): string | undefined {
  if (plainName(input) === 'share' && number < CONTENT) return undefined;
  switch (input.type) {
    case 'Input.ChoiceSet':
      return input.choices.length === 0 ? undefined : chosen(input, number);
    case 'Input.Number':
      return numberIn(input, number);
    case 'Input.Text':
      return textFor(input, item, language, number);
    default:
      return undefined;
  }
}

/** On a scale of numbers the better half; of other choices any. */
function chosen({ choices }: Input, number: number): string {
  const values = choices.map(({ value }) => value);
  if (!values.every((value) => /^\d+$/.test(value))) return pick(values, number);
  const rising = values.map(Number).sort((a, b) => a - b);
  return String(pick(rising.slice(Math.floor(rising.length / 2)), number));
}

/** In the lower middle of the range, as organisations rate themselves. */
function numberIn({ json }: Input, number: number): string {
  const min = typeof json['min'] === 'number' ? json['min'] : 1;
  const max = typeof json['max'] === 'number' ? json['max'] : min + 4;
  const value = min + (max - min) * (0.2 + 0.5 * number);
  return (Math.round(value * 10) / 10).toFixed(max - min > 1 && max <= 5 ? 1 : 0);
}

/** A number that is asked for as text: written as the example in the card is, and not above it. */
function numberLike({ json }: Input, number: number): string {
  const example = /\d+([.,]\d+)?/.exec(textAt(json, 'placeholder') ?? '')?.[0] ?? '3';
  const value = Number(example.replace(',', '.')) * (0.5 + 0.5 * number);
  const written = /[.,]/.test(example) ? value.toFixed(1) : String(Math.ceil(value));
  return example.includes(',') ? written.replace('.', ',') : written;
}

function textFor(input: Input, item: DemoItem, language: Language, number: number): string | undefined {
  if (input.id === 'link') return pick(LINKS, number);
  if (input.id === 'number') return numberLike(input, number);
  if (!input.required && number > WORDY && item.kind !== 'task' && input.id !== 'text') return undefined;
  const { maxLength } = input.json;
  const text = pick(bankFor(input, item)[language], number);
  return typeof maxLength === 'number' ? text.slice(0, maxLength) : text;
}

function bankFor({ id }: Input, { kind, scope }: DemoItem): typeof COMMENTS {
  if (id === 'comment') return COMMENTS;
  if (kind === 'feedback') return FEEDBACK_TEXTS;
  return kind === 'task' && scope === 'organisation' ? TASK_TEXTS : REFLECTIONS;
}
