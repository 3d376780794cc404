import type { SprintView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, entry, facts, line, note, openUrl, section } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { itemEntry, plannedEntry, sprintTitle } from './parts/items.ts';
import { meetingBrief } from './parts/meeting.ts';
import { some } from './parts/some.ts';
import type { Voice } from './voice.ts';

/** As many as a card has room for. */
const TASKS = 12;
const MATERIALS = 8;

/** A sprint's theme, tasks with their due dates, learning material and closing meeting. */
export function sprintCard(view: SprintView, voice: Voice): Draft {
  const { sprint, meeting, frame, role } = view;
  const tasks = some(view.tasks, TASKS, voice, (task) => [
    role === 'participant' ? itemEntry(task, frame.academy, voice) : plannedEntry(task, voice),
  ]);
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

/** Titles stand beside the buttons, where a long one can be read whole. */
function materialSection({ materials }: SprintView, voice: Voice): readonly Element[] {
  if (materials.length === 0) return [];
  const entries = some(materials, MATERIALS, voice, ({ title, url }) => {
    const name = voice.local(title);
    const [open] = openUrl(voice.say('go.open'), url, voice.say('go.openItem', { title: name }));
    return [entry([line(name)], open)];
  });
  return [section(voice.say('sprint.materials'), entries)];
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
