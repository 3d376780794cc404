import type { Localised } from '../domain/language.ts';
import type {
  Meeting,
  Organisation,
  Programme,
  Prompt,
  Question,
  Sprint,
  Task,
} from '../domain/programme.ts';
import type { Instant } from '../domain/time.ts';
import { addDays, endOfDay, toInstant, toLocal } from './time.ts';
import { dueAt, intoWindow, opensAt } from './window.ts';

/** What an answer is given to, with the sprint it stands in. */
export type Item =
  | { readonly kind: 'task'; readonly task: Task; readonly sprint: Sprint }
  | { readonly kind: 'prompt'; readonly prompt: Prompt; readonly sprint: Sprint };

const FEEDBACK_DAYS = 14;

/** The tasks of a sprint, then its prompts, in the order of the programme. */
export function itemsOf(sprint: Sprint): Item[] {
  return [
    ...sprint.tasks.map((task) => ({ kind: 'task', task, sprint }) as const),
    ...sprint.prompts.map((prompt) => ({ kind: 'prompt', prompt, sprint }) as const),
  ];
}

export function findItem(programme: Programme, item: string): Item | undefined {
  return programme.sprints.flatMap(itemsOf).find((each) => itemId(each) === item);
}

export function findSprint(programme: Programme, id: string): Sprint | undefined {
  return programme.sprints.find((sprint) => sprint.id === id);
}

/** A meeting and the sprint it closes; the kick-off closes none. */
export function findMeeting(
  programme: Programme,
  id: string,
): { readonly meeting: Meeting; readonly sprint?: Sprint } | undefined {
  if (programme.kickOff?.id === id) return { meeting: programme.kickOff };
  for (const sprint of programme.sprints) {
    if (sprint.meeting?.id === id) return { meeting: sprint.meeting, sprint };
  }
  return undefined;
}

export function findOrganisation(programme: Programme, id: string): Organisation | undefined {
  return programme.organisations.find((organisation) => organisation.id === id);
}

/** Sprints that are open now: from their opening to their close, both included. */
export function openSprints(programme: Programme, now: Instant): Sprint[] {
  return openedSprints(programme, now).filter(({ closes }) => now <= dueAt(closes, programme));
}

/** Sprints that have opened so far, those that have closed among them. */
export function openedSprints(programme: Programme, now: Instant): Sprint[] {
  return programme.sprints.filter(({ opens }) => opensAt(opens, programme) <= now);
}

export function nextSprint(programme: Programme, now: Instant): Sprint | undefined {
  return programme.sprints.find(({ opens }) => opensAt(opens, programme) > now);
}

/** The first meeting, kick-off included, whose end is not past. */
export function nextMeeting(programme: Programme, now: Instant): Meeting | undefined {
  return [programme.kickOff, ...programme.sprints.map(({ meeting }) => meeting)]
    .filter((meeting) => meeting !== undefined)
    .sort((a, b) => (a.starts < b.starts ? -1 : 1))
    .find(({ ends }) => now <= toInstant(ends, programme.timezone));
}

/** From when until when an item can be answered, and when it is due. A task opens with its sprint, a prompt when
 * it is sent; both can be answered until the later of their due date and the sprint's close. */
export function answerWindow(
  item: Item,
  programme: Programme,
): { readonly opens: Instant; readonly due: Instant; readonly until: Instant } {
  const due = dueAt(item.kind === 'task' ? item.task.due : item.prompt.due, programme);
  const closes = dueAt(item.sprint.closes, programme);
  const opens = opensAt(item.kind === 'task' ? item.sprint.opens : item.prompt.send, programme);
  return { opens, due, until: due > closes ? due : closes };
}

/** Feedback can be given from the end of a meeting until the end of the 14th day after it is asked for (a break
 * may lie between the two). */
export function feedbackWindow(
  meeting: Meeting,
  programme: Programme,
): { readonly opens: Instant; readonly until: Instant } {
  const opens = toInstant(meeting.ends, programme.timezone);
  const asked = toLocal(intoWindow(opens, 'later', programme), programme.timezone).date;
  return { opens, until: endOfDay(addDays(asked, FEEDBACK_DAYS), programme.timezone) };
}

/** What is asked after a meeting. None after the kick-off; after the last sprint's meeting also the questions on
 * the whole academy. */
export function feedbackQuestions(programme: Programme, meetingId: string): Question[] {
  const meetings = programme.sprints.flatMap(({ meeting }) => meeting?.id ?? []);
  if (!meetings.some((id) => id === meetingId)) return [];
  const { afterEachMeeting, atEnd } = programme.feedback;
  return meetings.at(-1) === meetingId ? [...afterEachMeeting, ...atEnd] : [...afterEachMeeting];
}

/** A task's title, a prompt's question. */
export function itemTitle(item: Item): Localised {
  return item.kind === 'task' ? item.task.title : item.prompt.text;
}

export function itemId(item: Item): (Task | Prompt)['id'] {
  return item.kind === 'task' ? item.task.id : item.prompt.id;
}

export function itemScope(item: Item): 'organisation' | 'person' {
  return item.kind === 'task' ? item.task.scope : item.prompt.scope;
}
