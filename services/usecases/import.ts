/**
 * An import in two steps: `prepareImport` reads what is there and decides what would change; `applyImport` does it.
 * Whatever interrupts the second, doing both again comes to the same end.
 */
import { createHash } from 'node:crypto';
import type { CalendarMeeting } from '../domain/calendar.ts';
import { revisionId } from '../domain/ids.ts';
import type { AcademyId, PersonId, RevisionId } from '../domain/ids.ts';
import type { Person, RosterEntry } from '../domain/people.ts';
import type { Programme } from '../domain/programme.ts';
import type { Instant } from '../domain/time.ts';
import { calendarAfter, calendarOf } from '../rules/calendar-meetings.ts';
import { diffImport } from '../rules/import.ts';
import type { Imported, ImportDiff, ImportedPerson } from '../rules/import.ts';
import { decidePairings, personAfter, personGone, rosterPages } from '../rules/import-people.ts';
import type { PairingDecision, WantedPage, WantedPairing, WantedPerson } from '../rules/import-people.ts';
import { personPartition } from '../store/documents.ts';
import type { Store } from '../store/port.ts';
import { readCurrent } from './import-facts.ts';
import type { Current } from './import-facts.ts';
import { groupRows, identify, mentoredBy } from './import-identity.ts';
import type { Identified } from './import-identity.ts';
import { inParallel } from './parallel.ts';

export { applyImport } from './import-apply.ts';

export interface ImportPlan {
  readonly academy: AcademyId;
  readonly programme: Programme;
  /** What is current now; absent: the academy is new. */
  readonly base?: RevisionId;
  /** What would be current; the same as `base` where the programme and the roster say nothing new. */
  readonly next: RevisionId;
  readonly diff: ImportDiff;
  /** Why this cannot be imported; nothing may be applied while there is one. */
  readonly problems: readonly string[];
  readonly pages: readonly WantedPage[];
  readonly pairings: PairingDecision;
  /** The meetings as calendars will have them. */
  readonly calendar: readonly CalendarMeeting[];
  /** Whose documents have to be written. */
  readonly people: readonly PlannedPerson[];
  /** Whose memberships have to be ended. */
  readonly leaving: readonly PersonId[];
  /** Who and what is to be introduced: new since the last import that came to its end, so that one that was
   * interrupted still tells them when it is repeated. */
  readonly introductions: {
    /** Those who can be reached already, from another academy. */
    readonly people: readonly PersonId[];
    readonly pairings: readonly WantedPairing[];
  };
  readonly finished: boolean;
}

export interface PlannedPerson {
  readonly wanted: WantedPerson;
  readonly missingKeys: readonly string[];
}

/** Nothing to apply: the store has all of it, to the last document. */
export const isDone = (plan: ImportPlan): boolean => plan.base === plan.next && plan.finished;

/**
 * Reads and decides; writes nothing.
 * @param entries of a roster without errors, checked against this programme
 */
export async function prepareImport(
  store: Store,
  programme: Programme,
  entries: readonly RosterEntry[],
  now: Instant,
): Promise<ImportPlan> {
  const academy = programme.id;
  const current = await readCurrent(store, academy);
  const mentoring = mentoredBy(programme);
  const found = await inParallel(groupRows(entries), (group) => identify(store, academy, group, mentoring));
  const people = found.filter((one) => 'wanted' in one);
  const wanted = people.map((one) => one.wanted);
  const pairings = decidePairings(current.pairings, pairsOf(programme, wanted));
  const pages = rosterPages(
    wanted,
    programme.organisations.map(({ id }) => id),
  );
  const content = { programme, pages, pairings: pairings.current };
  const leaving = await leavers(store, academy, current, wanted, now);
  const planned = people.filter((one) => hasWork(one, academy, now));
  return {
    academy,
    programme,
    ...(current.head && { base: current.head.revision }),
    next: nextRevision(current.head?.revision, content),
    diff: diffImport(importedNow(current, people), { programme, people: wanted.map(asImported) }),
    problems: [
      ...found.flatMap((one) => ('problem' in one ? [one.problem] : [])),
      ...twice(wanted),
      ...unwelcome(programme, current, wanted),
    ],
    pages,
    pairings,
    calendar: calendarAfter(current.revision ? calendarOf(current.revision) : [], programme, now),
    people: planned.map(({ wanted, missingKeys }) => ({ wanted, missingKeys })),
    leaving,
    introductions: {
      people: people.filter((one) => isNewAndReachable(one, current)).map((one) => one.wanted.id),
      pairings: current.finished
        ? pairings.current.filter(({ id }) => !current.finished?.pairings.has(id))
        : [],
    },
    finished:
      current.projected &&
      planned.length + leaving.length + pairings.begun.length + pairings.ended.length === 0,
  };
}

