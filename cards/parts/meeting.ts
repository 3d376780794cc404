import type { RsvpAnswer } from '../../services/domain/answer.ts';
import type { AcademyId } from '../../services/domain/ids.ts';
import type { Place } from '../../services/domain/programme.ts';
import type { MeetingLine, PublicMeeting } from '../../services/domain/view.ts';
import { formatTime } from '../format.ts';
import { button, entry, facts, line, openUrl } from '../kit.ts';
import type { Element } from '../kit.ts';
import type { Voice } from '../voice.ts';

/** When and where. */
export function meetingFacts(meeting: Omit<PublicMeeting, 'title'>, voice: Voice): readonly Element[] {
  return facts([
    [voice.say('fact.when'), voice.span(meeting.starts, meeting.ends)],
    [voice.say('fact.where'), placeText(meeting.place, voice)],
  ]);
}

/** Nothing has been answered, or not for the time that it is at now. */
const isToAnswer = ({ options, rsvp, rsvpFor }: MeetingLine): boolean =>
  options.length > 0 && (!rsvp || rsvpFor !== undefined);

/** A meeting inside another card: what, when, where, the reader's answer and the way to give one. */
export function meetingBrief(meeting: MeetingLine, academy: AcademyId, voice: Voice): readonly Element[] {
  const answered = meeting.options.length > 0 || meeting.rsvp !== undefined;
  const open = voice.say(isToAnswer(meeting) ? 'go.answer' : 'go.open');
  const about = voice.say('go.openItem', { title: voice.local(meeting.title) });
  return [
    entry(
      [
        line([{ text: voice.local(meeting.title), bold: true }]),
        ...meetingFacts(meeting, voice),
        ...(answered ? [rsvpState(meeting, voice)] : []),
      ],
      button(open, { verb: 'meeting.show', academy, meeting: meeting.meeting }, { about }),
    ),
  ];
}

/** What they answered; of a meeting that has moved since, for when. */
export function rsvpState(meeting: MeetingLine, voice: Voice): Element {
  const { rsvp, rsvpFor } = meeting;
  if (rsvp && rsvpFor !== undefined) {
    const answer = voice.say(`rsvp.${rsvp}`);
    return line(voice.say('rsvp.forOther', { answer, when: voice.moment(rsvpFor) }), { spacing: 'Small' });
  }
  return line(voice.say(`rsvp.is.${meeting.rsvp ?? 'none'}`), { spacing: 'Small' });
}

export function agendaLines(meeting: MeetingLine, voice: Voice): readonly Element[] {
  if (meeting.agenda.length === 0) return [];
  const points = meeting.agenda.map(({ at, title }) =>
    line([{ text: `${formatTime(at)}  `, bold: true }, voice.local(title)], { spacing: 'None' }),
  );
  return [line([{ text: voice.say('meeting.agenda'), bold: true }], { spacing: 'Medium' }), ...points];
}

/** What can be answered to an invitation to this place. */
export function answersAt({ kind }: Place): readonly RsvpAnswer[] {
  if (kind === 'online') return ['online', 'notComing'];
  return kind === 'onsite' ? ['coming', 'notComing'] : ['coming', 'online', 'notComing'];
}

/** What the reader's calendar can do with it: take this one, or follow them all. */
export function calendarActions(calendar: string | undefined, academy: AcademyId, voice: Voice) {
  if (calendar === undefined) return [];
  return [
    ...openUrl(voice.say('go.toCalendar'), calendar),
    button(voice.say('go.calendar'), { verb: 'calendar.show', academy }),
  ];
}

/** The way in, for those who may come online. */
export function joinAction(meeting: MeetingLine, voice: Voice) {
  return meeting.place.kind === 'onsite' ? [] : openUrl(voice.say('go.join'), meeting.place.url);
}

export function placeText(place: Place | PublicMeeting['place'], voice: Voice): string {
  switch (place.kind) {
    case 'online':
      return voice.say('place.online');
    case 'hybrid':
      return voice.say('place.hybrid', { city: voice.local(place.city) });
    case 'onsite':
      return voice.local(place.city);
  }
}
