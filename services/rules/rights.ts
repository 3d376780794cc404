import type { Verb } from '../domain/command.ts';
import type { AcademyId, OrganisationId } from '../domain/ids.ts';
import type { Membership, Person, Role } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';

/** Verbs about no academy in particular: for everybody the rosters know. */
export const openVerbs = [
  'help',
  'language.show',
  'language.set',
  'text',
  'home',
  'public.show',
] as const satisfies readonly Verb[];

export type AcademyVerb = Exclude<Verb, (typeof openVerbs)[number]>;

/**
 * The table of rights: which roles in the academy may do what. Where a command names an organisation (or a thread
 * of one), participants and mentors must belong to it.
 */
export const rights = {
  'welcome.show': ['participant', 'mentor', 'coordinator'],
  'tasks.show': ['participant'],
  'sprint.show': ['participant', 'mentor', 'coordinator'],
  'task.show': ['participant'],
  'task.answer': ['participant'],
  'task.done': ['participant'],
  'task.undo': ['participant'],
  'prompt.show': ['participant'],
  'prompt.others': ['participant', 'mentor'],
  'prompt.answer': ['participant'],
  'reminders.show': ['participant'],
  'reminders.set': ['participant'],
  'meeting.show': ['participant', 'mentor', 'coordinator'],
  'rsvp.set': ['participant', 'mentor'],
  'calendar.show': ['participant', 'mentor', 'coordinator'],
  'calendar.renew': ['participant', 'mentor', 'coordinator'],
  'feedback.show': ['participant'],
  'feedback.give': ['participant'],
  'threads.show': ['participant', 'mentor'],
  'thread.show': ['participant', 'mentor'],
  'thread.send': ['participant', 'mentor'],
  'overview.show': ['mentor'],
  'organisation.show': ['mentor', 'coordinator'],
  'desk.show': ['coordinator'],
  'desk.reach': ['coordinator'],
  'desk.feedback': ['coordinator'],
  'desk.held': ['coordinator'],
  'held.again': ['coordinator'],
  'held.all': ['coordinator'],
  'held.leave': ['coordinator'],
  'notice.show': ['coordinator'],
  'person.show': ['coordinator'],
  'person.find': ['coordinator'],
  'broadcast.compose': ['coordinator'],
  'broadcast.preview': ['coordinator'],
  'broadcast.send': ['coordinator'],
  'broadcast.now': ['coordinator'],
  'broadcast.cancel': ['coordinator'],
  'broadcast.stop': ['coordinator'],
  'broadcast.correct': ['coordinator'],
  'broadcast.withdraw': ['coordinator'],
  'broadcast.show': ['coordinator'],
  'broadcast.list': ['coordinator'],
  'newcomer.list': ['coordinator'],
  'newcomer.show': ['coordinator'],
  'newcomer.link': ['coordinator'],
  'newcomer.refuse': ['coordinator'],
  'newcomer.reopen': ['coordinator'],
  'clock.jump': ['coordinator'],
} as const satisfies Record<AcademyVerb, readonly Role[]>;

/** What a person is in an academy at this moment. */
export function membershipsIn(person: Person, academy: AcademyId, now: Instant): readonly Membership[] {
  return person.memberships.filter((m) => m.academy === academy && isCurrent(m, now));
}

/** The academies a person belongs to at this moment, each once. */
export function academiesOf(person: Person, now: Instant): readonly AcademyId[] {
  return [...new Set(person.memberships.filter((m) => isCurrent(m, now)).map((m) => m.academy))];
}

function isCurrent(membership: Membership, now: Instant): boolean {
  return membership.from <= now && (membership.to === undefined || now < membership.to);
}

/** The memberships by which somebody may use a verb, those of the role named first in the table first; none means
 * no. */
export function permitting(verb: AcademyVerb, memberships: readonly Membership[]): readonly Membership[] {
  const allowed: readonly Role[] = rights[verb];
  return memberships
    .filter((membership) => allowed.includes(membership.role))
    .sort((a, b) => allowed.indexOf(a.role) - allowed.indexOf(b.role));
}

/** Of these memberships, those that reach an organisation: a coordinator's reach all. */
export function reaching(
  organisation: OrganisationId,
  memberships: readonly Membership[],
): readonly Membership[] {
  return memberships.filter((m) => m.role === 'coordinator' || m.organisation === organisation);
}
