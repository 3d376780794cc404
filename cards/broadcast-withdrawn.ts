import type { BroadcastWithdrawnView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, line } from './kit.ts';
import type { Voice } from './voice.ts';

/** Stands where a message stood that was taken back and could not be deleted. */
export function broadcastWithdrawnCard({ title }: BroadcastWithdrawnView, voice: Voice): Draft {
  return {
    title: voice.say('withdrawn.title'),
    summary: voice.say('withdrawn.title'),
    body: [
      ...(title ? [line([{ text: voice.local(title), bold: true }])] : []),
      line(voice.say('withdrawn.lead')),
    ],
    actions: [button(voice.say('go.home'), { verb: 'home' }), button(voice.say('go.help'), { verb: 'help' })],
  };
}
