/** Who the people of a roster are: persons already known by a key, or new ones. */
import { createHash } from 'node:crypto';
import { personId } from '../domain/ids.ts';
import type { AcademyId, OrganisationId, PersonId } from '../domain/ids.ts';
import type { Person, RosterEntry } from '../domain/people.ts';
import type { Programme } from '../domain/programme.ts';
import type { PersonRole, WantedPerson } from '../rules/import-people.ts';
import { addressKey, keyPartition, personPartition, rosterKey } from '../store/documents.ts';
import type { PersonKey } from '../store/documents.ts';
import type { Store } from '../store/port.ts';

/** One of the people to import, with what is known of them. */
export interface Identified {
  readonly wanted: WantedPerson;
  /** What leads to them and is not in the store yet. */
  readonly missingKeys: readonly string[];
  readonly person: Person | undefined;
}

/** The rows of one person. */
export interface PersonRows {
  readonly first: RosterEntry;
  readonly rows: readonly RosterEntry[];
  readonly addresses: readonly string[];
  readonly rosterId?: string;
}

export function groupRows(entries: readonly RosterEntry[]): PersonRows[] {
  const byAddress = new Map<string, RosterEntry[]>();
  for (const entry of entries) {
    const rows = byAddress.get(entry.address);
    if (rows) rows.push(entry);
    else byAddress.set(entry.address, [entry]);
  }
  return [...byAddress.values()].flatMap((rows) => {
    const [first] = rows;
    if (!first) return [];
    const rosterId = rows.map((row) => row.rosterId).find((id) => id !== undefined);
    const addresses = [...new Set([first.address, ...rows.flatMap(({ aliases }) => aliases)])];
    return [{ first, rows, addresses, ...(rosterId !== undefined && { rosterId }) }];
  });
}

/**
 * Finds or names the person behind some rows. A new person's id follows from the roster, so that an import that
 * crashed makes the same person when it is repeated.
 * @returns words on what is wrong where the keys lead to different persons
 */
export async function identify(
  store: Store,
  academy: AcademyId,
  group: PersonRows,
  mentoring: (addresses: readonly string[]) => readonly OrganisationId[],
): Promise<Identified | { readonly problem: string }> {
  const { first, rosterId, addresses } = group;
  const keys = [
    ...(rosterId === undefined ? [] : [rosterKey(academy, rosterId)]),
    ...addresses.map((address) => addressKey(address)),
  ];
  const found: { key: string; leadsTo: PersonId | undefined }[] = [];
  for (const key of keys) found.push({ key, leadsTo: await lookUp(store, key) });
  const known = found.flatMap(({ leadsTo }) => leadsTo ?? []);
  const id = known[0] ?? newPersonId(academy, group);
  if (known.some((other) => other !== id))
    return { problem: `${first.address}: an id or address of this person belongs to another person already` };
  return {
    wanted: wantedPerson(id, group, mentoring(addresses)),
    missingKeys: found.filter(({ leadsTo }) => leadsTo === undefined).map(({ key }) => key),
    person: (await store.read<Person>(personPartition(id), 'person'))?.data,
  };
}

async function lookUp(store: Store, key: string): Promise<PersonId | undefined> {
  return (await store.read<PersonKey>(keyPartition(key), 'key'))?.data.person;
}

function newPersonId(academy: AcademyId, { first, rosterId }: PersonRows): PersonId {
  const seed = rosterId === undefined ? first.address : `${academy}/${rosterId}`;
  return personId(`p-${createHash('sha256').update(seed).digest('hex').slice(0, 16)}`);
}

function wantedPerson(
  id: PersonId,
  { first, rows, addresses }: PersonRows,
  mentored: readonly OrganisationId[],
): WantedPerson {
  const roles = rows.map(({ role, organisation }): PersonRole => ({
    role,
    ...(organisation !== undefined && { organisation }),
  }));
  const memberships = roles.flatMap((held): PersonRole[] =>
    held.role === 'mentor' && mentored.length > 0
      ? mentored.map((organisation) => ({ role: 'mentor', organisation }))
      : [held],
  );
  const tenant = rows.map((row) => row.tenant).find((one) => one !== undefined);
  const { name, language } = first;
  return { id, name, language, addresses, roles, memberships, ...(tenant !== undefined && { tenant }) };
}

/** Organisations by the address of their mentor. */
export function mentoredBy(
  programme: Programme,
): (addresses: readonly string[]) => readonly OrganisationId[] {
  const byMentor = new Map<string, OrganisationId[]>();
  for (const { id, mentor } of programme.organisations)
    if (mentor !== undefined) byMentor.set(mentor, [...(byMentor.get(mentor) ?? []), id]);
  return (addresses) => addresses.flatMap((address) => byMentor.get(address) ?? []);
}
