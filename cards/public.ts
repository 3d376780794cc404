import type { PublicMeeting, PublicTask, PublicView, SprintLine } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, facts, line, note, section } from './kit.ts';
import type { Element } from './kit.ts';
import { ownChat } from './parts/chat.ts';
import { sprintTitle } from './parts/items.ts';
import { meetingFacts } from './parts/meeting.ts';
import { some } from './parts/some.ts';
import type { Voice } from './voice.ts';

/** As many as a card has room for. */
const TASKS = 12;

/** What an academy tells anybody: for group chats and channels, so that nothing on it depends on who reads it. */
export function publicCard(view: PublicView, voice: Voice): Draft {
  const { sprint, nextSprint, meeting, frame } = view;
  const nothing = !sprint && !nextSprint && !meeting;
  return {
    title: sprint ? sprintTitle(sprint, voice) : voice.say('public.title'),
    summary: voice.say('public.summary'),
    body: [
      ...(nothing ? [line(voice.say('public.nothing'))] : []),
      ...(sprint ? sprintPart(sprint, view.tasks, voice) : []),
      ...(nextSprint ? nextPart(nextSprint, voice) : []),
      ...(meeting ? meetingPart(meeting, voice) : []),
      note(voice.say('public.own'), 'Medium'),
    ],
    actions: [
      ...ownChat(view, voice),
      button(voice.say('go.refresh'), { verb: 'public.show', academy: frame.academy }),
      button(voice.say('go.help'), { verb: 'help' }),
    ],
  };
}

function sprintPart(sprint: SprintLine, tasks: readonly PublicTask[], voice: Voice): readonly Element[] {
  const open = `${voice.day(sprint.opens)} – ${voice.deadline(sprint.closes)}`;
  const lines = some(tasks, TASKS, voice, (task) => taskLines(task, voice));
  return [
    ...facts([[voice.say('fact.open'), open]]),
    section(voice.say('sprint.tasks'), lines.length > 0 ? lines : [note(voice.say('sprint.noTasks'))]),
  ];
}

function taskLines({ title, due, scope }: PublicTask, voice: Voice): readonly Element[] {
  const by = voice.say(scope === 'organisation' ? 'sprint.joint' : 'sprint.personal');
  const when = voice.say('due', { when: voice.deadline(due) });
  return [line([{ text: voice.local(title), bold: true }]), note(`${when} · ${by}`, 'None')];
}

function nextPart({ theme, opens }: SprintLine, voice: Voice): readonly Element[] {
  const when = voice.moment(opens);
  return facts([
    [voice.say('tasks.nextSprint'), voice.say('tasks.opens', { theme: voice.local(theme), when })],
  ]);
}

function meetingPart(meeting: PublicMeeting, voice: Voice): readonly Element[] {
  const title = line([{ text: voice.local(meeting.title), bold: true }]);
  return [section(voice.say('public.meeting'), [title, ...meetingFacts(meeting, voice)])];
}
