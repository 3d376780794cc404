import type { MeetingView } from '../services/domain/view.ts';
import type { RsvpAnswer } from '../services/domain/answer.ts';
import type { Draft } from './draft.ts';
import { actions, button, facts, line, note, quote, userText } from './kit.ts';
import type { Action, Element } from './kit.ts';
import {
  agendaLines,
  calendarActions,
  joinAction,
  meetingFacts,
  placeText,
  rsvpState,
} from './parts/meeting.ts';
import type { Voice } from './voice.ts';

/** An invitation, its reminder or a coordinator's broadcast about it, with the answer buttons. */
export function meetingCard(view: MeetingView, voice: Voice): Draft {
  const { meeting, frame, calendar } = view;
  const over = frame.now > meeting.ends;
  return {
    title: voice.local(meeting.title),
    summary: summaryOf(view, voice),
    body: [...meetingBody(view, voice), ...rsvpPart(view, voice)],
    actions: [
      ...(over ? [] : joinAction(meeting, voice)),
      ...calendarActions(calendar, frame.academy, voice),
      button(voice.say('go.home'), { verb: 'home' }),
      ...(over ? [] : [refresh(view, voice)]),
    ],
  };
}

/** What stands above the buttons; a broadcast's preview shows it too. */
export function meetingBody(view: MeetingView, voice: Voice): readonly Element[] {
  const { meeting, message, reminder, corrected } = view;
  const changed = corrected
    ? [line([{ text: `! ${voice.say('meeting.corrected', { when: voice.moment(corrected) })}`, bold: true }])]
    : [];
  const said = message
    ? [
        line([{ text: voice.say('meeting.message', { name: message.from }), bold: true }]),
        quote(userText(message.text)),
      ]
    : reminder
      ? [line([{ text: voice.say('item.reminder'), bold: true }])]
      : [];
  return [...changed, ...said, ...whenAndWhere(view, voice), ...agendaLines(meeting, voice)];
}

/** Of a meeting that has moved both times, each named in words. */
function whenAndWhere({ meeting, was }: MeetingView, voice: Voice): readonly Element[] {
  if (!was) return meetingFacts(meeting, voice);
  return [
    line([{ text: `! ${voice.say('meeting.moved')}`, bold: true }]),
    ...facts([
      [voice.say('meeting.newTime'), voice.span(meeting.starts, meeting.ends)],
      [voice.say('meeting.oldTime'), voice.span(was.starts, was.ends)],
      [voice.say('fact.where'), placeText(meeting.place, voice)],
    ]),
  ];
}

function rsvpPart(view: MeetingView, voice: Voice): readonly Element[] {
  const { meeting, frame } = view;
  const { options, rsvp, rsvpFor } = meeting;
  if (options.length === 0) {
    const state = rsvp ? [rsvpState(meeting, voice)] : [];
    return frame.now > meeting.ends ? [...state, note(voice.say('meeting.over'))] : state;
  }
  return [
    line([{ text: voice.say('meeting.ask'), bold: true }], { spacing: 'Medium' }),
    actions(options.map((answer) => rsvpButton(answer, view, voice))),
    // Between the answers and the buttons that lead on.
    rsvpState(meeting, voice),
    ...(rsvp && !rsvpFor ? [note(voice.say('meeting.change'))] : []),
  ];
}

function rsvpButton(answer: RsvpAnswer, view: MeetingView, voice: Voice): Action {
  const { meeting } = view;
  const title = voice.say(`rsvp.${answer}`);
  const data = { verb: 'rsvp.set', ...about(view), answer } as const;
  const holds = meeting.rsvp === answer && meeting.rsvpFor === undefined;
  return button(holds ? `✓ ${title}` : title, data);
}

function refresh(view: MeetingView, voice: Voice): Action {
  return button(voice.say('go.refresh'), { verb: 'meeting.show', ...about(view) });
}

/** The meeting, and the broadcast whose words are to stay on the card. */
function about({ frame, meeting, broadcast }: MeetingView) {
  return { academy: frame.academy, meeting: meeting.meeting, ...(broadcast ? { broadcast } : {}) };
}

function summaryOf({ meeting, message, reminder, was }: MeetingView, voice: Voice): string {
  const title = voice.local(meeting.title);
  if (message) return voice.say('meeting.summaryMessage', { name: message.from, title });
  const when = voice.moment(meeting.starts);
  if (was) return voice.say('meeting.summaryMoved', { when, title });
  return voice.say(reminder ? 'meeting.summaryReminder' : 'meeting.summary', { when, title });
}
