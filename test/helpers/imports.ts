/** Two imports of a small academy that differ in everything an import can change, and what they leave. */
import assert from 'node:assert/strict';
import { organisationId } from '../../services/domain/ids.ts';
import type { Person, RosterEntry } from '../../services/domain/people.ts';
import type { Programme } from '../../services/domain/programme.ts';
import { agenda } from '../../services/store/documents-agenda.ts';
import {
  academyPartition,
  addressKey,
  docOf,
  heads,
  keyPartition,
  notices,
  pairings,
  personKeys,
  personPartition,
  persons,
  projections,
  revisions,
  rosterPages,
} from '../../services/store/documents.ts';
import type { PersonKey } from '../../services/store/documents.ts';
import type { AcademyHead } from '../../services/domain/academy.ts';
import type { Store } from '../../services/store/port.ts';
import { applyImport, prepareImport } from '../../services/usecases/import.ts';
import { anAccount, aRosterEntry } from './builders.ts';
import { anOrganisation, aProgramme, moment } from './programme.ts';

export const NOW = moment('2023-05-01T06:00Z');
export const LATER = moment('2023-05-02T06:00Z');
export const HUS = organisationId('hus');
export const PK = academyPartition(aProgramme().id);

function without(entry: RosterEntry): RosterEntry {
  const { organisation: _organisation, ...rest } = entry;
  return rest;
}
const staff = (name: string, address: string, role: 'mentor' | 'coordinator') =>
  without(aRosterEntry({ name, address, role }));

export const KATRI = staff('Katri', 'katri@org.example', 'coordinator');
export const RAILI = staff('Raili', 'm1@expert.example', 'mentor');
export const CAMILLA = staff('Camilla', 'm5@expert.example', 'mentor');
export const AINO = aRosterEntry();
export const ALVA = aRosterEntry({
  name: 'Alva',
  address: 'alva@hus.example',
  organisation: HUS,
  language: 'sv',
});
export const ROSTER = [KATRI, RAILI, CAMILLA, AINO, ALVA];

/** The second import: Aino has gone, Matti has come, Raili mentors both, a task is gone. */
export const MATTI = aRosterEntry({
  name: 'Matti',
  address: 'matti@hus.example',
  organisation: HUS,
  rosterId: '7',
});
export const CHANGED = [KATRI, RAILI, { ...CAMILLA, role: 'coordinator' as const }, ALVA, MATTI];
export const changedProgramme = (): Programme =>
  aProgramme({
    organisations: [anOrganisation(), anOrganisation({ id: HUS, mentor: 'm1@expert.example' })],
    sprints: aProgramme().sprints.map((sprint) => ({ ...sprint, tasks: sprint.tasks.slice(1) })),
  });

export async function importing(
  store: Store,
  programme = aProgramme(),
  roster: readonly RosterEntry[] = ROSTER,
  now = NOW,
) {
  const prepared = await prepareImport(store, programme, roster, now);
  return { plan: prepared, result: await applyImport(store, prepared, now) };
}

export async function dataOf<T>(store: Store, pk: string, id: string): Promise<T> {
  const doc = await store.read<T>(pk, id);
  assert.ok(doc, `there is ${pk} ${id}`);
  return doc.data;
}
export const headOf = (store: Store) => dataOf<AcademyHead>(store, PK, 'head');

export async function personOf(store: Store, address: string): Promise<Person> {
  const { person } = await dataOf<PersonKey>(store, keyPartition(addressKey(address)), 'key');
  return dataOf<Person>(store, personPartition(person), 'person');
}

/** The person has the app and has been heard of. */
export async function reachable(store: Store, address: string): Promise<void> {
  const { id } = await personOf(store, address);
  const doc = await store.read<Person>(personPartition(id), 'person');
  assert.ok(doc);
  await store.replace(docOf(persons, { ...doc.data, accounts: [anAccount()] }), doc.etag);
}

const KINDS = [heads, revisions, rosterPages, projections, pairings, persons, personKeys, agenda, notices];
const TIMES = new Set(['from', 'to', 'importedAt', 'changed', 'dueAt', 'plannedThrough', 'clockOffset']);

const timeless = (data: unknown): unknown =>
  JSON.parse(
    JSON.stringify(data, (name, value: unknown) =>
      TIMES.has(name) && typeof value !== 'object' ? 'then' : value,
    ),
  );

/** Everything an import writes, with each moment replaced by a word: whether it is there still shows. */
export async function everything(store: Store): Promise<[string, unknown][]> {
  const all: [string, unknown][] = [];
  for (const { type } of KINDS)
    for (const { pk, id, data } of (await store.query({ type, limit: 1000 })).docs)
      all.push([`${pk}/${id}`, timeless(data)]);
  return all.sort(([a], [b]) => (a < b ? -1 : 1));
}
