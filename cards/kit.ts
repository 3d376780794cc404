/**
 * The parts that cards are made of, as Adaptive Card 1.5 JSON. Everything but headings is a RichTextBlock of text
 * runs, which show text as it is: nothing that a person or a programme wrote is read as Markdown.
 */
import type { ButtonData } from './data.ts';
import { inert, safe } from './text.ts';

export interface Element {
  readonly type: string;
  readonly [property: string]: unknown;
}

export interface Action {
  readonly type: string;
  readonly [property: string]: unknown;
}

type Style = 'emphasis' | 'warning';
type Spacing = 'None' | 'Small' | 'Medium' | 'Large';

interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly subtle?: boolean;
  readonly small?: boolean;
}

interface BlockOptions {
  readonly spacing?: Spacing;
}

/** Level 1 is the card's title. Screen readers find both among the headings. */
export function heading(text: string, level: 1 | 2 = 2): Element {
  const size = level === 1 ? 'Large' : 'Medium';
  return { type: 'TextBlock', text: inert(text), wrap: true, weight: 'Bolder', size, style: 'heading' };
}

/** A line or paragraph of one or more runs. */
export function line(runs: string | readonly (string | Run)[], { spacing }: BlockOptions = {}): Element {
  const inlines = (typeof runs === 'string' ? [runs] : runs).map(run);
  return { type: 'RichTextBlock', inlines, ...(spacing ? { spacing } : {}) };
}

/** A remark of less weight. */
export function note(text: string, spacing: Spacing = 'Small'): Element {
  return line([{ text, subtle: true, small: true }], { spacing });
}

/** `Label: value`, the label bold; values stand alone because Finnish inflects names in a sentence. */
export function facts(pairs: readonly (readonly [label: string, value: string])[]): readonly Element[] {
  return pairs.map(([label, value], index) =>
    line([{ text: `${label}: `, bold: true }, value], index === 0 ? {} : { spacing: 'Small' }),
  );
}

/** Lines that are shown one by one; a text of more lines is run together from there on, to bound the card. */
const MOST_LINES = 40;
/** The same in lists. */
export const FEW_LINES = 4;

/** Text as a person wrote it, line by line, since a text run shows no line breaks. */
export function userText(text: string, most = MOST_LINES): readonly Element[] {
  const lines = text.split('\n').filter((part) => part.trim() !== '');
  const rest = lines.slice(most - 1).join(' ↵ ');
  const shown = rest === '' ? lines : [...lines.slice(0, most - 1), rest];
  return shown.map((part, index) => line(part, index === 0 ? {} : { spacing: 'Small' }));
}

/** What somebody said, set apart from our own words. */
export function quote(items: readonly Element[]): Element {
  return box(items, 'emphasis');
}

export function box(items: readonly Element[], style: Style): Element {
  return { type: 'Container', style, items };
}

/** A part of the card with a heading of its own. */
export function section(title: string, items: readonly Element[]): Element {
  return { type: 'Container', separator: true, spacing: 'Medium', items: [heading(title), ...items] };
}

/** An entry of a list: what it is, and on the right what one can do with it. */
export function entry(items: readonly Element[], action?: Action): Element {
  const text = { type: 'Column', width: 'stretch', items, verticalContentAlignment: 'Center' };
  if (!action) return { type: 'ColumnSet', columns: [text] };
  const side = {
    type: 'Column',
    width: 'auto',
    items: [actions([action])],
    verticalContentAlignment: 'Center',
  };
  return { type: 'ColumnSet', columns: [text, side] };
}

/** Buttons in the body. */
export function actions(list: readonly Action[]): Element {
  return { type: 'ActionSet', actions: list };
}

interface InputOptions {
  readonly id: string;
  readonly label: string;
  /** Given: the input must be filled, and this is said when it isn't. */
  readonly required?: string;
  readonly value?: string | undefined;
}

export function textInput(
  options: InputOptions & {
    readonly maxLength: number;
    readonly multiline?: boolean;
    readonly url?: boolean;
    readonly placeholder?: string;
  },
): Element {
  const { maxLength, multiline, url, placeholder } = options;
  return {
    type: 'Input.Text',
    ...input(options),
    maxLength,
    ...(multiline ? { isMultiline: true } : {}),
    ...(url ? { style: 'Url' } : {}),
    ...(placeholder === undefined ? {} : { placeholder }),
  };
}

export function dateInput(options: InputOptions): Element {
  return { type: 'Input.Date', ...input(options) };
}

export function timeInput(options: InputOptions): Element {
  return { type: 'Input.Time', ...input(options) };
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** All choices are seen at once, or (`placeholder` given) in a menu. `card` tells one card's choice from another's:
 * some clients join radio buttons of the same name across a whole chat, so that a new card unticks an old one. */
export function choiceInput(
  options: InputOptions & {
    readonly choices: readonly Choice[];
    readonly placeholder?: string;
    readonly card?: string;
  },
): Element {
  const choices = options.choices.map(({ title, value }) => ({ title: inert(title), value }));
  const { placeholder } = options;
  const style = placeholder === undefined ? { style: 'expanded' } : { style: 'compact', placeholder };
  const id = options.card === undefined ? options.id : `${options.id}~${options.card}`;
  return { type: 'Input.ChoiceSet', ...input({ ...options, id }), choices, ...style, wrap: true };
}

function input({ id, label, required, value }: InputOptions): Omit<Element, 'type'> {
  return {
    id,
    label,
    ...(required === undefined ? {} : { isRequired: true, errorMessage: required }),
    ...(value === undefined ? {} : { value: safe(value) }),
  };
}

interface ButtonOptions {
  readonly main?: boolean;
  /** Says more to a screen reader than a short title does. */
  readonly about?: string;
}

/** A button that works whatever stands in the form. */
export function button(title: string, data: ButtonData, options: ButtonOptions = {}): Action {
  return execute(title, data, 'none', options);
}

/** A button that sends the form: the inputs are checked and go with it. */
export function submit(title: string, data: ButtonData, options: ButtonOptions = {}): Action {
  return execute(title, data, 'auto', { main: true, ...options });
}

function execute(title: string, data: ButtonData, inputs: 'auto' | 'none', options: ButtonOptions): Action {
  const shared = {
    title,
    data,
    associatedInputs: inputs,
    ...(options.main ? { style: 'positive' } : {}),
    ...(options.about === undefined ? {} : { tooltip: safe(options.about) }),
  };
  // Clients without Action.Execute send the same data as a message.
  return {
    type: 'Action.Execute',
    verb: data.verb,
    ...shared,
    fallback: { type: 'Action.Submit', ...shared },
  };
}

/** A link that opens in the browser; only web addresses are made live. */
export function openUrl(title: string, url: string, about?: string): readonly Action[] {
  if (!/^https?:\/\//i.test(url)) return [];
  const tooltip = about === undefined ? {} : { tooltip: safe(about) };
  return [{ type: 'Action.OpenUrl', title: safe(title), url, ...tooltip }];
}

function run(part: string | Run): Element {
  const { text, bold, subtle, small } = typeof part === 'string' ? { text: part } : part;
  return {
    type: 'TextRun',
    text: safe(text),
    ...(bold ? { weight: 'Bolder' } : {}),
    ...(subtle ? { isSubtle: true } : {}),
    ...(small ? { size: 'Small' } : {}),
  };
}
