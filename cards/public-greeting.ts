import type { GreetingView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, line } from './kit.ts';
import { ownChat } from './parts/chat.ts';
import { voiceFor } from './voice.ts';
import type { Voice } from './voice.ts';

/** To a group chat or a team that the bot has been added to: what it does there, in each language that may be needed. */
export function greetingCard(view: GreetingView, voice: Voice): Draft {
  const voices = view.languages.map((language) => voiceFor(language));
  return {
    title: voices.map((one) => one.say('greeting.title')).join(' '),
    summary: voice.say('greeting.summary'),
    body: voices.map((one) => line(one.say('greeting.text'))),
    actions: [
      button(voice.say('go.public'), { verb: 'public.show' }),
      button(voice.say('go.help'), { verb: 'help' }),
      ...ownChat(view, voice),
    ],
  };
}