const isNewAndReachable = ({ wanted, person }: Identified, { finished }: Current): boolean =>
  !finished?.people.has(wanted.id) && (person?.accounts.some(({ installed }) => installed) ?? false);

/** `<n>.<hash>`: the same number again where the content is what it was. */
function nextRevision(base: RevisionId | undefined, content: unknown): RevisionId {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 10);
  const [number, current] = base?.split('.') ?? ['0'];
  if (base !== undefined && current === hash) return base;
  return revisionId(`${String(Number(number) + 1)}.${hash}`);
}

function pairsOf(programme: Programme, people: readonly WantedPerson[]) {
  const mentors = new Map(
    people
      .filter(({ roles }) => roles.some(({ role }) => role === 'mentor'))
      .flatMap(({ id, addresses }) => addresses.map((address) => [address, id] as const)),
  );
  return programme.organisations.flatMap(({ id: organisation, mentor: address }) => {
    const mentor = address === undefined ? undefined : mentors.get(address);
    return mentor === undefined ? [] : [{ organisation, mentor }];
  });
}

const hasWork = ({ wanted, person, missingKeys }: Identified, academy: AcademyId, now: Instant): boolean =>
  missingKeys.length > 0 || !person || personAfter(person, wanted, academy, now) !== person;

/** Everybody an earlier import brought and this one does not, who still has a membership. */
async function leavers(
  store: Store,
  academy: AcademyId,
  current: Current,
  wanted: readonly WantedPerson[],
  now: Instant,
): Promise<PersonId[]> {
  const staying = new Set(wanted.map(({ id }) => id));
  const gone = [...current.everSeen].filter((id) => !staying.has(id));
  const checked = await inParallel(gone, async (id) => {
    const person = (await store.read<Person>(personPartition(id), 'person'))?.data;
    return person && personGone(person, academy, now) !== person ? [id] : [];
  });
  return checked.flat();
}

const asImported = ({ id, name, language, addresses, roles }: WantedPerson): ImportedPerson => ({
  id,
  name,
  language,
  addresses: [...addresses].sort(),
  roles: roles.map(roleText).sort(),
});

const roleText = ({ role, organisation }: WantedPerson['roles'][number]): string =>
  organisation === undefined ? role : `${role} in ${organisation}`;

/** What is current, in the form in which it is compared. Addresses stand in the persons' own documents, where an old
 * one stays: only a new one is a change. */
function importedNow({ revision, members }: Current, people: readonly Identified[]): Imported | undefined {
  if (!revision) return undefined;
  const fresh = new Map(people.map((one) => [one.wanted.id, one]));
  const byPerson = new Map<PersonId, ImportedPerson>();
  for (const { person: id, name, language, ...role } of members) {
    const { wanted, person } = fresh.get(id) ?? {};
    const addresses = wanted?.addresses.filter((address) => person?.addresses.includes(address)) ?? [];
    const roles = [...(byPerson.get(id)?.roles ?? []), roleText(role)].sort();
    byPerson.set(id, { id, name, language, addresses: addresses.sort(), roles });
  }
  return { programme: revision.programme, people: [...byPerson.values()] };
}

/** Two rows that the store knows as one person, by an id in one and an address in the other. */
function twice(people: readonly WantedPerson[]): string[] {
  const seen = new Map<PersonId, string>();
  return people.flatMap(({ id, addresses: [address = ''] }) => {
    const other = seen.get(id);
    seen.set(id, address);
    return other === undefined ? [] : [`${address} and ${other} are known as one person`];
  });
}

function unwelcome(
  programme: Programme,
  { head, revision }: Current,
  people: readonly WantedPerson[],
): string[] {
  const addresses = new Set(people.flatMap((person) => person.addresses));
  const strangers = programme.organisations.filter(
    ({ mentor }) => mentor !== undefined && !addresses.has(mentor),
  );
  const demo = revision?.programme.demo ?? programme.demo;
  return [
    ...(head?.anonymised
      ? [
          `${programme.id} was anonymised on ${head.anonymised.slice(0, 10)}: import it as another academy (--as)`,
        ]
      : []),
    ...strangers.map(({ id, mentor }) => `the mentor of ${id}, ${mentor ?? ''}, is not in the roster`),
    // Its clock stands elsewhere: what one has told and the other would tell cannot be brought together.
    ...(demo === programme.demo
      ? []
      : ['an academy cannot become a demonstration, nor a demonstration a real one']),
  ];
}
