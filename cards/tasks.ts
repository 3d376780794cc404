import type { TasksView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, facts, line, section } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { itemEntry, sprintTitle } from './parts/items.ts';
import { meetingBrief } from './parts/meeting.ts';
import { withLanguage } from './parts/people.ts';
import { some } from './parts/some.ts';
import type { Voice } from './voice.ts';

/** As many as a card has room for. */
const LINES = 14;

/** Everything a participant can do now, what is done, and what comes next. */
export function tasksCard(view: TasksView, voice: Voice): Draft {
  const { frame, sprint, lines, meeting, nextSprint, mentor } = view;
  return {
    title: voice.say('tasks.title'),
    summary: voice.say('tasks.summary'),
    body: [
      ...facts([
        [voice.say('fact.organisation'), voice.local(view.organisation)],
        ...(mentor ? [[voice.say('fact.mentor'), withLanguage(mentor, voice)] as const] : []),
      ]),
      line([{ text: sprint ? sprintTitle(sprint, voice) : voice.say('tasks.between'), bold: true }]),
      line(progress(view, voice)),
      ...some(lines, LINES, voice, (item) => [itemEntry(item, frame.academy, voice)]),
      ...(nextSprint ? nextLine(nextSprint, voice) : []),
      ...(meeting ? [section(voice.say('desk.meeting'), meetingBrief(meeting, frame.academy, voice))] : []),
    ],
    actions: leadOn(view, voice),
  };
}

function progress({ lines }: TasksView, voice: Voice): string {
  if (lines.length === 0) return voice.say('tasks.none');
  const left = lines.filter(({ state }) => state === 'open' || state === 'late').length;
  if (left > 0) return voice.say('tasks.left', { count: left });
  return voice.say(lines.some(({ state }) => state === 'done') ? 'tasks.allDone' : 'tasks.none');
}

function nextLine(next: NonNullable<TasksView['nextSprint']>, voice: Voice): readonly Element[] {
  const opens = voice.say('tasks.opens', { theme: voice.local(next.theme), when: voice.moment(next.opens) });
  return facts([[voice.say('tasks.nextSprint'), opens]]);
}

function leadOn({ frame, sprint, thread }: TasksView, voice: Voice): readonly Action[] {
  const { academy } = frame;
  return [
    ...(thread ? [button(voice.say('mentor.write'), { verb: 'thread.show', academy, pairing: thread })] : []),
    ...(sprint
      ? [button(voice.say('go.sprint'), { verb: 'sprint.show', academy, sprint: sprint.sprint })]
      : []),
    button(voice.say('go.refresh'), { verb: 'tasks.show', academy }),
    button(voice.say('go.help'), { verb: 'help' }),
  ];
}
