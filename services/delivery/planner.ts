/** Turns what the programme plans into notices when its time comes. */
import type { AcademyHead } from '../domain/academy.ts';
import type { AcademyId } from '../domain/ids.ts';
import { dueBetween, nextPlanned } from '../rules/plan.ts';
import type { PlannedNotice } from '../rules/plan.ts';
import { isFailure, replaceDoc } from '../store/access.ts';
import { academyPartition, agenda, heads } from '../store/documents.ts';
import type { AgendaEntry } from '../store/documents.ts';
import type { Stored } from '../store/port.ts';
import type { Academy } from '../usecases/academies.ts';
import type { Deps } from '../usecases/deps.ts';
import { announce, noticeOf } from '../usecases/notify.ts';

/** Makes the notices that fell due since the last time, once each, and dates the agenda's entry anew. True: there were
 * some. */
export async function planAcademy(deps: Deps, entry: Stored<AgendaEntry>): Promise<boolean> {
  const { academy: id } = entry.data;
  const academy = await deps.academies.readFresh(id);
  if (!academy) return false;
  const due = dueBetween(academy.programme, academy.head.plannedThrough, academy.now);
  for (const planned of due) await makeNotice(deps, academy, planned);
  if (due.length > 0) await advance(deps, id, academy);
  if (!academy.programme.demo) await redate(deps, academy, entry);
  return due.length > 0;
}

/** The id says what it is: made before a crash or by another process, it is simply there. */
async function makeNotice(deps: Deps, academy: Academy, planned: PlannedNotice): Promise<void> {
  const { id, contents, audience, dueAt } = planned;
  try {
    await announce(deps, noticeOf(academy, { id, contents, audience, dueAt }));
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error;
  }
}

/** Only now is the past done with: a crash before this line makes the same notices again, which changes nothing. */
async function advance(deps: Deps, id: AcademyId, academy: Academy): Promise<void> {
  const doc = await deps.store.read<AcademyHead>(academyPartition(id), 'head');
  if (!doc || doc.data.plannedThrough >= academy.now) return;
  try {
    await replaceDoc(deps.store, heads, { ...doc.data, plannedThrough: academy.now }, doc);
  } catch (error) {
    // Somebody moved the clock or imported: the next tick sees to it.
    if (!isFailure(error, 'precondition')) throw error;
  }
  deps.academies.forget(id);
}

/** The entry read at the start is replaced under its ETag: an import that wrote an earlier hint meanwhile wins. */
async function redate(deps: Deps, academy: Academy, entry: Stored<AgendaEntry>): Promise<void> {
  const next = nextPlanned(academy.programme, academy.now);
  try {
    if (!next) await deps.store.delete(entry.pk, entry.id, entry.etag);
    else if (next.dueAt !== entry.data.dueAt) {
      await replaceDoc(deps.store, agenda, { ...entry.data, dueAt: next.dueAt }, entry);
    }
  } catch (error) {
    if (!isFailure(error, 'precondition', 'notFound')) throw error;
  }
}
