import type { Rsvp, RsvpAnswer } from '../domain/answer.ts';
import type { CommandOf } from '../domain/command.ts';
import type { MeetingId, PersonId } from '../domain/ids.ts';
import type { Meeting } from '../domain/programme.ts';
import type { MeetingLine, MeetingView } from '../domain/view.ts';
import { findMeeting } from '../rules/lookup.ts';
import { toInstant } from '../rules/time.ts';
import { contended, saving } from '../store/access.ts';
import { academyPartition, rsvpId, rsvps } from '../store/documents.ts';
import type { Stored } from '../store/port.ts';
import type { Academy } from './academies.ts';
import type { Act, Deps } from './deps.ts';
import type { Answered } from './tasks.ts';

export async function showMeeting(
  act: Act,
  id: MeetingId,
  shape: Pick<MeetingView, 'reminder' | 'message'> = { reminder: false },
): Promise<Answered<MeetingView>> {
  const found = findMeeting(act.academy.programme, id);
  if (!found) return { code: 'gone' };
  const meeting = await invitation(act, found.meeting);
  return { kind: 'meeting', frame: act.academy.frame, meeting, ...shape };
}

/** A meeting as the reader sees it, with what they answered. */
export async function invitation(act: Act, meeting: Meeting): Promise<MeetingLine> {
  const rsvp = await readRsvp(act.deps, act.academy, meeting.id, act.person.id);
  const invited = act.memberships.some((m) => m.role !== 'coordinator');
  return meetingLine(act.academy, meeting, { invited, ...(rsvp ? { rsvp: rsvp.data.answer } : {}) });
}

export function meetingLine(
  academy: Academy,
  meeting: Meeting,
  reader: { readonly invited: boolean; readonly rsvp?: RsvpAnswer },
): MeetingLine {
  const zone = academy.programme.timezone;
  const ends = toInstant(meeting.ends, zone);
  const { id, title, place, agenda } = meeting;
  return {
    meeting: id,
    title,
    starts: toInstant(meeting.starts, zone),
    ends,
    place,
    agenda,
    options: reader.invited && academy.now < ends ? rsvpOptions(meeting) : [],
    ...(reader.rsvp ? { rsvp: reader.rsvp } : {}),
  };
}

/** Coming in person makes sense only where there is a place to come to, online only where there is a link. */
function rsvpOptions(meeting: Meeting): readonly RsvpAnswer[] {
  switch (meeting.place.kind) {
    case 'online':
      return ['online', 'notComing'];
    case 'onsite':
      return ['coming', 'notComing'];
    case 'hybrid':
      return ['coming', 'online', 'notComing'];
  }
}

export async function setRsvp(act: Act, command: CommandOf<'rsvp.set'>): Promise<Answered<MeetingView>> {
  const found = findMeeting(act.academy.programme, command.meeting);
  if (!found) return { code: 'gone' };
  const line = meetingLine(act.academy, found.meeting, { invited: true });
  if (!line.options.includes(command.answer))
    return { code: line.options.length === 0 ? 'closed' : 'malformed' };
  await contended(async () => {
    const doc = await readRsvp(act.deps, act.academy, command.meeting, act.person.id);
    if (doc?.data.answer === command.answer) return;
    const { organisation } = act.memberships[0];
    const rsvp: Rsvp = {
      academy: act.academy.id,
      meeting: command.meeting,
      person: act.person.id,
      ...(organisation === undefined ? {} : { organisation }),
      answer: command.answer,
      at: act.academy.now,
    };
    await act.deps.store.batch(academyPartition(act.academy.id), [saving(rsvps, rsvp, doc)]);
  });
  return showMeeting(act, command.meeting);
}

function readRsvp(
  deps: Deps,
  academy: Academy,
  meeting: MeetingId,
  person: PersonId,
): Promise<Stored<Rsvp> | undefined> {
  return deps.store.read<Rsvp>(academyPartition(academy.id), rsvpId(meeting, person));
}
