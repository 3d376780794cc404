import type { SprintClosedView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, facts, line, note } from './kit.ts';
import { sprintTitle } from './parts/items.ts';
import type { Voice } from './voice.ts';

/** A sprint is over: thanks, what came of it, what is next. */
export function sprintClosedCard({ frame, sprint, done, next }: SprintClosedView, voice: Voice): Draft {
  const { academy } = frame;
  const count = (of: number, all: number) =>
    voice.say('closed.count', { done: voice.number(of), of: voice.number(all) });
  const opens =
    next && voice.say('tasks.opens', { theme: voice.local(next.theme), when: voice.moment(next.opens) });
  return {
    title: voice.say('closed.title', { number: sprint.number }),
    summary: voice.say('closed.summary', { theme: voice.local(sprint.theme) }),
    body: [
      line([{ text: sprintTitle(sprint, voice), bold: true }]),
      line(voice.say('closed.lead')),
      ...facts([
        ...(done ? [[voice.say('fact.organisation'), voice.local(done.organisation)] as const] : []),
        ...(done ? [[voice.say('closed.tasks'), count(done.tasksDone, done.tasks)] as const] : []),
        ...(done && done.reflections > 0
          ? [[voice.say('closed.own'), count(done.reflectionsDone, done.reflections)] as const]
          : []),
        ...(opens === undefined ? [] : [[voice.say('tasks.nextSprint'), opens] as const]),
      ]),
      ...(opens === undefined ? [note(voice.say('closed.last'))] : []),
    ],
    actions: [
      button(voice.say('go.sprint'), { verb: 'sprint.show', academy, sprint: sprint.sprint }),
      button(voice.say('go.threads'), { verb: 'threads.show', academy }),
      button(voice.say('go.home'), { verb: 'home' }),
    ],
  };
}
