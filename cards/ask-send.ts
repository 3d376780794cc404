import type { AskSendView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, entry, line, note, submit, textInput } from './kit.ts';
import type { Element } from './kit.ts';
import { nameList } from './parts/people.ts';
import { warning } from './parts/problem.ts';
import { some } from './parts/some.ts';
import type { Voice } from './voice.ts';

const THREADS = 10;

/** Free text is never sent by itself: the person chooses a thread, and may change the text first. */
export function askSendCard(view: AskSendView, voice: Voice): Draft {
  const { text, threads, maxChars } = view;
  return {
    title: voice.say('askSend.title'),
    summary: voice.say('askSend.summary'),
    body: [
      ...cutPart(view, voice),
      line(voice.say('askSend.lead')),
      textInput({
        id: 'text',
        label: voice.say('askSend.text', { max: voice.number(maxChars) }),
        required: voice.say('thread.needed'),
        maxLength: maxChars,
        multiline: true,
        value: [...text].slice(0, maxChars).join(''),
      }),
      ...some(threads, THREADS, voice, (thread) => [threadEntry(view, thread, voice)]),
    ],
    actions: [
      button(voice.say('askSend.dont'), { verb: 'home' }),
      button(voice.say('go.help'), { verb: 'help' }),
    ],
  };
}

/** Nothing is left out silently. */
function cutPart({ problem }: AskSendView, voice: Voice): readonly Element[] {
  if (problem?.code !== 'tooLong') return [];
  return [warning(voice.say('askSend.cut', { length: problem.length, max: problem.max }))];
}

function threadEntry(
  { nonce, threads }: AskSendView,
  { frame, thread, organisation, to }: AskSendView['threads'][number],
  voice: Voice,
): Element {
  const name = voice.local(organisation);
  const about = voice.say('askSend.send', { organisation: name });
  const data = { verb: 'thread.send', academy: frame.academy, pairing: thread, nonce } as const;
  // One academy stands above all of them.
  const several = threads.some((other) => other.frame.academy !== frame.academy);
  const people = nameList(to, voice);
  return entry(
    [
      line([{ text: name, bold: true }]),
      note(several ? `${voice.local(frame.title)} · ${people}` : people, 'None'),
    ],
    submit(voice.say('askSend.sendOne'), data, { about }),
  );
}
