import type { MessageView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, facts, note, quote, submit, textInput, userText } from './kit.ts';
import { personTitle } from './parts/people.ts';
import type { Voice } from './voice.ts';

/** A message of the thread as the others get it, with a place to reply. */
export function messageCard(view: MessageView, voice: Voice): Draft {
  const { from, thread, nonce, maxChars, frame } = view;
  const { academy } = frame;
  return {
    title: voice.say('message.title', { name: from.name }),
    summary: voice.say('message.summary', { name: from.name }),
    body: [
      ...facts([
        [voice.say('fact.from'), personTitle(from, voice)],
        // A participant's stands behind the name.
        ...(from.organisation
          ? []
          : [[voice.say('fact.organisation'), voice.local(view.organisation)] as const]),
      ]),
      quote(userText(view.text)),
      note(voice.moment(view.at), 'None'),
      textInput({
        id: 'text',
        label: voice.say('message.reply', { max: voice.number(maxChars) }),
        required: voice.say('thread.needed'),
        maxLength: maxChars,
        multiline: true,
      }),
      actions([
        submit(voice.say('message.replyButton'), {
          verb: 'thread.send',
          academy,
          pairing: thread,
          nonce,
          replyTo: view.number,
        }),
      ]),
    ],
    actions: [
      button(voice.say('message.thread'), { verb: 'thread.show', academy, pairing: thread }),
      button(voice.say('go.home'), { verb: 'home' }),
    ],
  };
}
