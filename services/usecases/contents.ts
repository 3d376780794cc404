/** What a delivery tells its recipient, looked up at the moment it is sent; or why it is not worth sending any more. */
import type { Broadcast } from '../domain/broadcast.ts';
import type { Content, SkipReason } from '../domain/delivery.ts';
import type { OrganisationId } from '../domain/ids.ts';
import { languages } from '../domain/language.ts';
import type { Language } from '../domain/language.ts';
import type { Membership, Person } from '../domain/people.ts';
import type { Refusal } from '../domain/problem.ts';
import type { MentorView, PairingView, View, WelcomeView } from '../domain/view.ts';
import { findOrganisation } from '../rules/lookup.ts';
import { membershipsIn, permitting, reaching } from '../rules/rights.ts';
import type { AcademyVerb } from '../rules/rights.ts';
import { academyPartition } from '../store/documents.ts';
import type { Academy } from './academies.ts';
import type { Act, Deps } from './deps.ts';
import { nextThing, showDesk } from './desk.ts';
import { showFeedback } from './feedback.ts';
import { showHome } from './home.ts';
import { showMeeting } from './meetings.ts';
import { coordinatorNames, mentorMember, organisationName } from './names.ts';
import { showSprint } from './overview.ts';
import { showPrompt } from './prompts.ts';
import { showTask } from './tasks.ts';
import { messageView } from './threads.ts';

export type Telling = { readonly tell: View } | { readonly skip: SkipReason };

export async function tell(deps: Deps, academy: Academy, person: Person, content: Content): Promise<Telling> {
  const [first, ...rest] = permitting(verbOf(content), membershipsIn(person, academy.id, deps.wallNow()));
  if (!first) return { skip: 'left' };
  const act: Act = { deps, academy, person, memberships: [first, ...rest] };
  const view = await lookUp(act, content);
  if (typeof view === 'string') return { skip: view };
  return 'code' in view ? { skip: 'gone' } : { tell: view };
}

/** A card is told to whoever may also open it. */
function verbOf(content: Content): AcademyVerb {
  switch (content.kind) {
    case 'prompt':
      return 'prompt.show';
    case 'task':
      return 'task.show';
    case 'feedback':
      return 'feedback.show';
    case 'message':
    case 'pairing':
      return 'thread.show';
    case 'desk':
      return 'desk.show';
    case 'welcome':
    case 'home':
    case 'sprint':
    case 'meeting':
    case 'broadcast':
      return 'meeting.show';
  }
}

async function lookUp(act: Act, content: Content): Promise<View | Refusal | SkipReason> {
  switch (content.kind) {
    case 'welcome':
      return welcomeView(act);
    case 'home':
      return (await showHome(act))[0] ?? 'left';
    case 'desk':
      return showDesk(act);
    case 'sprint':
      return showSprint(act, content.sprint);
    case 'prompt':
      return unlessDone(await showPrompt(act, content.item, { reminder: content.reminder ?? false }));
    case 'task':
      return unlessDone(await showTask(act, content.item, { reminder: true }));
    case 'feedback':
      return unlessDone(await showFeedback(act, content.meeting));
    case 'meeting':
      return unlessOver(await showMeeting(act, content.meeting, { reminder: true }));
    case 'broadcast':
      return broadcastView(act, content.broadcast);
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

function unlessOver<V extends Awaited<ReturnType<typeof showMeeting>>>(view: V): V | SkipReason {
  return 'code' in view || view.meeting.ends > view.frame.now ? view : 'closed';
}

async function broadcastView(
  act: Act,
  id: Extract<Content, { kind: 'broadcast' }>['broadcast'],
): Promise<View | Refusal | SkipReason> {
  const doc = await act.deps.store.read<Broadcast>(academyPartition(act.academy.id), `broadcast:${id}`);
  if (!doc) return 'gone';
  const { texts, meeting, by, audience } = doc.data;
  const author = await act.deps.persons.read(by);
  const text = textFor(texts, act.person.language, act.academy.programme.defaultLanguage);
  const message = text === undefined ? {} : { message: { text, from: author?.data.name ?? '–' } };
  const view = await showMeeting(act, meeting, { reminder: true, ...message });
  const answered = !('code' in view) && audience.to === 'noRsvp' && view.meeting.rsvp !== undefined;
  return answered ? 'answered' : unlessOver(view);
}

/** The coordinator's words in the reader's language, else in the one most likely understood. */
function textFor(texts: Broadcast['texts'], language: Language, fallback: Language): string | undefined {
  return [language, fallback, ...languages].map((l) => texts[l]).find((text) => text !== undefined);
}

async function welcomeView(act: Act): Promise<WelcomeView> {
  const { academy, person, deps } = act;
  const { programme } = academy;
  const { role, organisation } = foremost(act.memberships);
  return {
    kind: 'welcome',
    frame: academy.frame,
    name: person.name,
    role,
    ...(organisation === undefined || role !== 'participant'
      ? {}
      : { organisation: organisationName(academy, organisation) }),
    summary: programme.summary,
    dataNotice: programme.dataNotice,
    languages: programme.languages,
    language: person.language,
    coordinators: await coordinatorNames(deps.academies, academy),
  };
}

/** The role that says most about what a person came for, where they have several. */
function foremost(memberships: Act['memberships']): Membership {
  const byRole = (role: Membership['role']) => memberships.find((m) => m.role === role);
  return byRole('coordinator') ?? byRole('mentor') ?? memberships[0];
}

async function pairingView(act: Act, id: OrganisationId): Promise<PairingView | MentorView | SkipReason> {
  const { academy, deps } = act;
  const organisation = findOrganisation(academy.programme, id);
  const pairing = academy.revision.pairings.find((p) => p.organisation === id);
  const mentor = await mentorMember(deps.academies, academy, id);
  const mine = reaching(id, act.memberships)[0];
  if (!organisation || !pairing || !mentor) return 'gone';
  if (!mine) return 'left';
  const people = await deps.academies.members(academy, id);
  if (mine.role !== 'mentor') {
    return {
      kind: 'mentor',
      frame: academy.frame,
      organisation: organisation.name,
      mentor: { name: mentor.name, language: mentor.language },
      colleagues: people.filter((p) => p.person !== act.person.id).map((p) => p.name),
      thread: pairing.id,
    };
  }
  const next = nextThing(academy);
  return {
    kind: 'pairing',
    frame: academy.frame,
    organisation: { organisation: id, name: organisation.name, languages: organisation.languages },
    people: people.map(({ name, language }) => ({ name, language })),
    thread: pairing.id,
    ...(next ? { next } : {}),
  };
}
