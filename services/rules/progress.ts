import type { Mark } from '../domain/answer.ts';
import type { Organisation, Programme } from '../domain/programme.ts';
import type { Instant } from '../domain/time.ts';
import type { OrganisationLine } from '../domain/view.ts';
import { answerWindow, itemId, itemScope, itemsOf, openedSprints } from './lookup.ts';
import type { Item } from './lookup.ts';

/** How far an organisation has come in the sprints opened so far: its joint tasks, and what each of its
 * participants (`participants` of them) was asked in person. Marks of other organisations are ignored. */
export function organisationLine(
  programme: Programme,
  now: Instant,
  organisation: Organisation,
  marks: readonly Mark[],
  participants: number,
): OrganisationLine {
  const own = marks.filter((mark) => mark.organisation === organisation.id);
  const asked = openedSprints(programme, now)
    .flatMap(itemsOf)
    .filter((item) => answerWindow(item, programme).opens <= now);
  const tasks = asked.filter((item) => itemScope(item) === 'organisation');
  const personal = asked.filter((item) => itemScope(item) === 'person');
  const open = tasks.filter((item) => marksOf(item, own) === 0);
  const counts = {
    tasksDone: tasks.length - open.length,
    tasks: tasks.length,
    // People who left may have answered too: never more than there are.
    reflectionsDone: personal.reduce((sum, item) => sum + Math.min(marksOf(item, own), participants), 0),
    reflections: personal.length * participants,
  };
  const overdue = open.some((item) => answerWindow(item, programme).due < now);
  return {
    organisation: organisation.id,
    name: organisation.name,
    ...counts,
    state: stateOf(counts, overdue),
  };
}

type Counts = Pick<OrganisationLine, 'tasksDone' | 'tasks' | 'reflectionsDone'>;

/** A missed date weighs more than having done nothing yet: it is what a coordinator can act on. */
function stateOf({ tasksDone, tasks, reflectionsDone }: Counts, overdue: boolean): OrganisationLine['state'] {
  if (tasks > 0 && tasksDone === tasks) return 'done';
  if (overdue) return 'behind';
  return tasksDone + reflectionsDone === 0 ? 'notStarted' : 'onTrack';
}

function marksOf(item: Item, marks: readonly Mark[]): number {
  return marks.filter((mark) => mark.item === itemId(item)).length;
}
