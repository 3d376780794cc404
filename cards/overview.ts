import type { OverviewView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, line } from './kit.ts';
import { sprintTitle } from './parts/items.ts';
import { ORGANISATIONS, organisationEntry } from './parts/organisations.ts';
import { some } from './parts/some.ts';
import type { Voice } from './voice.ts';

/** A mentor's organisations and how each is doing. */
export function overviewCard(view: OverviewView, voice: Voice): Draft {
  const { organisations, sprint, frame } = view;
  const { academy } = frame;
  return {
    title: voice.say('overview.title'),
    summary: voice.say('overview.summary'),
    body: [
      line(sprint ? sprintTitle(sprint, voice) : voice.say('tasks.between')),
      ...(organisations.length === 0 ? [line(voice.say('overview.none'))] : []),
      ...some(organisations, ORGANISATIONS, voice, (one) => [organisationEntry(one, academy, voice)]),
    ],
    actions: [
      button(voice.say('go.threads'), { verb: 'threads.show', academy }),
      ...(sprint
        ? [button(voice.say('go.sprint'), { verb: 'sprint.show', academy, sprint: sprint.sprint })]
        : []),
      button(voice.say('go.refresh'), { verb: 'overview.show', academy }),
      button(voice.say('go.help'), { verb: 'help' }),
    ],
  };
}
