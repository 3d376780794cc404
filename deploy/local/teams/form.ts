import type { Action, Input } from './card.ts';
import { textAt } from './json.ts';
import type { Json } from './json.ts';

/** What a person fills in, by input id. */
export type Filled = Readonly<Record<string, string>>;

/** An input that the client marks, so that nothing is sent. */
export interface Marked {
  readonly input: string;
  /** What the person reads under it. */
  readonly message: string;
}

/** The data that the action sends with these inputs filled in and the others as they stand, or what the client
 * marks instead. Throws where nobody could fill this in: there is no such input, or no such choice. */
export function submitted(
  action: Action,
  filled: Filled,
): { readonly data: Json } | { readonly marked: Marked[] } {
  for (const id of Object.keys(filled)) {
    if (!action.inputs.some((input) => input.id === id || plainName(input) === id))
      throw new Error(`the card has no input ${id}`);
  }
  const values = action.inputs.map(
    (input) => [input, filled[input.id] ?? filled[plainName(input)] ?? initial(input)] as const,
  );
  for (const [input, value] of values) checkPossible(input, value);
  const marked = values.flatMap(([input, value]) =>
    fits(input, value) ? [] : [{ input: input.id, message: input.errorMessage }],
  );
  if (marked.length > 0) return { marked };
  // Inputs left empty are left out, and every value is text.
  const sent = values.filter(([, value]) => value !== '').map(([{ id }, value]) => [id, value] as const);
  return { data: { ...action.data, ...Object.fromEntries(sent) } };
}

/** What stands before a tilde in an input's id; what follows tells cards apart. */
export const plainName = ({ id }: Pick<Input, 'id'>): string => id.split('~')[0] ?? id;

function initial({ json, type }: Input): string {
  const { value } = json;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return type === 'Input.Toggle' ? (textAt(json, 'valueOff') ?? 'false') : '';
}

function checkPossible({ id, type, json, choices }: Input, value: string): void {
  if (type !== 'Input.ChoiceSet' || value === '') return;
  const chosen = json['isMultiSelect'] === true ? value.split(',') : [value];
  const unknown = chosen.find((one) => !choices.some((choice) => choice.value === one));
  if (unknown !== undefined) throw new Error(`the input ${id} has no choice ${unknown}`);
}

/** Whether the client lets the value through. */
function fits({ type, json, required }: Input, value: string): boolean {
  if (value === '') return !required;
  if (type === 'Input.Number') return inRange(Number(value), json);
  const { maxLength, regex } = json;
  if (typeof maxLength === 'number' && value.length > maxLength) return false;
  return typeof regex !== 'string' || new RegExp(regex).test(value);
}

function inRange(value: number, { min, max }: Json): boolean {
  if (!Number.isFinite(value)) return false;
  return !(typeof min === 'number' && value < min) && !(typeof max === 'number' && value > max);
}
