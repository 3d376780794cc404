/** What is carried to another store: of a whole installation, or of one academy and nobody else's. */
import type { AcademyId } from '../domain/ids.ts';
import type { Notice } from '../domain/delivery.ts';
import type { Person } from '../domain/people.ts';
import { personOnly } from '../rules/retention.ts';
import { across } from '../store/access.ts';
import { AGENDA, agenda } from '../store/documents-agenda.ts';
import {
  academyPartition,
  accountKey,
  addressKey,
  deliveries,
  heads,
  keyPartition,
  lanePartition,
  laneTallies,
  notices,
  personKeys,
  personPartition,
  persons,
  reminderDays,
  rosterKey,
} from '../store/documents.ts';
import type { AgendaEntry } from '../store/documents-agenda.ts';
import type { PersonKey, ReminderDay } from '../store/documents.ts';
import { KINDS, kindOf } from '../store/documents-all.ts';
import type { Query, Store, Stored } from '../store/port.ts';
import { isOf } from './forget-person.ts';
import { readInstallation } from './installation.ts';

/** Documents may be large: so few are in memory at a time. */
const PAGE = 25;

/** Every document, page by page; an academy's head and its place on the agenda last. */
export async function* carried(store: Store, academy?: AcademyId): AsyncGenerator<Stored> {
  const types = await carriedTypes(store);
  if (academy !== undefined) yield* ofAcademy(store, academy, types);
  else for (const type of types) yield* all(store, { type });
}

/** Those that this program knows, and before them any that a newer one has said it writes. */
async function carriedTypes(store: Store): Promise<readonly string[]> {
  const written = Object.keys((await readInstallation(store))?.data.writes ?? {});
  const foreign = written.filter((type) => !kindOf(type));
  return [...foreign, ...KINDS.filter(({ stays }) => !stays).map(({ type }) => type)];
}

const all = <T>(store: Store, query: Omit<Query, 'limit' | 'after'>) => across<T>(store, query, PAGE);

async function* ofAcademy(
  store: Store,
  academy: AcademyId,
  types: readonly string[],
): AsyncGenerator<Stored> {
  const pk = academyPartition(academy);
  for await (const doc of all<Person>(store, { type: persons.type }))
    if (isOf(doc.data, academy)) yield* ofPerson(store, academy, doc);
  const ofRoster = rosterKey(academy, '');
  for await (const doc of all<PersonKey>(store, { type: personKeys.type }))
    if (doc.data.key.startsWith(ofRoster)) yield doc;
  for (const type of types) if (type !== heads.type) yield* all(store, { pk, type });
  for await (const { data } of all<Notice>(store, { pk, type: notices.type }))
    yield* lanesOf(store, data, types);
  yield* all(store, { pk, type: heads.type });
  for await (const doc of all<AgendaEntry>(store, { pk: AGENDA, type: agenda.type }))
    if (doc.data.academy === academy) yield doc;
}

async function* lanesOf(
  store: Store,
  { academy, id, lanes }: Notice,
  types: readonly string[],
): AsyncGenerator<Stored> {
  const standing = types.filter(
    (type) => !kindOf(type) || type === deliveries.type || type === laneTallies.type,
  );
  for (const lane of lanes)
    for (const type of standing) yield* all(store, { pk: lanePartition(academy, id, lane), type });
}

/** The person without what other academies know of them, and what leads to the person: addresses and accounts. */
async function* ofPerson(store: Store, academy: AcademyId, doc: Stored<Person>): AsyncGenerator<Stored> {
  const { id, addresses, accounts } = doc.data;
  yield { ...doc, data: personOnly(doc.data, academy) };
  const pk = personPartition(id);
  for await (const day of all<ReminderDay>(store, { pk, type: reminderDays.type })) {
    const entries = day.data.entries.filter((entry) => entry.academy === academy);
    if (entries.length > 0) yield { ...day, data: { ...day.data, entries } };
  }
  const keys = [
    ...addresses.map(addressKey),
    ...accounts.map(({ tenant, userId }) => accountKey(tenant, userId)),
  ];
  for (const key of new Set(keys)) {
    const found = await store.read<PersonKey>(keyPartition(key), 'key');
    if (found?.data.person === id) yield found;
  }
}
