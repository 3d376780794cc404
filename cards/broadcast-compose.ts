import type { BroadcastComposeView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, choiceInput, line, note, submit, textInput } from './kit.ts';
import type { Element } from './kit.ts';
import { problemBox } from './parts/problem.ts';
import type { Voice } from './voice.ts';

/** Whom to remind of which meeting, in which words. */
export function broadcastComposeCard(view: BroadcastComposeView, voice: Voice): Draft {
  const { frame, meetings } = view;
  return {
    title: voice.say('compose.title'),
    summary: voice.say('compose.summary'),
    body: meetings.length === 0 ? [line(voice.say('compose.noMeetings'))] : form(view, voice),
    actions: [
      button(voice.say('go.desk'), { verb: 'desk.show', academy: frame.academy }),
      button(voice.say('go.help'), { verb: 'help' }),
    ],
  };
}

function form(view: BroadcastComposeView, voice: Voice): readonly Element[] {
  const { frame, nonce, languages, maxChars, typed } = view;
  const texts = languages.map((language) =>
    textInput({
      id: `text_${language}`,
      label: voice.say('compose.text', { language, max: voice.number(maxChars) }),
      maxLength: maxChars,
      multiline: true,
      value: typed?.texts[language],
    }),
  );
  return [
    line(voice.say('compose.lead')),
    ...problemBox(view.problem, voice),
    meetingInput(view, voice),
    audienceInput(view, voice),
    ...texts,
    note(voice.say('compose.note')),
    actions([
      submit(voice.say('compose.preview'), { verb: 'broadcast.preview', academy: frame.academy, nonce }),
    ]),
  ];
}

/** Listed where they are few: a menu on a phone cuts the title that is chosen. */
const LISTED = 6;

function meetingInput({ meetings, typed, nonce }: BroadcastComposeView, voice: Voice): Element {
  return choiceInput({
    id: 'meeting',
    card: nonce,
    label: voice.say('compose.meeting'),
    required: voice.say('compose.meetingNeeded'),
    ...(meetings.length > LISTED ? { placeholder: voice.say('choose') } : {}),
    value: typed?.meeting ?? meetings[0]?.meeting,
    choices: meetings.map(({ meeting, title, starts }) => ({
      value: meeting,
      title: voice.say('compose.meetingChoice', { title: voice.local(title), when: voice.moment(starts) }),
    })),
  });
}

function audienceInput(view: BroadcastComposeView, voice: Voice): Element {
  const { organisations, everybody, noRsvp, typed } = view;
  return choiceInput({
    id: 'audience',
    label: voice.say('compose.audience'),
    required: voice.say('compose.audienceNeeded'),
    placeholder: voice.say('choose'),
    value: typed?.audience,
    choices: [
      { value: 'everybody', title: voice.say('compose.everybody', { count: everybody }) },
      { value: 'noRsvp', title: voice.say('compose.noRsvp', { count: noRsvp }) },
      ...organisations.map(({ organisation, name }) => ({
        value: `organisation:${organisation}`,
        title: voice.say('compose.organisation', { name: voice.local(name) }),
      })),
    ],
  });
}
