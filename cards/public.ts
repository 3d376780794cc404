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
      ...facts([
        ...(sprint ? [[voice.say('fact.open'), openText(sprint, voice)] as const] : []),
        ...(nextSprint ? [[voice.say('tasks.nextSprint'), nextText(nextSprint, voice)] as const] : []),
      ]),
      ...(sprint ? taskPart(view.tasks, voice) : []),
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

const openText = ({ opens, closes }: SprintLine, voice: Voice): string =>
  `${voice.day(opens)} – ${voice.deadline(closes)}`;

const nextText = ({ theme, opens }: SprintLine, voice: Voice): string =>
  voice.say('tasks.opens', { theme: voice.local(theme), when: voice.moment(opens) });

function taskPart(tasks: readonly PublicTask[], voice: Voice): readonly Element[] {
  const lines = some(tasks, TASKS, voice, (task) => taskLines(task, voice));
  return [section(voice.say('sprint.tasks'), lines.length > 0 ? lines : [note(voice.say('sprint.noTasks'))])];
}

function taskLines({ title, due, scope }: PublicTask, voice: Voice): readonly Element[] {
  const by = voice.say(scope === 'organisation' ? 'sprint.joint' : 'sprint.personal');
  const when = voice.say('due', { when: voice.deadline(due) });
  return [line([{ text: voice.local(title), bold: true }]), note(`${when} · ${by}`, 'None')];
}

function meetingPart(meeting: PublicMeeting, voice: Voice): readonly Element[] {
  const title = line([{ text: voice.local(meeting.title), bold: true }]);
  return [section(voice.say('public.meeting'), [title, ...meetingFacts(meeting, voice)])];
}
