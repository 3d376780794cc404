import { isObject, textAt } from '../teams/json.ts';
import type { Person } from '../teams/person.ts';
import { chance, pick } from './chance.ts';
import { fillIn } from './fill.ts';
import type { Filler } from './fill.ts';
import type { DemoItem } from './items.ts';
import { same, seek } from './seek.ts';
import type { Place } from './seek.ts';

/** What came of it: done; nothing that can be done (any more); or not yet, since no card has come. */
export type Result = 'done' | 'nothing' | 'notYet';

/** Answers the item as this person would. Throws when the bot refuses or cannot be reached. */
export async function act(person: Person, item: DemoItem, filler: Filler): Promise<Result> {
  const places = await seek(person, item);
  if (typeof places === 'string') return places;
  const { message, action } = choose(places, item, filler);
  const clicked = await person.acts(message, same(action), fillIn(action, item, filler));
  if (clicked.marked) {
    const inputs = clicked.marked.map(({ input }) => input).join(', ');
    throw new Error(`${person.account.name} cannot fill in ${inputs} of ${item.id}`);
  }
  if (clicked.status >= 300 || isError(clicked.body)) {
    throw new Error(`${action.verb} of ${person.account.name} for ${item.id} was answered ${clicked.status}`);
  }
  return 'done';
}

function choose(places: readonly Place[], item: DemoItem, { seed, person }: Filler): Place {
  const number = chance(seed, 'choose', person, item.kind, item.id);
  if (item.kind !== 'rsvp') return pick(places, number);
  const answer = number < 0.6 ? 'coming' : number < 0.85 ? 'online' : 'notComing';
  return places.find(({ action }) => textAt(action.data, 'answer') === answer) ?? pick(places, number);
}

function isError(body: unknown): boolean {
  return isObject(body) && body['type'] === 'application/vnd.microsoft.error';
}
