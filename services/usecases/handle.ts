/** A person's command to the views that answer it. Rights are checked here and nowhere else. */
import type { Command, CommandOf } from '../domain/command.ts';
import type { Follower } from '../domain/delivery.ts';
import type { AcademyId, OrganisationId } from '../domain/ids.ts';
import type { Person } from '../domain/people.ts';
import type { Refusal } from '../domain/problem.ts';
import type { RefusalView, View } from '../domain/view.ts';
import { membershipsIn, openVerbs, permitting, reaching } from '../rules/rights.ts';
import { answerPrompt, othersOn, showPrompt } from './prompts.ts';
import { answerTask, showTask } from './tasks.ts';
import { renewCalendar, showCalendar } from './calendar.ts';
import type { Academy } from './academies.ts';
import { coordinate, isCoordinating } from './coordinate.ts';
import type { Act, Deps } from './deps.ts';
import { giveFeedback, showFeedback } from './feedback.ts';
import { openMeeting, setRsvp } from './meetings.ts';
import { setReminders, showReminderSettings } from './mutes.ts';
import { coordinatorNames } from './names.ts';
import { handleOpen } from './open.ts';
import { showOrganisation } from './organisation.ts';
import { showOverview, showSprint, showTasks } from './overview.ts';
import { sendMessage, showThread, showThreads } from './threads.ts';
import { showWelcome } from './welcome.ts';

type OpenCommand = CommandOf<(typeof openVerbs)[number]>;
type InAcademy = Exclude<Command, OpenCommand>;

/** The cards that answer a command: one, except where it concerns each of the person's academies. */
export async function handle(
  deps: Deps,
  person: Person,
  command: Command,
  card?: Omit<Follower, 'person'>,
): Promise<readonly View[]> {
  const answer = () => answerTo(deps, person, command, card);
  return deps.trail ? deps.trail.command(command, answer) : answer();
}

async function answerTo(
  deps: Deps,
  person: Person,
  command: Command,
  card: Omit<Follower, 'person'> | undefined,
): Promise<readonly View[]> {
  if (isOpen(command)) return handleOpen(deps, person, command);
  const academy = await deps.academies.read(command.academy);
  const mine = academy ? membershipsIn(person, academy.id, deps.wallNow()) : [];
  if (!academy || mine.length === 0) {
    // Of an academy that the person has never been in, not even its name is told.
    const left = academy && wasIn(person, academy.id);
    return [left ? await refuse(deps, academy, { code: 'left' }) : refusalView({ code: 'gone' })];
  }
  const permitted = permitting(command.verb, mine);
  const organisation = organisationIn(academy, command);
  const [first, ...rest] = organisation === undefined ? permitted : reaching(organisation, permitted);
  if (!first) return [await refuse(deps, academy, { code: 'notAllowed' })];
  const act: Act = { deps, person, academy, memberships: [first, ...rest], ...(card ? { card } : {}) };
  const answer = await run(act, command);
  return ['code' in answer ? await refuse(deps, academy, answer) : answer];
}

function run(act: Act, command: InAcademy): Promise<View | Refusal> {
  if (isCoordinating(command)) return coordinate(act, command);
  switch (command.verb) {
    case 'welcome.show':
      return showWelcome(act);
    case 'tasks.show':
      return showTasks(act);
    case 'sprint.show':
      return showSprint(act, command.sprint);
    case 'task.show':
      return showTask(act, command.item, { edit: command.edit ?? false });
    case 'task.answer':
    case 'task.done':
    case 'task.undo':
      return answerTask(act, command);
    case 'prompt.show':
      return showPrompt(act, command.item, { edit: command.edit ?? false });
    case 'prompt.others':
      return othersOn(act, command.item);
    case 'prompt.answer':
      return answerPrompt(act, command);
    case 'reminders.show':
      return showReminderSettings(act, command.item);
    case 'reminders.set':
      return setReminders(act, command);
    case 'meeting.show':
      return openMeeting(act, command);
    case 'rsvp.set':
      return setRsvp(act, command);
    case 'calendar.show':
      return showCalendar(act);
    case 'calendar.renew':
      return renewCalendar(act, command);
    case 'feedback.show':
      return showFeedback(act, command.meeting);
    case 'feedback.give':
      return giveFeedback(act, command);
    case 'threads.show':
      return showThreads(act);
    case 'thread.show':
      return showThread(act, command.pairing);
    case 'thread.send':
      return sendMessage(act, command);
    case 'overview.show':
      return showOverview(act);
    case 'organisation.show':
      return showOrganisation(act, command.organisation);
  }
}

function isOpen(command: Command): command is OpenCommand {
  return openVerbs.some((verb) => verb === command.verb);
}

/** The organisation that a command is about, by itself or through its thread. */
function organisationIn(academy: Academy, command: InAcademy): OrganisationId | undefined {
  if ('organisation' in command) return command.organisation;
  if (!('pairing' in command)) return undefined;
  return academy.revision.pairings.find((pairing) => pairing.id === command.pairing)?.organisation;
}

function wasIn(person: Person, academy: AcademyId): boolean {
  return person.memberships.some((membership) => membership.academy === academy);
}

async function refuse(deps: Deps, academy: Academy, refusal: Refusal): Promise<RefusalView> {
  return {
    ...refusalView(refusal),
    frame: academy.frame,
    contacts: await coordinatorNames(deps.academies, academy),
  };
}

export function refusalView(refusal: Refusal, contacts: readonly string[] = []): RefusalView {
  return { kind: 'refusal', refusal, contacts };
}

/** Somebody whom nobody vouches for: a polite no, the same whether or not a roster has somebody like them. Whom to ask
 * (and so who runs what) is told to people of `trusted` tenants alone. */
export async function refuseStranger(deps: Deps, trusted: boolean): Promise<RefusalView> {
  if (!trusted) return refusalView({ code: 'unknownPerson' });
  const academies = await deps.academies.all();
  const names = await Promise.all(academies.map((academy) => coordinatorNames(deps.academies, academy)));
  const view = refusalView({ code: 'unknownPerson' }, [...new Set(names.flat())]);
  const [only, ...more] = academies;
  return only && more.length === 0 ? { ...view, frame: only.frame } : view;
}
