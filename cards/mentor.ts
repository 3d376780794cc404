import type { MentorView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, facts, line } from './kit.ts';
import { nameList, withLanguage } from './parts/people.ts';
import type { Voice } from './voice.ts';

/** To an organisation's people: who their mentor is. */
export function mentorCard(view: MentorView, voice: Voice): Draft {
  const { mentor, colleagues, frame, thread } = view;
  const { academy } = frame;
  return {
    title: voice.say('mentor.title'),
    summary: voice.say('mentor.summary', { name: mentor.name }),
    body: [
      ...facts([
        [voice.say('fact.mentor'), withLanguage(mentor, voice)],
        [voice.say('fact.organisation'), voice.local(view.organisation)],
      ]),
      line(voice.say('mentor.thread')),
      ...(colleagues.length > 0
        ? facts([[voice.say('mentor.colleagues'), nameList(colleagues, voice)]])
        : []),
    ],
    actions: [
      button(voice.say('mentor.write'), { verb: 'thread.show', academy, pairing: thread }, { main: true }),
      button(voice.say('go.tasks'), { verb: 'tasks.show', academy }),
    ],
  };
}
