import { isObject, listAt, objectAt, textAt } from './json.ts';
import type { Json } from './json.ts';

/** A button of a card as the client understands it. */
export interface Action {
  readonly type: 'Action.Execute' | 'Action.Submit';
  readonly title: string;
  /** Of an Action.Execute; of an Action.Submit the `verb` in its data. */
  readonly verb: string;
  readonly data: Json;
  /** The inputs that go with it: none, or those of its card and of the cards that it opened from. */
  readonly inputs: readonly Input[];
  /** What a client does that does not know Action.Execute. */
  readonly fallback?: Action;
}

export interface Input {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly required: boolean;
  readonly errorMessage: string;
  /** Values to choose from, of an Input.ChoiceSet. */
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  /** The input as the card has it: its limits, and its value at first. */
  readonly json: Json;
}

/** Element types that the client draws; of others it draws the fallback. */
const KNOWN =
  /^(AdaptiveCard|TextBlock|RichTextBlock|Image|ImageSet|Media|FactSet|Container|ColumnSet|Column|Table|TableRow|TableCell|ActionSet|Input\.(Text|Number|Date|Time|Toggle|ChoiceSet)|Action\.(Execute|Submit|OpenUrl|ShowCard|ToggleVisibility))$/;

const CHILDREN = ['body', 'items', 'columns', 'rows', 'cells'];

/** All buttons with which a person can answer the card. */
export function actionsOf(card: Json): Action[] {
  return collect(card, []);
}

/** All inputs of the card, those of cards that open in it left out. */
export function inputsOf(card: Json): Input[] {
  const element = drawn(card);
  if (!element) return [];
  if (textAt(element, 'type')?.startsWith('Input.')) return [inputFrom(element)];
  return childrenOf(element).flatMap(inputsOf);
}

function collect(card: Json, outer: readonly Input[]): Action[] {
  const inputs = [...outer, ...inputsOf(card)];
  return buttonsIn(card).flatMap((button) => {
    if (button['type'] === 'Action.ShowCard') return collect(objectAt(button, 'card'), inputs);
    const action = actionFrom(button, inputs);
    return action ? [action] : [];
  });
}

function buttonsIn(json: Json): Json[] {
  const element = drawn(json);
  if (!element) return [];
  const own = [
    ...listAt(element, 'actions'),
    objectAt(element, 'selectAction'),
    objectAt(element, 'inlineAction'),
  ];
  const drawnOwn = own.map(drawn).filter((button) => button !== undefined);
  return [...drawnOwn, ...childrenOf(element).flatMap(buttonsIn)];
}

function childrenOf(element: Json): Json[] {
  return CHILDREN.flatMap((field) => [...listAt(element, field)]);
}

/** The element, or its fallback where the client does not know its type. */
function drawn(element: Json): Json | undefined {
  // A column or a cell may leave its type out.
  const type = textAt(element, 'type');
  if (type === undefined || KNOWN.test(type)) return element;
  const fallback = element['fallback'];
  return isObject(fallback) ? drawn(fallback) : undefined;
}

function actionFrom(button: Json, inputs: readonly Input[]): Action | undefined {
  const { type } = button;
  if (type !== 'Action.Execute' && type !== 'Action.Submit') return undefined;
  const data = objectAt(button, 'data');
  const fallback = actionFrom(objectAt(button, 'fallback'), inputs);
  return {
    type,
    title: textAt(button, 'title') ?? '',
    verb: textAt(button, 'verb') ?? textAt(data, 'verb') ?? '',
    data,
    inputs: button['associatedInputs'] === 'none' ? [] : inputs,
    ...(fallback ? { fallback } : {}),
  };
}

function inputFrom(json: Json): Input {
  return {
    id: textAt(json, 'id') ?? '',
    type: textAt(json, 'type') ?? '',
    label: textAt(json, 'label') ?? '',
    required: json['isRequired'] === true,
    errorMessage: textAt(json, 'errorMessage') ?? '',
    choices: listAt(json, 'choices').map((choice) => ({
      title: textAt(choice, 'title') ?? '',
      value: textAt(choice, 'value') ?? '',
    })),
    json,
  };
}
