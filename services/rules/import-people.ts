/** What an import makes of persons: their memberships, the roster's pages, the pairings. */
import { ROSTER_PAGE } from '../domain/academy.ts';
import { pairingId } from '../domain/ids.ts';
import type { AcademyId, OrganisationId, PairingId, PersonId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Member, Membership, Pairing, Person, Role } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';

export interface PersonRole {
  readonly role: Role;
  readonly organisation?: OrganisationId;
}

/** A person as the roster and the programme together want them. */
export interface WantedPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly language: Language;
  /** The main one first. */
  readonly addresses: readonly string[];
  readonly tenant?: string;
  /** As the roster has them: a mentor's organisations are not here but in `memberships`. */
  readonly roles: readonly PersonRole[];
  /** One for each role and organisation. */
  readonly memberships: readonly PersonRole[];
}

/** The person after the import; the very same object where nothing changes. What the roster leaves out, and what
 * belongs to other academies, stays. */
export function personAfter(
  person: Person | undefined,
  wanted: WantedPerson,
  academy: AcademyId,
  now: Instant,
): Person {
  const old = person ?? {
    id: wanted.id,
    name: '',
    addresses: [],
    language: wanted.language,
    languageChosen: false,
    accounts: [],
    memberships: [],
  };
  const memberships = membershipsAfter(old.memberships, academy, wanted.memberships, now);
  const addresses = [...new Set([...wanted.addresses, ...old.addresses])];
  const language = old.languageChosen ? old.language : wanted.language;
  const tenant = wanted.tenant ?? old.tenant;
  const same =
    memberships === old.memberships &&
    addresses.length === old.addresses.length &&
    language === old.language &&
    tenant === old.tenant &&
    wanted.name === old.name;
  if (same) return old;
  return {
    ...old,
    name: wanted.name,
    addresses,
    language,
    memberships,
    ...(tenant !== undefined && { tenant }),
  };
}

/** A person whom the roster no longer names: what they were is ended, not forgotten. */
export function personGone(person: Person, academy: AcademyId, now: Instant): Person {
  const memberships = membershipsAfter(person.memberships, academy, [], now);
  return memberships === person.memberships ? person : { ...person, memberships };
}

function membershipsAfter(
  old: readonly Membership[],
  academy: AcademyId,
  wanted: readonly PersonRole[],
  now: Instant,
): readonly Membership[] {
  const running = (one: Membership) => one.academy === academy && one.to === undefined;
  const asked = (one: Membership) => wanted.some((role) => sameRole(role, one));
  const held = (role: PersonRole) => old.some((one) => running(one) && sameRole(role, one));
  const begun = wanted
    .filter((role) => !held(role))
    .map((role): Membership => ({ ...role, academy, from: now }));
  if (begun.length === 0 && old.every((one) => !running(one) || asked(one))) return old;
  return [...old.map((one) => (running(one) && !asked(one) ? { ...one, to: now } : one)), ...begun];
}

const sameRole = (a: PersonRole, b: PersonRole): boolean =>
  a.role === b.role && a.organisation === b.organisation;

/** A page of the roster to be: of one organisation's participants or, without, of mentors and coordinators. */
export interface WantedPage {
  readonly organisation?: OrganisationId;
  readonly members: readonly Member[];
}

/** The roster in pages: mentors and coordinators first, then each organisation in the programme's order. In a page
 * people stand by name, so that the order of the file's rows means nothing. */
export function rosterPages(
  people: readonly WantedPerson[],
  organisations: readonly OrganisationId[],
): WantedPage[] {
  const groups = new Map<OrganisationId | undefined, Member[]>(
    [undefined, ...organisations].map((id) => [id, []]),
  );
  for (const { id: person, name, language, roles } of people)
    for (const role of roles) groups.get(role.organisation)?.push({ person, name, language, ...role });
  return [...groups].flatMap(([organisation, members]) =>
    pagesOf(members.sort(byName)).map((page) => ({
      ...(organisation !== undefined && { organisation }),
      members: page,
    })),
  );
}

function byName(a: Member, b: Member): number {
  const [one, other] = [a, b].map(({ name, person, role }) => `${name}\u0000${person}\u0000${role}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

function pagesOf(members: readonly Member[]): Member[][] {
  return Array.from({ length: Math.ceil(members.length / ROSTER_PAGE) }, (_, page) =>
    members.slice(page * ROSTER_PAGE, (page + 1) * ROSTER_PAGE),
  );
}

export interface WantedPairing {
  readonly id: PairingId;
  readonly organisation: OrganisationId;
  readonly mentor: PersonId;
}

export interface PairingDecision {
  readonly current: readonly WantedPairing[];
  /** Those of `current` that there is no document of yet. */
  readonly begun: readonly WantedPairing[];
  readonly ended: readonly Pairing[];
}

/** Which pairings run on, begin and end. A pairing that ended stays ended: the same two meet again in a new one,
 * since its thread is a new conversation. */
export function decidePairings(
  existing: readonly Pairing[],
  wanted: readonly { readonly organisation: OrganisationId; readonly mentor: PersonId }[],
): PairingDecision {
  const running = existing.filter(({ to }) => to === undefined);
  const of = (all: readonly Pairing[], pair: (typeof wanted)[number]) =>
    all.filter(({ organisation, mentor }) => organisation === pair.organisation && mentor === pair.mentor);
  const decided = wanted.map(({ organisation, mentor }) => {
    const runs = of(running, { organisation, mentor })[0];
    const before = of(existing, { organisation, mentor }).length;
    const fresh = `${organisation}.${mentor}${before === 0 ? '' : `.${String(before + 1)}`}`;
    return { pairing: { id: runs?.id ?? pairingId(fresh), organisation, mentor }, runs: runs !== undefined };
  });
  const current = decided.map(({ pairing }) => pairing);
  const kept = new Set(current.map(({ id }) => id));
  return {
    current,
    begun: decided.filter(({ runs }) => !runs).map(({ pairing }) => pairing),
    ended: running.filter(({ id }) => !kept.has(id)),
  };
}
