/** What a delivery tells its recipient, looked up at the moment it is sent; or why it is not worth sending any more. */
import type { Content, SkipReason } from '../domain/delivery.ts';
import type { BroadcastId, OrganisationId } from '../domain/ids.ts';
import type { Person } from '../domain/people.ts';
import type { Refusal } from '../domain/problem.ts';
import type { MeetingLine, MentorView, NewcomersView, PairingView, View } from '../domain/view.ts';
import { findMeeting, findOrganisation } from '../rules/lookup.ts';
import { maySilence } from '../rules/mutes.ts';
import { membershipsIn, permitting, reaching } from '../rules/rights.ts';
import type { AcademyVerb } from '../rules/rights.ts';
import type { Academy } from './academies.ts';
import { readBroadcast } from './broadcast-parts.ts';
import { cancelledView, movedView } from './corrections.ts';
import type { Act, Deps } from './deps.ts';
import { nextThing, showDesk } from './desk.ts';
import { showFeedback } from './feedback.ts';
import { showHome } from './home.ts';
import { bringBack, closeSprint, followUp } from './looking-back.ts';
import { showMeeting } from './meetings.ts';
import { languageOf } from './languages.ts';
import { mentorMember } from './names.ts';
import { showNewcomer } from './newcomer-answer.ts';
import { showNewcomers } from './newcomers-open.ts';
import { showSprint } from './overview.ts';
import { showPrompt } from './prompts.ts';
import { remindersIn, remindersOnDay } from './reminders.ts';
import { showTask } from './tasks.ts';
import { messageView } from './threads.ts';
import { showWelcome } from './welcome.ts';

/** `revision`: of the broadcast that is told. */
export type Telling = { readonly tell: View; readonly revision?: number } | { readonly skip: SkipReason };

/** @param stands the card stands in the person's chat already, and is to be drawn anew */
export async function tell(
  deps: Deps,
  academy: Academy,
  person: Person,
  content: Content,
  stands = false,
): Promise<Telling> {
  // Also where the person has left the academy whose notice it is: it carries what others remind of.
  if (content.kind === 'reminders' && content.day !== undefined)
    return told(await remindersView(await remindersOnDay(deps, person, content.day)));
  const [first, ...rest] = permitting(verbOf(content), membershipsIn(person, academy.id, deps.wallNow()));
  if (!first) return { skip: 'left' };
  const act: Act = { deps, academy, person, memberships: [first, ...rest] };
  if (content.kind === 'broadcast') return tellBroadcast(act, content.broadcast, stands);
  return told(await lookUp(act, content));
}

function told(view: View | Refusal | SkipReason): Telling {
  if (typeof view === 'string') return { skip: view };
  return 'code' in view ? { skip: 'gone' } : { tell: view };
}

/** A card is told to whoever may also open it. */
function verbOf(content: Content): AcademyVerb {
  switch (content.kind) {
    case 'prompt':
    case 'bringBack':
      return 'prompt.show';
    case 'task':
    case 'followUp':
    case 'reminders':
      return 'task.show';
    case 'feedback':
      return 'feedback.show';
    case 'message':
    case 'pairing':
      return 'thread.show';
    case 'desk':
      return 'desk.show';
    case 'newcomer':
      return 'newcomer.show';
    case 'newcomers':
      return 'newcomer.list';
    case 'welcome':
    case 'home':
    case 'sprint':
    case 'closing':
    case 'meeting':
    case 'moved':
    case 'cancelled':
    case 'broadcast':
      return 'meeting.show';
  }
}

async function lookUp(
  act: Act,
  content: Exclude<Content, { kind: 'broadcast' }>,
): Promise<View | Refusal | SkipReason> {
  switch (content.kind) {
    case 'welcome':
      return showWelcome(act);
    case 'home':
      return (await showHome(act))[0] ?? 'left';
    case 'desk':
      return showDesk(act);
    case 'newcomer':
      return unlessDecided(await showNewcomer(act, content.newcomer));
    case 'newcomers':
      return unlessNone(await showNewcomers(act));
    case 'sprint':
      return showSprint(act, content.sprint);
    case 'prompt':
      return unlessDone(await showPrompt(act, content.item, { reminder: content.reminder ?? false }));
    case 'task':
      return unlessDone(await showTask(act, content.item, { reminder: true }));
    case 'bringBack':
      return bringBack(act, content.item);
    case 'closing':
      return closeSprint(act, content.sprint);
    case 'followUp':
      return followUp(act);
    case 'reminders':
      return remindersView([{ act, items: content.items }]);
    case 'feedback':
      return unlessDone(await showFeedback(act, content.meeting));
    case 'meeting':
      return meetingReminder(act, content);
    case 'moved':
      return movedView(act, content);
    case 'cancelled':
      return cancelledView(act, content);
    case 'pairing':
      return pairingView(act, content.organisation);
    case 'message':
      return (await messageView(act, content.pairing, content.number)) ?? 'gone';
  }
}

