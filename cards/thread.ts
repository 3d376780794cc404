import type { ThreadView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, facts, line, note, quote, section, submit, textInput } from './kit.ts';
import type { Element } from './kit.ts';
import { clippedText } from './parts/clipped.ts';
import { nameList, withRole } from './parts/people.ts';
import { problemBox } from './parts/problem.ts';
import { clip, fairLength } from './text.ts';
import type { Voice } from './voice.ts';

/** Room for the texts of the latest messages, in bytes. */
const ROOM = 9_000;

/** The private thread: whom a message reaches, the latest messages, and a place to write. */
export function threadCard(view: ThreadView, voice: Voice): Draft {
  const organisation = voice.local(view.organisation);
  return {
    title: voice.say('thread.title'),
    summary: voice.say('thread.summary', { organisation }),
    body: [
      ...facts([[voice.say('fact.organisation'), organisation]]),
      section(voice.say('thread.recent'), recentElements(view, voice)),
      ...(view.to.length > 0 ? writePart(view, voice) : [line(voice.say('thread.nobody'))]),
    ],
    actions: [
      button(voice.say('go.home'), { verb: 'home' }),
      button(voice.say('go.refresh'), {
        verb: 'thread.show',
        academy: view.frame.academy,
        pairing: view.thread,
      }),
    ],
  };
}

function recentElements({ recent, earlier }: ThreadView, voice: Voice): readonly Element[] {
  if (recent.length === 0) return [line(voice.say('thread.none'))];
  const most = fairLength(
    recent.map(({ text }) => text),
    ROOM,
  );
  return [
    ...(earlier > 0 ? [note(voice.say('thread.older', { count: earlier }))] : []),
    ...recent.flatMap(({ from, mine, text, at }) => {
      const cut = clip(text, most);
      const who = mine ? voice.say('thread.me') : withRole(from, voice);
      return [
        line([
          { text: who, bold: true },
          { text: ` · ${voice.moment(at)}`, subtle: true, small: true },
        ]),
        quote(clippedText(cut.text, cut.cut, voice)),
      ];
    }),
  ];
}

function writePart(view: ThreadView, voice: Voice): readonly Element[] {
  const { frame, thread, nonce, maxChars, typed } = view;
  return [
    ...problemBox(view.problem, voice, 'thread.needed'),
    ...facts([
      [
        voice.say('thread.reaches'),
        nameList(
          view.to.map((person) => withRole(person, voice)),
          voice,
        ),
      ],
    ]),
    textInput({
      id: 'text',
      label: voice.say('thread.message', { max: voice.number(maxChars) }),
      required: voice.say('thread.needed'),
      maxLength: maxChars,
      multiline: true,
      value: typed,
    }),
    actions([
      submit(voice.say('thread.send'), {
        verb: 'thread.send',
        academy: frame.academy,
        pairing: thread,
        nonce,
      }),
    ]),
    note(voice.say('thread.private')),
  ];
}
