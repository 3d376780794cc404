import type { Mark } from '../domain/answer.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Programme, Sprint } from '../domain/programme.ts';
import type { Instant } from '../domain/time.ts';
import type { ItemLine, SprintLine } from '../domain/view.ts';
import { answerWindow, itemId, itemScope, itemsOf, itemTitle } from './lookup.ts';
import type { Item } from './lookup.ts';
import { dueAt, opensAt } from './window.ts';

export { organisationLine } from './progress.ts';

/** In this order they are listed: first what can be done. */
const groups = { late: 0, open: 0, upcoming: 1, done: 2, closed: 3 } as const satisfies Record<
  ItemLine['state'],
  number
>;

/** What a list is made from. `marks` are those of the reader's organisation. */
type ListFacts = [
  programme: Programme,
  now: Instant,
  marks: readonly Mark[],
  reader: PersonId,
  names: (person: PersonId) => string,
  sprints: readonly Sprint[],
];

/** The items of some sprints as one reader sees them: what can be done first, by due date. To a personal item only
 * the reader's own mark counts. Prompts appear once they are sent. */
export function itemLines(...[programme, now, marks, reader, names, sprints]: ListFacts): ItemLine[] {
  return sprints
    .flatMap(itemsOf)
    .filter((item) => item.kind === 'task' || answerWindow(item, programme).opens <= now)
    .map((item) => itemLine(item, programme, now, markOf(item, marks, reader), names))
    .sort((a, b) => groups[a.state] - groups[b.state] || (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

/** A sprint by its place in the programme, with its moments. */
export function sprintLine(programme: Programme, sprint: Sprint): SprintLine {
  return {
    sprint: sprint.id,
    number: programme.sprints.findIndex(({ id }) => id === sprint.id) + 1,
    of: programme.sprints.length,
    theme: sprint.theme,
    opens: opensAt(sprint.opens, programme),
    closes: dueAt(sprint.closes, programme),
  };
}

function itemLine(
  item: Item,
  programme: Programme,
  now: Instant,
  mark: Mark | undefined,
  names: (person: PersonId) => string,
): ItemLine {
  const minutes = item.kind === 'task' ? item.task.minutes : undefined;
  return {
    item: itemId(item),
    kind: item.kind,
    scope: itemScope(item),
    title: itemTitle(item),
    due: answerWindow(item, programme).due,
    state: mark === undefined ? stateAt(item, programme, now) : 'done',
    ...(minutes === undefined ? {} : { minutes }),
    ...(mark === undefined ? {} : { by: names(mark.by), at: mark.at }),
  };
}

function stateAt(item: Item, programme: Programme, now: Instant): ItemLine['state'] {
  const { opens, due, until } = answerWindow(item, programme);
  if (now < opens) return 'upcoming';
  if (now > until) return 'closed';
  return now > due ? 'late' : 'open';
}

function markOf(item: Item, marks: readonly Mark[], reader: PersonId): Mark | undefined {
  const personal = itemScope(item) === 'person';
  return marks.find((mark) => mark.item === itemId(item) && (!personal || mark.person === reader));
}
