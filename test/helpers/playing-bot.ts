import type { Json } from '../../deploy/local/teams/json.ts';
import { objectAt, textAt } from '../../deploy/local/teams/json.ts';
import { PLAIN_CARD, askingCard, showing } from './teams.ts';

/** What a person gave, as the bot heard it. */
export interface GivenAnswer {
  readonly userId: string;
  readonly verb: string;
  readonly data: Json;
}

/** The data of a click; undefined for any other activity. */
function clickOf(activity: Json): GivenAnswer | undefined {
  if (activity['type'] !== 'invoke') return undefined;
  const action = objectAt(objectAt(activity, 'value'), 'action');
  const userId = textAt(objectAt(activity, 'from'), 'id') ?? '';
  return { userId, verb: textAt(action, 'verb') ?? '', data: objectAt(action, 'data') };
}

/** A button without inputs. */
export function aButton(verb: string, data: Json): Json {
  return { type: 'Action.Execute', title: verb, verb, data: { verb, ...data }, associatedInputs: 'none' };
}

export function cardWith(actions: readonly Json[]): Json {
  return askingCard({ body: [], actions });
}

/** The form of an item, with the button that sends it. */
export function formOf(item: string, verb: string, fields: Json = {}): Json {
  const send = { type: 'Action.Execute', title: 'Send', verb, data: { verb, item, rev: 0, nonce: 'n1' } };
  return askingCard({ actions: [send], ...fields });
}

/** Opens the forms of tasks, takes every answer and shows a receipt. */
export function takingAnswers(given: GivenAnswer[]): (activity: Json) => unknown {
  return (activity) => {
    const click = clickOf(activity);
    if (!click) return {};
    if (click.verb === 'task.show') return showing(formOf(textAt(click.data, 'item') ?? '', 'task.answer'));
    given.push(click);
    return showing(PLAIN_CARD);
  };
}