function unlessDone<V extends View>(view: V | Refusal): V | Refusal | SkipReason {
  if ('code' in view) return view;
  const mode = 'form' in view ? view.form.mode : 'mode' in view ? view.mode : 'ask';
  if (mode === 'closed') return 'closed';
  return mode === 'receipt' ? 'answered' : view;
}

function unlessDecided<V extends Awaited<ReturnType<typeof showNewcomer>>>(view: V): V | SkipReason {
  return 'code' in view || !view.decision ? view : 'answered';
}

function unlessNone(view: NewcomersView): NewcomersView | SkipReason {
  return view.waiting.length > 0 ? view : 'answered';
}

/** One item is its own card, which can be answered at once. */
async function remindersView(all: Parameters<typeof remindersIn>[0]): Promise<View | Refusal | SkipReason> {
  const found = await remindersIn(all);
  if (typeof found === 'string') return found;
  const [first, ...more] = found;
  const [only, ...others] = first.lines;
  if (more.length + others.length > 0 || !only) {
    const academies = found.map(({ act: { academy }, lines }) => ({
      frame: academy.frame,
      lines,
      maySilence: maySilence(academy.programme),
    }));
    return { kind: 'reminders', frame: first.act.academy.frame, academies };
  }
  const show = only.kind === 'task' ? showTask : showPrompt;
  return unlessDone(await show(first.act, only.item, { reminder: true }));
}

/** The correction tells of the new time; of the old one nobody is reminded any more. */
async function meetingReminder(
  act: Act,
  { meeting, starts }: Extract<Content, { kind: 'meeting' }>,
): Promise<View | Refusal | SkipReason> {
  const now = findMeeting(act.academy.programme, meeting);
  if (now && starts !== undefined && now.meeting.starts !== starts) return 'moved';
  return unlessOver(await showMeeting(act, meeting, { reminder: true }));
}

function unlessOver<V extends Awaited<ReturnType<typeof showMeeting>>>(view: V): V | SkipReason {
  return 'code' in view || view.meeting.ends > view.frame.now ? view : 'closed';
}

/** What stands there is put right whether or not it is still worth sending. */
async function tellBroadcast(act: Act, id: BroadcastId, stands: boolean): Promise<Telling> {
  const doc = await readBroadcast(act.deps.store, act.academy, id);
  if (!doc) return { skip: 'gone' };
  const { meeting, audience, status, revision } = doc.data;
  if (status.status === 'withdrawn') return { skip: 'withdrawn' };
  const view = await showMeeting(act, meeting, { reminder: true, broadcast: id });
  if ('code' in view) return { skip: 'gone' };
  if (!stands && audience.to === 'noRsvp' && hasAnswered(view.meeting)) return { skip: 'answered' };
  const worth = stands ? view : unlessOver(view);
  return typeof worth === 'string' ? { skip: worth } : { tell: worth, revision };
}

const hasAnswered = ({ rsvp, rsvpFor }: MeetingLine): boolean => rsvp !== undefined && rsvpFor === undefined;

async function pairingView(act: Act, id: OrganisationId): Promise<PairingView | MentorView | SkipReason> {
  const { academy, deps } = act;
  const organisation = findOrganisation(academy.programme, id);
  const pairing = academy.revision.pairings.find((p) => p.organisation === id);
  const mentor = await mentorMember(deps.academies, academy, id);
  const mine = reaching(id, act.memberships)[0];
  if (!organisation || !pairing || !mentor) return 'gone';
  if (!mine) return 'left';
  const people = await deps.academies.members(academy, id);
  const language = await languageOf(deps, academy);
  if (mine.role !== 'mentor') {
    return {
      kind: 'mentor',
      frame: academy.frame,
      organisation: organisation.name,
      mentor: { name: mentor.name, language: language(mentor) },
      colleagues: people.filter((p) => p.person !== act.person.id).map((p) => p.name),
      thread: pairing.id,
    };
  }
  const next = nextThing(academy);
  return {
    kind: 'pairing',
    frame: academy.frame,
    organisation: { organisation: id, name: organisation.name, languages: organisation.languages },
    people: people.map((member) => ({ name: member.name, language: language(member) })),
    thread: pairing.id,
    ...(next ? { next } : {}),
  };
}
