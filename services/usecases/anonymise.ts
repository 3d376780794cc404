/**
 * Forgets an academy's people and what they wrote; its figures are kept. Whatever interrupts it, doing it again comes to
 * the same end: the figures are counted before anything goes, and the head says so last.
 */
import type { AcademyHead, Revision } from '../domain/academy.ts';
import type { AcademyId, RevisionId } from '../domain/ids.ts';
import type { Person } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import { headWithout, revisionWithout } from '../rules/retention.ts';
import { across, createOnce, each, replaceDoc } from '../store/access.ts';
import { AGENDA, agenda } from '../store/documents-agenda.ts';
import {
  academyPartition,
  deliveries,
  heads,
  lanePartition,
  laneTallies,
  notices,
  persons,
  revisionDocId,
  revisions,
} from '../store/documents.ts';
import type { AgendaEntry } from '../store/documents-agenda.ts';
import { FIGURES, figures } from '../store/documents-figures.ts';
import { KINDS } from '../store/documents-all.ts';
import type { Store } from '../store/port.ts';
import { figuresOf } from './figures.ts';
import { forgetKeys, forgetPerson, isOf } from './forget-person.ts';
import { insist } from './import-write.ts';
import { removeAll, removeOne } from './remove.ts';

/**
 * @param now wall time
 * @param stopping asked between people and between notices, which there may be thousands of
 * @returns whether it came to its end
 */
export async function anonymise(
  store: Store,
  academy: AcademyId,
  now: Instant,
  stopping: () => boolean = () => false,
): Promise<boolean> {
  const pk = academyPartition(academy);
  const head = (await store.read<AcademyHead>(pk, 'head'))?.data;
  if (!head || head.anonymised) return true;
  const revision = (await store.read<Revision>(pk, revisionDocId(head.revision)))?.data;
  if (!revision) throw new Error(`academy ${academy} names ${head.revision}, which is not in the store`);
  // Once, and before anything goes: what a second run finds would be less.
  if (!(await store.read(pk, FIGURES))) {
    const counted = await figuresOf(store, revision, now);
    await insist(() => createOnce(store, figures, counted));
  }
  // People first: from here on nobody can write anything new.
  for await (const { data } of across<Person>(store, { type: persons.type })) {
    if (stopping()) return false;
    if (isOf(data, academy)) await forgetPerson(store, data.id, academy);
  }
  if (!(await forgetNotices(store, academy, stopping))) return false;
  await forgetRest(store, academy, head.revision);
  await forgetKeys(store, academy);
  await insist(async () => {
    const doc = await store.read<AcademyHead>(pk, 'head');
    if (doc && !doc.data.anonymised) await replaceDoc(store, heads, headWithout(doc.data, now), doc);
  });
  return true;
}

/** Deliveries before their notice, which alone says where they stand. */
async function forgetNotices(store: Store, academy: AcademyId, stopping: () => boolean): Promise<boolean> {
  for await (const entry of across<AgendaEntry>(store, { pk: AGENDA, type: agenda.type }))
    if (entry.data.academy === academy && entry.data.notice !== undefined) await removeOne(store, entry);
  for await (const { id, lanes } of each(store, notices, academyPartition(academy))) {
    if (stopping()) return false;
    for (const lane of lanes)
      for (const { type } of [deliveries, laneTallies])
        await removeAll(store, lanePartition(academy, id, lane), type);
  }
  return true;
}

/** All but the head, the figures and what the programme says. */
async function forgetRest(store: Store, academy: AcademyId, current: RevisionId): Promise<void> {
  const pk = academyPartition(academy);
  const kept: readonly string[] = [heads.type, figures.type, revisions.type];
  for (const { type } of KINDS) if (!kept.includes(type)) await removeAll(store, pk, type);
  for await (const doc of across<Revision>(store, { pk, type: revisions.type }))
    if (doc.data.id !== current) await removeOne(store, doc);
  await insist(async () => {
    const doc = await store.read<Revision>(pk, revisionDocId(current));
    if (doc) await replaceDoc(store, revisions, revisionWithout(doc.data), doc);
  });
}
