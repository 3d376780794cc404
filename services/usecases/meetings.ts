import type { Rsvp, RsvpAnswer } from '../domain/answer.ts';
import type { CommandOf } from '../domain/command.ts';
import type { Broadcast } from '../domain/broadcast.ts';
import type { BroadcastId, MeetingId, PersonId } from '../domain/ids.ts';
import { languages } from '../domain/language.ts';
import type { Language, Localised } from '../domain/language.ts';
import type { Meeting } from '../domain/programme.ts';
import type { MeetingLine, MeetingView } from '../domain/view.ts';
import { findMeeting } from '../rules/lookup.ts';
import { answeredForOther } from '../rules/moved.ts';
import { reaching } from '../rules/rights.ts';
import { toInstant } from '../rules/time.ts';
import { contended, saving } from '../store/access.ts';
import { academyPartition, rsvpId, rsvps } from '../store/documents.ts';
import type { Stored } from '../store/port.ts';
import type { Academy } from './academies.ts';
import type { Act, Deps } from './deps.ts';
import { addressFor } from './calendar.ts';
import type { Answered } from './tasks.ts';

/** As somebody opens it, with the words of the broadcast whose card they came from. */
export function openMeeting(
  act: Act,
  { meeting, broadcast }: Pick<CommandOf<'meeting.show'>, 'meeting' | 'broadcast'>,
): Promise<Answered<MeetingView>> {
  return showMeeting(act, meeting, { reminder: false, ...(broadcast ? { broadcast } : {}) });
}

export async function showMeeting(
  act: Act,
  id: MeetingId,
  shape: Pick<MeetingView, 'reminder' | 'broadcast'>,
): Promise<Answered<MeetingView>> {
  const found = findMeeting(act.academy.programme, id);
  if (!found) return { code: 'gone' };
  return meetingView(act, await invitation(act, found.meeting), shape);
}

async function meetingView(
  act: Act,
  meeting: MeetingLine,
  shape: Pick<MeetingView, 'reminder' | 'broadcast'>,
): Promise<MeetingView> {
  const said = shape.broadcast && (await messageOf(act, meeting.meeting, shape.broadcast));
  const calendar = act.academy.now < meeting.ends ? await addressFor(act, meeting.meeting) : undefined;
  return {
    kind: 'meeting',
    frame: act.academy.frame,
    meeting,
    ...shape,
    ...said,
    ...(calendar === undefined ? {} : { calendar }),
  };
}

/** A coordinator's own words about the meeting, in the reader's language, and when they were corrected; undefined where
 * there are none for them. */
async function messageOf(
  act: Act,
  meeting: MeetingId,
  id: BroadcastId,
): Promise<Pick<MeetingView, 'message' | 'corrected'> | undefined> {
  const { store, persons } = act.deps;
  const doc = await store.read<Broadcast>(academyPartition(act.academy.id), `broadcast:${id}`);
  // A draft is for coordinators alone, whoever knows its id; what was withdrawn is for nobody.
  if (!doc || doc.data.meeting !== meeting || doc.data.status.status !== 'sent') return undefined;
  const { audience, texts, by, status } = doc.data;
  const theirs =
    audience.to !== 'organisation' || reaching(audience.organisation, act.memberships).length > 0;
  const text = textFor(texts, act.person.language, act.academy.programme.defaultLanguage);
  if (!theirs) return undefined;
  const corrected = status.corrected ? { corrected: status.corrected.at } : {};
  if (text === undefined) return corrected;
  return { message: { text, from: (await persons.read(by))?.data.name ?? '–' }, ...corrected };
}

/** In the reader's language, else in the one most likely understood. */
function textFor(texts: Localised, language: Language, fallback: Language): string | undefined {
  return [language, fallback, ...languages].map((l) => texts[l]).find((text) => text !== undefined);
}

/** A meeting as the reader sees it, with what they answered. */
export async function invitation(act: Act, meeting: Meeting): Promise<MeetingLine> {
  const rsvp = await readRsvp(act.deps, act.academy, meeting.id, act.person.id);
  const invited = act.memberships.some((m) => m.role !== 'coordinator');
  return meetingLine(act.academy, meeting, { invited, ...(rsvp ? { rsvp: rsvp.data } : {}) });
}

export function meetingLine(
  academy: Academy,
  meeting: Meeting,
  { invited, rsvp }: { readonly invited: boolean; readonly rsvp?: Rsvp },
): MeetingLine {
  const zone = academy.programme.timezone;
  const ends = toInstant(meeting.ends, zone);
  const { id, title, place, agenda } = meeting;
  const options = invited && academy.now < ends ? rsvpOptions(meeting) : [];
  // Of an answer for a time at which it never was, nothing is left to say once it is over.
  const other = rsvp && answeredForOther(rsvp, meeting, zone);
  return {
    meeting: id,
    title,
    starts: toInstant(meeting.starts, zone),
    ends,
    place,
    agenda,
    options,
    ...(rsvp && (other === undefined || options.length > 0) ? { rsvp: rsvp.answer } : {}),
    ...(other !== undefined && options.length > 0 ? { rsvpFor: other } : {}),
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
    if (doc?.data.answer === command.answer && doc.data.starts === line.starts) return;
    const { organisation } = act.memberships[0];
    const rsvp: Rsvp = {
      academy: act.academy.id,
      meeting: command.meeting,
      person: act.person.id,
      ...(organisation === undefined ? {} : { organisation }),
      answer: command.answer,
      starts: line.starts,
      at: act.academy.now,
    };
    await act.deps.store.batch(academyPartition(act.academy.id), [saving(rsvps, rsvp, doc)]);
  });
  const { broadcast } = command;
  const answered = { ...line, rsvp: command.answer };
  return meetingView(act, answered, { reminder: false, ...(broadcast ? { broadcast } : {}) });
}

function readRsvp(
  deps: Deps,
  academy: Academy,
  meeting: MeetingId,
  person: PersonId,
): Promise<Stored<Rsvp> | undefined> {
  return deps.store.read<Rsvp>(academyPartition(academy.id), rsvpId(meeting, person));
}
