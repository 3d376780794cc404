import type { Readers } from '../domain/answer.ts';
import type { AcademyId, OrganisationId, PersonId } from '../domain/ids.ts';
import type { Membership } from '../domain/people.ts';
import type { Share } from '../domain/programme.ts';
import type { Instant } from '../domain/time.ts';

/** What an author chose: a circle, and whom the card named as standing in it. */
export interface Shared {
  readonly share?: Share;
  readonly readers?: Readers;
}

/** Whether a person may read another's own answer, by what its author chose, whom the card named then, and what the
 * reader is now. What was not shared is its author's alone; who takes somebody's place later was not named. */
export function mayRead(
  { share, readers }: Shared,
  author: { readonly person: PersonId; readonly organisation: OrganisationId },
  reader: { readonly person: PersonId; readonly memberships: readonly Membership[] },
  academy: AcademyId,
  now: Instant,
): boolean {
  if (author.person === reader.person) return true;
  return reader.memberships.some(
    (membership) =>
      membership.academy === academy &&
      isHeld(membership, now) &&
      admits(share ?? 'me', membership, author.organisation) &&
      (share === 'academy' || isNamed(readers, reader.person)),
  );
}

function admits(share: Share, { role, organisation }: Membership, of: OrganisationId): boolean {
  switch (share) {
    case 'me':
      return false;
    case 'mentor':
      return role === 'mentor' && organisation === of;
    case 'organisation':
      return organisation === of;
    case 'academy':
      return true;
  }
}

function isNamed(readers: Readers | undefined, person: PersonId): boolean {
  return readers !== undefined && (readers.mentor === person || readers.colleagues.includes(person));
}

function isHeld({ from, to }: Membership, now: Instant): boolean {
  return from <= now && (to === undefined || now < to);
}
