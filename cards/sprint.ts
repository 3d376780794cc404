import type { SprintView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, facts, line, note, openUrl, section } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { itemEntry, sprintTitle } from './parts/items.ts';
import { meetingBrief } from './parts/meeting.ts';
import { some } from './parts/some.ts';
import type { Voice } from './voice.ts';

/** As many as a card has room for. */
const TASKS = 12;
const MATERIALS = 6;

/** A sprint's theme, tasks with their due dates, learning material and closing meeting. */
export function sprintCard(view: SprintView, voice: Voice): Draft {
  const { sprint, meeting, frame, role } = view;
  const opens = role === 'participant' ? frame.academy : undefined;
  const tasks = some(view.tasks, TASKS, voice, (task) => [itemEntry(task, voice, opens)]);
  return {
    title: sprintTitle(sprint, voice),
    summary: voice.say('sprint.summary', { number: sprint.number, theme: voice.local(sprint.theme) }),
    body: [
      line(voice.local(view.summary)),
      ...facts([
        [voice.say('fact.open'), `${voice.day(sprint.opens)} – ${voice.deadline(sprint.closes)}`],
        ...(view.organisation
          ? [[voice.say('fact.organisation'), voice.local(view.organisation)] as const]
          : []),
      ]),
      section(voice.say('sprint.tasks'), tasks.length > 0 ? tasks : [note(voice.say('sprint.noTasks'))]),
      ...materialSection(view, voice),
      ...(meeting ? [section(voice.say('sprint.meeting'), meetingBrief(meeting, frame.academy, voice))] : []),
    ],
    actions: leadOn(view, voice),
  };
}

function materialSection({ materials }: SprintView, voice: Voice): readonly Element[] {
  const links = materials.flatMap(({ title, url }) => openUrl(voice.local(title), url)).slice(0, MATERIALS);
  return links.length === 0 ? [] : [section(voice.say('sprint.materials'), [actions(links)])];
}

function leadOn({ role, frame }: SprintView, voice: Voice): readonly Action[] {
  const { academy } = frame;
  const help = button(voice.say('go.help'), { verb: 'help' });
  switch (role) {
    case 'participant':
      return [
        button(voice.say('go.tasks'), { verb: 'tasks.show', academy }),
        button(voice.say('go.threads'), { verb: 'threads.show', academy }),
        help,
      ];
    case 'mentor':
      return [
        button(voice.say('go.overview'), { verb: 'overview.show', academy }),
        button(voice.say('go.threads'), { verb: 'threads.show', academy }),
        help,
      ];
    case 'coordinator':
      return [button(voice.say('go.desk'), { verb: 'desk.show', academy }), help];
  }
}
