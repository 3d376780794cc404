import type { SharedView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, line, note, quote } from './kit.ts';
import { personTitle } from './parts/people.ts';
import { clippedValues } from './parts/clipped.ts';
import type { Voice } from './voice.ts';

/** Room for what people wrote, in bytes. */
const ROOM = 14_000;

/** Reflections on one question that others shared with the reader. */
export function sharedCard(view: SharedView, voice: Voice): Draft {
  const { shown, others, choices, frame } = view;
  const { show } = clippedValues(
    shown.map((one) => one.shown.value),
    ROOM,
  );
  return {
    title: voice.say('shared.title'),
    summary: voice.say('shared.summary'),
    body: [
      line([{ text: voice.local(view.text), bold: true }]),
      ...(shown.length === 0 ? [line(voice.say('shared.none'))] : []),
      ...shown.flatMap((one) => [
        line([
          { text: personTitle(one.who, voice), bold: true },
          { text: ` · ${voice.moment(one.shown.at)}`, subtle: true },
        ]),
        quote(show(one.shown.value, choices, voice)),
      ]),
      ...(others > 0 ? [note(voice.say('shared.others', { count: others }))] : []),
    ],
    actions: [
      button(voice.say('go.home'), { verb: 'home' }),
      button(voice.say('go.threads'), { verb: 'threads.show', academy: frame.academy }),
    ],
  };
}
