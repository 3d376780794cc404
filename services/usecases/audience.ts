import type { Rsvp } from '../domain/answer.ts';
import type { Audience } from '../domain/delivery.ts';
import type { MeetingId, OrganisationId, PersonId } from '../domain/ids.ts';
import type { Member } from '../domain/people.ts';
import { findItem, findMeeting } from '../rules/lookup.ts';
import { answeredForOther } from '../rules/moved.ts';
import { each } from '../store/access.ts';
import { academyPartition, marks, rsvpId, rsvps, workPrefix } from '../store/documents.ts';
import type { Academy } from './academies.ts';
import type { Deps } from './deps.ts';

/**
 * Who of a roster page belongs to an audience. A page holds the people of one organisation, or mentors and
 * coordinators, so that at most one organisation's marks are read for it.
 */
export async function inAudience(
  deps: Deps,
  academy: Academy,
  audience: Audience,
  members: readonly Member[],
): Promise<readonly Member[]> {
  const of = (...roles: readonly Member['role'][]) => members.filter((member) => roles.includes(member.role));
  switch (audience.to) {
    case 'everybody':
      return members;
    case 'participants':
      return of('participant');
    case 'sprint':
      return of('participant', 'mentor');
    case 'organisation': {
      const mentor = academy.revision.pairings.find((p) => p.organisation === audience.organisation)?.mentor;
      return members.filter((m) =>
        m.role === 'participant'
          ? m.organisation === audience.organisation
          : m.role === 'mentor' && m.person === mentor,
      );
    }
    case 'people': {
      const people = new Set(audience.people);
      return members.filter((member) => people.has(member.person));
    }
    case 'noRsvp':
      return withoutRsvp(deps, academy, audience.meeting, of('participant', 'mentor'));
    case 'unanswered':
      return unanswered(deps, academy, audience.item, of('participant'));
    case 'reminded': {
      const found = await Promise.all(
        audience.items.map((item) => unanswered(deps, academy, item, of('participant'))),
      );
      return [...new Set(found.flat())];
    }
  }
}

/** Point reads for the mentors of a page, one range for each of its organisations. */
async function withoutRsvp(
  deps: Deps,
  academy: Academy,
  meeting: MeetingId,
  members: readonly Member[],
): Promise<readonly Member[]> {
  const pk = academyPartition(academy.id);
  const answered = new Set<PersonId>();
  const now = findMeeting(academy.programme, meeting)?.meeting;
  // Who answered for a time that the meeting is no longer at has yet to.
  const counts = (rsvp: Rsvp): boolean =>
    !now || answeredForOther(rsvp, now, academy.programme.timezone) === undefined;
  const organisations = new Set(members.flatMap((member) => member.organisation ?? []));
  for (const organisation of organisations) {
    for await (const rsvp of each(deps.store, rsvps, pk, `${meeting}/${organisation}/`))
      if (counts(rsvp)) answered.add(rsvp.person);
  }
  for (const { person, organisation } of members) {
    if (organisation !== undefined || answered.has(person)) continue;
    const doc = await deps.store.read<Rsvp>(pk, rsvpId(meeting, person));
    if (doc && counts(doc.data)) answered.add(person);
  }
  return members.filter((member) => !answered.has(member.person));
}

async function unanswered(
  deps: Deps,
  academy: Academy,
  id: Extract<Audience, { to: 'unanswered' }>['item'],
  members: readonly Member[],
): Promise<readonly Member[]> {
  const item = findItem(academy.programme, id);
  if (!item) return [];
  const organisations = new Set(members.flatMap((member) => member.organisation ?? []));
  const done = new Set<PersonId | OrganisationId>();
  for (const organisation of organisations) {
    const prefix = workPrefix(organisation, item.sprint.id, id);
    for await (const mark of each(deps.store, marks, academyPartition(academy.id), prefix)) {
      done.add(mark.person ?? mark.organisation);
    }
  }
  const isDone = (m: Member) =>
    done.has(m.person) || (m.organisation !== undefined && done.has(m.organisation));
  return members.filter((member) => !isDone(member));
}

/** Everybody in an audience, a roster page at a time. */
export async function* audienceOf(deps: Deps, academy: Academy, audience: Audience): AsyncGenerator<Member> {
  for (const index of academy.revision.pages.keys()) {
    const members = await deps.academies.page(academy.id, academy.revision.id, index);
    yield* await inAudience(deps, academy, audience, members);
  }
}
