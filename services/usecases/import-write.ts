/** The writes of an import, each of which finds out by itself whether it has been done before. */
import type { AcademyId, PersonId, RevisionId } from '../domain/ids.ts';
import type { Pairing, Person } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import { personAfter, personGone } from '../rules/import-people.ts';
import type { PairingDecision, WantedPage } from '../rules/import-people.ts';
import { contended, createDoc, createOnce, isFailure, replaceDoc, saving } from '../store/access.ts';
import {
  academyPartition,
  keyPartition,
  pairings as pairingDocs,
  personKeys,
  personPartition,
  persons,
  PROJECTION,
  projections,
  revisions,
  rosterPages,
} from '../store/documents.ts';
import type { PersonKey, Projection } from '../store/documents.ts';
import { StoreError } from '../store/port.ts';
import type { Store } from '../store/port.ts';
import type { ImportPlan, PlannedPerson } from './import.ts';
import { inParallel } from './parallel.ts';

export async function writePages(
  store: Store,
  academy: AcademyId,
  revision: RevisionId,
  pages: readonly WantedPage[],
): Promise<void> {
  // One by one and not in batches: a page may be large, and a repeated import must step over those it finds.
  const numbered = pages.map(({ members }, page) => ({ academy, revision, page, members }));
  await inParallel(numbered, (page) => insist(() => createOnce(store, rosterPages, page)));
}

export async function writeRevision(store: Store, plan: ImportPlan, now: Instant): Promise<void> {
  const { academy, programme, next: id, pairings, pages, calendar } = plan;
  const index = pages.map(({ organisation, members }) => ({
    ...(organisation !== undefined && { organisation }),
    count: members.length,
  }));
  const imported = { programme, pairings: pairings.current, pages: index, calendar, importedAt: now };
  await insist(() => createOnce(store, revisions, { id, academy, ...imported }));
}

/** Returns what is wrong, in words. */
export async function writePerson(
  store: Store,
  academy: AcademyId,
  { wanted, missingKeys }: PlannedPerson,
  now: Instant,
): Promise<string[]> {
  await insist(async () => {
    const doc = await store.read<Person>(personPartition(wanted.id), 'person');
    const after = personAfter(doc?.data, wanted, academy, now);
    if (!doc) await createDoc(store, persons, after);
    else if (after !== doc.data) await replaceDoc(store, persons, after, doc);
  });
  const problems: string[] = [];
  for (const key of missingKeys) {
    if (await insist(() => createOnce(store, personKeys, { key, person: wanted.id }))) continue;
    const owner = await store.read<PersonKey>(keyPartition(key), 'key');
    if (owner?.data.person !== wanted.id) problems.push(`${key} belongs to another person now`);
  }
  return problems;
}

export async function endMemberships(
  store: Store,
  academy: AcademyId,
  id: PersonId,
  now: Instant,
): Promise<string[]> {
  await insist(async () => {
    const doc = await store.read<Person>(personPartition(id), 'person');
    const after = doc && personGone(doc.data, academy, now);
    if (doc && after && after !== doc.data) await replaceDoc(store, persons, after, doc);
  });
  return [];
}

export async function writePairings(
  store: Store,
  academy: AcademyId,
  { begun, ended }: PairingDecision,
  now: Instant,
): Promise<number> {
  const pk = academyPartition(academy);
  await inParallel(ended, (pairing) =>
    insist(async () => {
      const { id } = pairingDocs.place(pairing);
      const doc = await store.read<Pairing>(pk, id);
      if (doc?.data.to === undefined && doc)
        await replaceDoc(store, pairingDocs, { ...doc.data, to: now }, doc);
    }),
  );
  await inParallel(begun, (pairing) =>
    insist(() => createOnce(store, pairingDocs, { ...pairing, academy, from: now })),
  );
  return begun.length + ended.length;
}

export async function markFinished(store: Store, { academy, next: revision }: ImportPlan): Promise<void> {
  const pk = academyPartition(academy);
  await insist(async () => {
    const doc = await store.read<Projection>(pk, PROJECTION);
    if (doc?.data.revision !== revision)
      await store.batch(pk, [saving(projections, { academy, revision }, doc)]);
  });
}

/** Runs read-decide-write until it has been settled: a lost answer is settled by reading again. */
export const insist = <T>(attempt: () => Promise<T>): Promise<T> => contended(() => settling(attempt));

async function settling<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (isFailure(error, 'ambiguous')) throw new StoreError('conflict', 'the answer was lost');
    throw error;
  }
}
