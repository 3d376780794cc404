import type { ThreadsView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, entry, line, note } from './kit.ts';
import { nameList } from './parts/people.ts';
import { some } from './parts/some.ts';
import type { Voice } from './voice.ts';

const THREADS = 12;

/** A person's threads, to choose one from. */
export function threadsCard({ threads, frame }: ThreadsView, voice: Voice): Draft {
  const { academy } = frame;
  return {
    title: voice.say('threads.title'),
    summary: voice.say('threads.summary'),
    body: [
      line(voice.say(threads.length === 0 ? 'threads.none' : 'threads.lead')),
      ...some(threads, THREADS, voice, ({ thread, organisation, to }) => {
        const name = voice.local(organisation);
        const about = voice.say('go.openItem', { title: name });
        return [
          entry(
            [line([{ text: name, bold: true }]), note(nameList(to, voice), 'None')],
            button(voice.say('go.open'), { verb: 'thread.show', academy, pairing: thread }, { about }),
          ),
        ];
      }),
    ],
    actions: [button(voice.say('go.home'), { verb: 'home' }), button(voice.say('go.help'), { verb: 'help' })],
  };
}
