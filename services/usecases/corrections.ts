/** Meetings that an import has moved or taken away: whom it concerns is told once, with both times. */
import type { AcademyHead, Correction } from '../domain/academy.ts';
import type { Broadcast } from '../domain/broadcast.ts';
import type { Content, SkipReason } from '../domain/delivery.ts';
import type { MeetingId } from '../domain/ids.ts';
import type { Programme } from '../domain/programme.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import type { Refusal } from '../domain/problem.ts';
import type { View } from '../domain/view.ts';
import { findMeeting } from '../rules/lookup.ts';
import { changeOf, isTold, movedMeetings } from '../rules/moved.ts';
import { createOnce, each, isFailure } from '../store/access.ts';
import { academyPartition, after, broadcasts, notices, rsvps } from '../store/documents.ts';
import type { Store } from '../store/port.ts';
import type { Academy } from './academies.ts';
import type { Act, Deps } from './deps.ts';
import { showMeeting } from './meetings.ts';
import { announce, noticeOf } from './notify.ts';

/** What will have to be corrected once a programme takes the place of the head's: of several moves in a row the time that
 * people know is the first. */
export async function correctionsAfter(
  store: Store,
  head: AcademyHead,
  before: Programme,
  next: Programme,
  wallNow: Instant,
): Promise<readonly Correction[]> {
  const pk = academyPartition(head.academy);
  const open = head.corrections ?? [];
  const moved = movedMeetings(before, next, addMilliseconds(wallNow, head.clockOffset));
  const added: Correction[] = [];
  for (const meeting of moved) {
    if (open.some((one) => one.meeting === meeting)) continue;
    const told = isTold(meeting, before, head.plannedThrough) || (await isKnown(store, pk, meeting));
    if (told) added.push({ meeting, told: head.revision });
  }
  return [...open, ...added];
}

/** Somebody has answered its invitation, or a coordinator has written of it. */
async function isKnown(store: Store, pk: string, meeting: MeetingId): Promise<boolean> {
  const from = `${meeting}/`;
  const answers = await store.query({ pk, type: rsvps.type, from, to: after(from), limit: 1 });
  if (answers.docs.length > 0) return true;
  for await (const broadcast of each<Broadcast>(store, broadcasts, pk)) {
    if (broadcast.meeting === meeting && 'notice' in broadcast.status) return true;
  }
  return false;
}

/** Makes the academy's open corrections notices. Their ids name the revision: made before a crash, they are there. */
export async function makeCorrections(deps: Deps, academy: Academy): Promise<void> {
  for (const { meeting, told } of academy.head.corrections ?? []) {
    const { programme } = await deps.academies.revisionOf(academy.id, told);
    const change = changeOf(meeting, programme, academy.programme);
    const starts = findMeeting(academy.programme, meeting)?.meeting.starts;
    const content: Content | undefined =
      change.change === 'moved' && starts !== undefined
        ? { kind: 'moved', meeting, told, starts }
        : change.change === 'cancelled'
          ? { kind: 'cancelled', meeting, told }
          : undefined;
    if (!content || change.change === 'none') continue;
    const id = `${content.kind}:${meeting}:${academy.revision.id}`;
    const telling = { id, contents: [content], audience: { to: 'everybody' }, keepsHours: true } as const;
    const notice = noticeOf(academy, telling);
    const over = change.change === 'moved' ? later(change.was.ends, change.is.ends) : change.was.ends;
    if (over > academy.now) await unlessThere(announce(deps, notice));
    else await createOnce(deps.store, notices, { ...notice, status: 'done', untold: { skipped: 'late' } });
  }
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

async function unlessThere(making: Promise<void>): Promise<void> {
  try {
    await making;
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error;
  }
}

/** The meeting at its new time, with the one that people know; nothing where it has moved once more since. */
export async function movedView(
  act: Act,
  { meeting, told, starts }: Extract<Content, { kind: 'moved' }>,
): Promise<View | Refusal | SkipReason> {
  const { programme } = await act.deps.academies.revisionOf(act.academy.id, told);
  const change = changeOf(meeting, programme, act.academy.programme);
  const isNow = findMeeting(act.academy.programme, meeting)?.meeting.starts;
  if (change.change !== 'moved' || isNow !== starts) return 'moved';
  const view = await showMeeting(act, meeting, { reminder: false });
  return 'code' in view ? view : { ...view, was: change.was };
}

export async function cancelledView(
  act: Act,
  { meeting, told }: Extract<Content, { kind: 'cancelled' }>,
): Promise<View | SkipReason> {
  const { programme } = await act.deps.academies.revisionOf(act.academy.id, told);
  const change = changeOf(meeting, programme, act.academy.programme);
  if (change.change !== 'cancelled') return 'moved';
  const title = findMeeting(programme, meeting)?.meeting.title ?? {};
  return { kind: 'meetingCancelled', frame: act.academy.frame, title, ...change.was };
}
