import type { FollowUpView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, facts, line, note, section } from './kit.ts';
import { itemEntry } from './parts/items.ts';
import { some } from './parts/some.ts';
import type { Voice } from './voice.ts';

const TASKS = 10;

/** Long after the end: what was set out to be done, and the question what has become of it. */
export function followUpCard({ frame, organisation, lines }: FollowUpView, voice: Voice): Draft {
  const { academy } = frame;
  return {
    title: voice.say('followUp.title'),
    summary: voice.say('followUp.title'),
    body: [
      line(voice.say('followUp.lead')),
      ...facts([[voice.say('fact.organisation'), voice.local(organisation)]]),
      section(
        voice.say('followUp.tasks'),
        lines.length === 0
          ? [note(voice.say('followUp.none'))]
          : some(lines, TASKS, voice, (item) => [itemEntry(item, academy, voice)]),
      ),
      line(voice.say('followUp.ask')),
    ],
    actions: [
      button(voice.say('go.threads'), { verb: 'threads.show', academy }),
      button(voice.say('go.home'), { verb: 'home' }),
    ],
  };
}
