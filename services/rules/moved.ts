import type { Rsvp } from '../domain/answer.ts';
import type { MeetingId } from '../domain/ids.ts';
import type { Meeting, Programme } from '../domain/programme.ts';
import type { Instant } from '../domain/time.ts';
import { findMeeting } from './lookup.ts';
import { plan } from './plan.ts';
import { toInstant } from './time.ts';

/** An answer to an invitation is for a time: where the meeting is at another one now, it was for that. */
export function answeredForOther(
  { starts }: Rsvp,
  meeting: Pick<Meeting, 'starts'>,
  zone: string,
): Instant | undefined {
  return starts === toInstant(meeting.starts, zone) ? undefined : starts;
}

export interface Span {
  readonly starts: Instant;
  readonly ends: Instant;
}

function spanOf({ starts, ends }: Meeting, { timezone }: Programme): Span {
  return { starts: toInstant(starts, timezone), ends: toInstant(ends, timezone) };
}

/** Meetings still to come that are no longer when (or no longer at all) they were. */
export function movedMeetings(before: Programme, after: Programme, now: Instant): readonly MeetingId[] {
  const all = [before.kickOff, ...before.sprints.map(({ meeting }) => meeting)];
  return all.flatMap((meeting) => {
    if (!meeting || spanOf(meeting, before).starts <= now) return [];
    return changeOf(meeting.id, before, after).change === 'none' ? [] : [meeting.id];
  });
}

/** Whether the programme has told people of a meeting by then, with its sprint's card or a reminder. The kick-off stands
 * on people's lists from the start. */
export function isTold(id: MeetingId, programme: Programme, through: Instant): boolean {
  if (programme.kickOff?.id === id) return true;
  const sprint = findMeeting(programme, id)?.sprint?.id;
  return plan(programme).some(
    ({ contents: [content], dueAt }) =>
      dueAt <= through &&
      (content.kind === 'sprint'
        ? content.sprint === sprint
        : content.kind === 'meeting' && content.meeting === id),
  );
}

export type Change =
  | { readonly change: 'none' }
  | { readonly change: 'moved'; readonly was: Span; readonly is: Span }
  | { readonly change: 'cancelled'; readonly was: Span };

/** What has become of a meeting that people know from another programme. */
export function changeOf(id: MeetingId, told: Programme, current: Programme): Change {
  const known = findMeeting(told, id)?.meeting;
  if (!known) return { change: 'none' };
  const was = spanOf(known, told);
  const now = findMeeting(current, id)?.meeting;
  if (!now) return { change: 'cancelled', was };
  const is = spanOf(now, current);
  return was.starts === is.starts && was.ends === is.ends ? { change: 'none' } : { change: 'moved', was, is };
}
