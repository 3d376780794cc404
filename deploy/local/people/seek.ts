import type { Action } from '../teams/card.ts';
import { textAt } from '../teams/json.ts';
import { buttons } from '../teams/person.ts';
import type { Person } from '../teams/person.ts';
import type { Posted } from '../teams/world.ts';
import type { DemoItem } from './items.ts';

/** A button, in its message. */
export interface Place {
  readonly message: Posted;
  readonly action: Action;
}

interface Ways {
  /** Data field that names the item. */
  readonly key: 'item' | 'meeting';
  /** Verbs that answer it. */
  readonly answer: readonly string[];
  /** Verbs that open it. */
  readonly open: readonly string[];
}

const WAYS: Record<DemoItem['kind'], Ways> = {
  task: { key: 'item', answer: ['task.answer', 'task.done'], open: ['task.show'] },
  prompt: { key: 'item', answer: ['prompt.answer'], open: ['prompt.show'] },
  rsvp: { key: 'meeting', answer: ['rsvp.set'], open: ['meeting.show'] },
  feedback: { key: 'meeting', answer: ['feedback.give'], open: ['feedback.show'] },
};

/** Where a list of all open items comes from. */
const LISTS = ['tasks.show', 'home'];

/** The buttons of one card with which the item can be answered, the latest card first; or `nothing` where it was
 * opened and no longer can be; or `notYet` where the person has no card that leads to it. Opens what must be opened on
 * the way, as a person would. */
export async function seek(person: Person, item: DemoItem): Promise<readonly Place[] | 'nothing' | 'notYet'> {
  const ways = WAYS[item.kind];
  const known = answering(person, ways, item);
  if (known.length > 0) return known;
  // Once the item itself was opened there is nowhere else to look.
  const opened = await open(person, ways, item);
  if (opened) return found(answering(person, ways, item));
  const list = latest(person, ({ verb }) => LISTS.includes(verb));
  if (!list || item.kind === 'feedback') return 'notYet';
  await click(person, list);
  return (await open(person, ways, item)) ? found(answering(person, ways, item)) : 'notYet';
}

async function open(person: Person, ways: Ways, item: DemoItem): Promise<boolean> {
  const door = latest(person, (action) => ways.open.includes(action.verb) && names(action, ways, item));
  if (door) await click(person, door);
  return door !== undefined;
}

function found(places: readonly Place[]): readonly Place[] | 'nothing' {
  return places.length > 0 ? places : 'nothing';
}

function answering(person: Person, ways: Ways, item: DemoItem): Place[] {
  const fits = (action: Action): boolean =>
    ways.answer.includes(action.verb) && names(action, ways, item) && isFirst(action);
  const message = person.messages().findLast((each) => buttons(each).some(fits));
  return message
    ? buttons(message)
        .filter(fits)
        .map((action) => ({ message, action }))
    : [];
}

function names({ data }: Action, { key }: Ways, { id }: DemoItem): boolean {
  return textAt(data, key) === id;
}

/** People of the demonstration don't edit what others have written. */
function isFirst({ data: { rev } }: Action): boolean {
  return rev === undefined || rev === 0;
}

function latest(person: Person, fits: (action: Action) => boolean): Place | undefined {
  for (const message of person.messages().reverse()) {
    const action = buttons(message).find(fits);
    if (action) return { message, action };
  }
  return undefined;
}

async function click(person: Person, { message, action }: Place): Promise<void> {
  await person.acts(message, same(action));
}

/** The button with the same verb and data: the card may be drawn anew between a look and a click. */
export function same({ verb, data }: Action): (action: Action) => boolean {
  const wanted = JSON.stringify(data);
  return (action) => action.verb === verb && JSON.stringify(action.data) === wanted;
}
