/** The agenda's entry that says when an academy's people are to be forgotten. */
import type { AcademyHead, Revision } from '../domain/academy.ts';
import type { Programme } from '../domain/programme.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { retentionEnds } from '../rules/retention.ts';
import { across, createDoc, replaceDoc } from '../store/access.ts';
import { AGENDA, agenda, retentionId } from '../store/documents-agenda.ts';
import { academyPartition, heads, revisionDocId } from '../store/documents.ts';
import type { AgendaEntry } from '../store/documents-agenda.ts';
import type { Store } from '../store/port.ts';
import { insist } from './import-write.ts';

/** Wall time; undefined: never. */
export function forgottenAt(programme: Programme, head: AcademyHead): Instant | undefined {
  const ends = retentionEnds(programme);
  return ends && !head.anonymised ? addMilliseconds(ends, -head.clockOffset) : undefined;
}

/** Sees to it that somebody looks when the retention ends, or before. */
export async function hintRetention(store: Store, programme: Programme, head: AcademyHead): Promise<void> {
  const dueAt = forgottenAt(programme, head);
  if (dueAt === undefined) return;
  const entry: AgendaEntry = { dueAt, academy: programme.id, retention: true };
  await insist(async () => {
    const there = await store.read<AgendaEntry>(AGENDA, retentionId(programme.id));
    if (!there) await createDoc(store, agenda, entry);
    else if (dueAt < there.data.dueAt) await replaceDoc(store, agenda, entry, there);
  });
}

/** For academies that were imported before there were such entries, or whose entry an older program took for a look at
 * the plan. Those that are anonymised cost no read of their own. */
export async function hintAllRetentions(store: Store): Promise<void> {
  for await (const { data: head } of across<AcademyHead>(store, { type: heads.type })) {
    if (head.anonymised || (await store.read(AGENDA, retentionId(head.academy)))) continue;
    const pk = academyPartition(head.academy);
    const revision = await store.read<Revision>(pk, revisionDocId(head.revision));
    if (revision) await hintRetention(store, revision.data.programme, head);
  }
}
