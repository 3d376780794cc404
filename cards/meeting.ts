import type { MeetingView } from '../services/domain/view.ts';
import type { RsvpAnswer } from '../services/domain/answer.ts';
import type { Draft } from './draft.ts';
import { actions, button, line, note, quote, userText } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { agendaLines, joinAction, meetingFacts, rsvpState } from './parts/meeting.ts';
import type { Voice } from './voice.ts';

/** An invitation, its reminder or a coordinator's broadcast about it, with the answer buttons. */
export function meetingCard(view: MeetingView, voice: Voice): Draft {
  const { meeting, frame } = view;
  const over = frame.now > meeting.ends;
  return {
    title: voice.local(meeting.title),
    summary: summaryOf(view, voice),
    body: [...meetingBody(view, voice), ...rsvpPart(view, voice)],
    actions: [
      ...(over ? [] : joinAction(meeting, voice)),
      button(voice.say('go.home'), { verb: 'home' }),
      ...(over ? [] : [refresh(view, voice)]),
    ],
  };
}

/** What stands above the buttons; a broadcast's preview shows it too. */
export function meetingBody(view: MeetingView, voice: Voice): readonly Element[] {
  const { meeting, message, reminder } = view;
  const said = message
    ? [
        line([{ text: voice.say('meeting.message', { name: message.from }), bold: true }]),
        quote(userText(message.text)),
      ]
    : reminder
      ? [line([{ text: voice.say('item.reminder'), bold: true }])]
      : [];
  return [...said, ...meetingFacts(meeting, voice), ...agendaLines(meeting, voice)];
}

function rsvpPart(view: MeetingView, voice: Voice): readonly Element[] {
  const { meeting, frame } = view;
  const { options, rsvp } = meeting;
  if (options.length === 0) {
    const state = rsvp ? [rsvpState(meeting, voice)] : [];
    return frame.now > meeting.ends ? [...state, note(voice.say('meeting.over'))] : state;
  }
  return [
    line([{ text: voice.say('meeting.ask'), bold: true }], { spacing: 'Medium' }),
    actions(options.map((answer) => rsvpButton(answer, view, voice))),
    // Between the answers and the buttons that lead on.
    rsvpState(meeting, voice),
    ...(rsvp ? [note(voice.say('meeting.change'))] : []),
  ];
}

function rsvpButton(answer: RsvpAnswer, view: MeetingView, voice: Voice): Action {
  const { meeting } = view;
  const title = voice.say(`rsvp.${answer}`);
  const data = { verb: 'rsvp.set', ...about(view), answer } as const;
  return button(meeting.rsvp === answer ? `✓ ${title}` : title, data);
}

function refresh(view: MeetingView, voice: Voice): Action {
  return button(voice.say('go.refresh'), { verb: 'meeting.show', ...about(view) });
}

/** The meeting, and the broadcast whose words are to stay on the card. */
function about({ frame, meeting, broadcast }: MeetingView) {
  return { academy: frame.academy, meeting: meeting.meeting, ...(broadcast ? { broadcast } : {}) };
}

function summaryOf({ meeting, message, reminder }: MeetingView, voice: Voice): string {
  const title = voice.local(meeting.title);
  if (message) return voice.say('meeting.summaryMessage', { name: message.from, title });
  const when = voice.moment(meeting.starts);
  return voice.say(reminder ? 'meeting.summaryReminder' : 'meeting.summary', { when, title });
}
