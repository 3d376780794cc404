import type { AcademyId, OrganisationId, PersonId } from '../domain/ids.ts';
import type { Membership } from '../domain/people.ts';
import type { Share } from '../domain/programme.ts';
import type { Instant } from '../domain/time.ts';

/** Whether a person may read another's own answer, by what its author chose and by what the reader is now. What
 * was not shared is its author's alone. The card lists the same people by name when the author chooses. */
export function mayRead(
  share: Share | undefined,
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
      admits(share ?? 'me', membership, author.organisation),
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

function isHeld({ from, to }: Membership, now: Instant): boolean {
  return from <= now && (to === undefined || now < to);
}
