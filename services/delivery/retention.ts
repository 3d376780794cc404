/** An academy's retention ends: its people are forgotten. */
import { addMilliseconds, MINUTE } from '../domain/time.ts';
import { isFailure, replaceDoc } from '../store/access.ts';
import { agenda } from '../store/documents-agenda.ts';
import type { AgendaEntry } from '../store/documents-agenda.ts';
import type { Stored } from '../store/port.ts';
import { anonymise } from '../usecases/anonymise.ts';
import { removeOne } from '../usecases/remove.ts';
import { forgottenAt } from '../usecases/retention-hint.ts';
import type { DeliveryDeps } from './deps.ts';

/** True when it was done. The entry is struck last: until then another look goes on where this one stopped. */
export async function keepRetention(
  deps: DeliveryDeps,
  entry: Stored<AgendaEntry>,
  stopping: () => boolean,
): Promise<boolean> {
  const { store, academies, wallNow, log } = deps;
  const { academy: id, dueAt } = entry.data;
  const academy = await academies.readFresh(id);
  if (!academy) {
    // A hint is written before its academy.
    if (addMilliseconds(dueAt, MINUTE) < wallNow()) await removeOne(store, entry);
    return false;
  }
  // As an import or a moved clock has it by now.
  const at = forgottenAt(academy.programme, academy.head);
  if (at !== undefined && at > wallNow()) {
    await dateAnew(deps, entry, { ...entry.data, dueAt: at });
    return false;
  }
  if (at !== undefined) {
    if (!(await anonymise(store, id, wallNow(), stopping))) return false;
    academies.forget(id);
    log.info({ academy: id }, 'the retention has ended: people and what they wrote are forgotten');
  }
  await removeOne(store, entry);
  return at !== undefined;
}

async function dateAnew({ store }: DeliveryDeps, entry: Stored<AgendaEntry>, to: AgendaEntry): Promise<void> {
  try {
    await replaceDoc(store, agenda, to, entry);
  } catch (error) {
    // Dated anew by somebody else.
    if (!isFailure(error, 'precondition', 'notFound')) throw error;
  }
}
