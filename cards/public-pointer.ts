import type { PointerView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, line } from './kit.ts';
import { ownChat } from './parts/chat.ts';
import type { Voice } from './voice.ts';

/** Where others read along: this is answered in the asker's own chat. Its summary alone says so too, since it is what a
 * click is answered with. */
export function pointerCard(view: PointerView, voice: Voice): Draft {
  const title = voice.say(`pointer.${view.why}.title`);
  return {
    title,
    summary: title,
    body: [line(voice.say(`pointer.${view.why}.text`))],
    actions: [...ownChat(view, voice), button(voice.say('go.help'), { verb: 'help' })],
  };
}
