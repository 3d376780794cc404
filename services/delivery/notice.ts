/** Work on one notice that is due: expanded, sent, its followers told, its entry struck from the agenda. */
import type { Notice } from '../domain/delivery.ts';
import type { NoticeId } from '../domain/ids.ts';
import { addMilliseconds, MINUTE } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { isFailure, replaceDoc } from '../store/access.ts';
import { agenda, notices } from '../store/documents.ts';
import type { AgendaEntry } from '../store/documents.ts';
import type { Stored } from '../store/port.ts';
import type { Academy } from '../usecases/academies.ts';
import { readNotice } from '../usecases/ledger.ts';
import type { DeliveryDeps } from './deps.ts';
import { dispatch } from './dispatch.ts';
import { expand } from './expand.ts';
import { follow, updateFollowers } from './follow.ts';
import type { Sender } from './sender.ts';

export interface Working {
  readonly deps: DeliveryDeps;
  readonly sender: Sender;
  readonly stopping: () => boolean;
  /** Milliseconds between two updates of a card that follows a notice. */
  readonly followMs: number;
}

/** An agenda entry that names a notice. */
export type DueNotice = Stored<AgendaEntry & { readonly notice: NoticeId }>;

/** True when something was done. Rejects with `TakenOver` where another process sends now. */
export async function workOn(by: Working, entry: DueNotice): Promise<boolean> {
  const { deps, sender } = by;
  const { academy: id, notice, dueAt } = entry.data;
  const doc = await readNotice(deps.store, id, notice);
  const academy = await deps.academies.read(id);
  if (!doc || !academy) {
    // A hint is written before its notice: only an old one without a notice is a leftover.
    if (addMilliseconds(dueAt, MINUTE) < deps.wallNow()) await strike(deps, entry);
    return false;
  }
  if (doc.data.status === 'done') {
    // The process stopped before it was struck: whoever follows it may not have heard of the end.
    await finish(by, academy, doc.data, entry);
    return true;
  }
  const owner = await sender.own();
  const expanded = await expand(deps, academy, doc, by.stopping);
  if (by.stopping()) return false;
  const following = follow(deps, academy, expanded.data, by.followMs);
  const check = sender.check.bind(sender);
  const next = await dispatch({ deps, owner, check, stopping: by.stopping }, expanded.data).finally(
    following.end,
  );
  if (by.stopping()) return false;
  if (next !== undefined) {
    await dateAnew(deps, entry, next);
    return true;
  }
  const done: Notice = { ...expanded.data, status: 'done' };
  await replaceDoc(deps.store, notices, done, expanded);
  await finish(by, academy, done, entry);
  return true;
}

async function finish(by: Working, academy: Academy, done: Notice, entry: DueNotice): Promise<void> {
  const { deps, followMs } = by;
  if (done.followers.length > 0) {
    // The card that was clicked gets its first counts as the click's answer: the last ones must come after it.
    await deps.sleep(followMs / 2);
    await updateFollowers(deps, academy, done);
  }
  await strike(deps, entry);
}

async function dateAnew({ store }: DeliveryDeps, entry: DueNotice, dueAt: Instant): Promise<void> {
  try {
    await replaceDoc(store, agenda, { ...entry.data, dueAt }, entry);
  } catch (error) {
    // Read before the notice was last worked on: the entry that stands there is the newer one.
    if (!isFailure(error, 'precondition', 'notFound')) throw error;
  }
}

async function strike({ store }: DeliveryDeps, entry: DueNotice): Promise<void> {
  try {
    await store.delete(entry.pk, entry.id, entry.etag);
  } catch (error) {
    if (!isFailure(error, 'precondition', 'notFound')) throw error;
  }
}
