import type { BroughtBackView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, line, note, quote } from './kit.ts';
import { valueElements } from './parts/answer.ts';
import type { Voice } from './voice.ts';

/** What a person wrote to themselves, for their eyes alone. */
export function broughtBackCard(view: BroughtBackView, voice: Voice): Draft {
  const { frame, item, shown, choices } = view;
  const { academy } = frame;
  return {
    title: voice.local(view.text),
    summary: voice.say('back.summary', { when: voice.day(shown.at) }),
    body: [
      line([{ text: voice.say('back.lead', { when: voice.day(shown.at) }), bold: true }]),
      quote(valueElements(shown.value, choices, voice)),
      line(voice.say('back.ask')),
      note(voice.say('back.private')),
    ],
    actions: [
      button(voice.say('go.open'), { verb: 'prompt.show', academy, item }),
      button(voice.say('go.threads'), { verb: 'threads.show', academy }),
      button(voice.say('go.home'), { verb: 'home' }),
    ],
  };
}
