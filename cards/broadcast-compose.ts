import type { BroadcastComposeView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, choiceInput, dateInput, line, note, submit, textInput, timeInput } from './kit.ts';
import type { Element } from './kit.ts';
import { problemBox } from './parts/problem.ts';
import type { Voice } from './voice.ts';

/** Whom to remind of which meeting, in which words. */
export function broadcastComposeCard(view: BroadcastComposeView, voice: Voice): Draft {
  const { frame, meetings, of, broadcast } = view;
  const { academy } = frame;
  const title = voice.say(titles[of]);
  const empty = meetings.length === 0 && of !== 'correction';
  return {
    title,
    summary: title,
    body: empty ? [line(voice.say('compose.noMeetings'))] : form(view, voice),
    actions: [
      ...(broadcast && of !== 'draft'
        ? [button(voice.say('item.cancel'), { verb: 'broadcast.show', academy, broadcast })]
        : []),
      button(voice.say('go.desk'), { verb: 'desk.show', academy }),
      button(voice.say('go.help'), { verb: 'help' }),
    ],
  };
}

const titles = {
  draft: 'compose.title',
  scheduled: 'compose.titleChange',
  correction: 'compose.titleCorrect',
} as const;

const leads = {
  draft: 'compose.lead',
  scheduled: 'compose.leadChange',
  correction: 'compose.leadCorrect',
} as const;

function form(view: BroadcastComposeView, voice: Voice): readonly Element[] {
  const { frame, nonce, languages, maxChars, typed, of } = view;
  // Whom a correction reaches, and when, is settled.
  const isNew = of !== 'correction';
  const data = { verb: 'broadcast.preview', academy: frame.academy, nonce } as const;
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
    line(voice.say(leads[of])),
    ...problemBox(view.problem, voice),
    ...(isNew ? [meetingInput(view, voice), audienceInput(view, voice)] : []),
    ...texts,
    note(voice.say('compose.note')),
    ...(isNew ? [...timeInputs(view, voice), doubtInput(view, voice)] : []),
    actions([submit(voice.say('compose.preview'), isNew ? data : { ...data, correct: true })]),
  ];
}

/** In the academy's zone, which is named: the reader may sit in another one. */
function timeInputs({ frame, typed }: BroadcastComposeView, voice: Voice): readonly Element[] {
  const { zone } = frame;
  return [
    dateInput({ id: 'day', label: voice.say('compose.day'), value: typed?.day }),
    timeInput({ id: 'time', label: voice.say('compose.time', { zone }), value: typed?.time }),
  ];
}

function doubtInput({ typed, nonce }: BroadcastComposeView, voice: Voice): Element {
  return choiceInput({
    id: 'doubt',
    card: nonce,
    label: voice.say('compose.doubt'),
    value: typed?.doubt === 'hold' ? 'hold' : 'again',
    choices: (['again', 'hold'] as const).map((value) => ({
      value,
      title: voice.say(`compose.doubt.${value}`),
    })),
  });
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
