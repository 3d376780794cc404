/** Turns what the programme plans into notices when its time comes. */
import type { AcademyHead } from '../domain/academy.ts';
import type { AcademyId } from '../domain/ids.ts';
import type { Notice } from '../domain/delivery.ts';
import type { Instant } from '../domain/time.ts';
import { dueBetween, nextPlanned, planned } from '../rules/plan.ts';
import type { PlannedNotice } from '../rules/plan.ts';
import { toLocal } from '../rules/time.ts';
import { intoWindow } from '../rules/window.ts';
import { sortDue } from '../rules/worth.ts';
import type { Sorted } from '../rules/worth.ts';
import { createOnce, creating, isFailure, replaceDoc } from '../store/access.ts';
import { AGENDA, agenda, agendaId } from '../store/documents-agenda.ts';
import { academyPartition, digest, heads, notices } from '../store/documents.ts';
import type { AgendaEntry } from '../store/documents-agenda.ts';
import { MAX_BATCH } from '../store/port.ts';
import type { Stored } from '../store/port.ts';
import type { Academy } from '../usecases/academies.ts';
import { makeCorrections } from '../usecases/corrections.ts';
import type { Deps } from '../usecases/deps.ts';
import { readNotice } from '../usecases/ledger.ts';
import { announce, noticeOf } from '../usecases/notify.ts';
import { removeOne } from '../usecases/remove.ts';

/** Makes the notices that fell due since the last time, once each, and dates the agenda's entry anew. True: there were
 * some. */
export async function planAcademy(deps: Deps, entry: Stored<AgendaEntry>): Promise<boolean> {
  const academy = await deps.academies.readFresh(entry.data.academy);
  if (!academy) return false;
  if (academy.head.anonymised) {
    await removeOne(deps.store, entry);
    return false;
  }
  const { plannedThrough, overlooked = [], corrections = [] } = academy.head;
  const missed = [
    ...planned(academy.programme, overlooked).filter(({ dueAt }) => dueAt <= plannedThrough),
    ...dueBetween(academy.programme, plannedThrough, academy.now),
  ];
  const isWork = missed.length + overlooked.length + corrections.length > 0;
  const opens = intoWindow(academy.now, 'later', academy.programme);
  if (isWork && opens > academy.now) {
    // Found after an outage, at night or in a break: it waits for the window, as it would have in time.
    await redate(deps, academy, entry, opens);
    return false;
  }
  const due = sortDue(missed, academy.programme, academy.now);
  await makeCorrections(deps, academy);
  await makeDue(deps, academy, due);
  if (isWork) await advance(deps, academy);
  const next = nextPlanned(academy.programme, academy.now)?.dueAt;
  if (await redate(deps, academy, entry, next)) await unlessImported(deps, academy);
  return isWork;
}

/** The ids say what they are: made before a crash or by another process, they are simply there. */
async function makeDue(deps: Deps, academy: Academy, { tell, remind, skip }: Sorted): Promise<void> {
  for (const planned of tell) await unlessThere(announce(deps, noticeFor(academy, planned)));
  await makeReminders(deps, academy, remind);
  for (const { planned, reason } of skip)
    await createOnce(deps.store, notices, untold(academy, planned, { skipped: reason }));
}

/** All of a look's reminders of items go out as one notice, written together with theirs: either all of them are there
 * or none. */
async function makeReminders(
  deps: Deps,
  academy: Academy,
  reminders: readonly PlannedNotice[],
): Promise<void> {
  for (let start = 0; start < reminders.length; start += MAX_BATCH - 1) {
    const some = await missing(deps, academy, reminders.slice(start, start + MAX_BATCH - 1));
    if (some.length === 0) continue;
    const items = some.flatMap(({ contents: [content] }) => ('item' in content ? [content.item] : []));
    const { date } = toLocal(academy.now, academy.programme.timezone);
    const id = `reminders:${date}:${digest(some.map((one) => one.id).join(' ')).slice(0, 12)}`;
    const contents = [{ kind: 'reminders', items }] as const;
    const audience = { to: 'reminded', items } as const;
    const notice = noticeOf(academy, { id, contents, audience, keepsHours: true });
    const parts = some.map((one) => creating(notices, untold(academy, one, { goesWith: notice.id })));
    await unlessThere(announce(deps, notice, parts));
  }
}

async function missing(
  { store }: Deps,
  academy: Academy,
  planned: readonly PlannedNotice[],
): Promise<readonly PlannedNotice[]> {
  const there = await Promise.all(planned.map(({ id }) => readNotice(store, academy.id, id)));
  return planned.filter((_, index) => there[index] === undefined);
}

function noticeFor(academy: Academy, { id, contents, audience, dueAt }: PlannedNotice): Notice {
  return noticeOf(academy, { id, contents, audience, dueAt, keepsHours: true });
}

/** For the ledger alone. */
function untold(academy: Academy, planned: PlannedNotice, why: NonNullable<Notice['untold']>): Notice {
  return { ...noticeFor(academy, planned), status: 'done', untold: why };
}

async function unlessThere(making: Promise<void>): Promise<void> {
  try {
    await making;
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error;
  }
}

/** Only now is the past done with: a crash before this line makes the same notices again, which changes nothing. */
async function advance(deps: Deps, academy: Academy): Promise<void> {
  const doc = await deps.store.read<AcademyHead>(academyPartition(academy.id), 'head');
  // Of a revision imported meanwhile nothing has been made yet: the next look does.
  if (!doc || doc.data.revision !== academy.head.revision) return;
  const { corrections, overlooked, ...head } = doc.data;
  if (head.plannedThrough >= academy.now && !corrections && !overlooked) return;
  const plannedThrough = head.plannedThrough > academy.now ? head.plannedThrough : academy.now;
  try {
    await replaceDoc(deps.store, heads, { ...head, plannedThrough }, doc);
  } catch (error) {
    // Somebody moved the clock or imported: the next tick sees to it.
    if (!isFailure(error, 'precondition')) throw error;
  }
  deps.academies.forget(academy.id);
}

/** The entry read at the start is replaced under its ETag: an import that wrote an earlier hint meanwhile wins. A
 * demonstration's entry stays due, since nobody tells when its clock is moved, for as long as there is something to
 * come. True: it was dated anew. */
async function redate(
  deps: Deps,
  academy: Academy,
  entry: Stored<AgendaEntry>,
  next: Instant | undefined,
): Promise<boolean> {
  if (next && (academy.programme.demo || next === entry.data.dueAt)) return false;
  try {
    if (!next) await deps.store.delete(entry.pk, entry.id, entry.etag);
    else await replaceDoc(deps.store, agenda, { ...entry.data, dueAt: next }, entry);
    return true;
  } catch (error) {
    if (!isFailure(error, 'precondition', 'notFound')) throw error;
    return false;
  }
}

/** An import that came between reading the academy and dating the entry may have looked at the entry while it was still
 * early enough for it. Looking once more closes the gap: one that comes later finds the entry as it is now. */
async function unlessImported(deps: Deps, planned: Academy): Promise<void> {
  const academy = await deps.academies.readFresh(planned.id);
  if (!academy || academy.head.revision === planned.head.revision) return;
  await lookNow(deps, academy.id);
}

async function lookNow(deps: Deps, academy: AcademyId): Promise<void> {
  const now: AgendaEntry = { academy, dueAt: deps.wallNow() };
  const there = await deps.store.read<AgendaEntry>(AGENDA, agendaId(academy));
  if (!there) await createOnce(deps.store, agenda, now);
  else if (there.data.dueAt > now.dueAt) await replaceDoc(deps.store, agenda, now, there);
  deps.kick();
}
