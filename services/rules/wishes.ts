import type { Meeting, Programme, Prompt, Sprint } from '../domain/programme.ts';
import { noticeId } from '../domain/ids.ts';
import type { NoticeId } from '../domain/ids.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { feedbackQuestions, feedbackWindow } from './lookup.ts';
import type { PlannedNotice } from './plan.ts';
import { dueAt, intoWindow, opensAt } from './window.ts';

/** A notice at the moment that the programme names for it, whenever that is. */
export interface Wish extends Omit<PlannedNotice, 'dueAt'> {
  readonly wanted: Instant;
  /** It is told no earlier than that one. */
  readonly follows?: NoticeId;
}

/** Everything but reminders that a programme tells people by itself. */
export function wishesOf(programme: Programme): Wish[] {
  return programme.sprints
    .flatMap((sprint) => [
      ...sprintWishes(sprint, programme),
      ...sprint.prompts.flatMap((prompt) => promptWishes(prompt, sprint, programme)),
      ...(sprint.meeting === undefined ? [] : feedbackWishes(sprint.meeting, programme)),
    ])
    .concat(followUpWishes(programme));
}

export const sprintNotice = ({ id }: Sprint): NoticeId => noticeId(`sprint:${id}`);
export const promptNotice = ({ id }: Prompt): NoticeId => noticeId(`prompt:${id}`);

/** Of a sprint that nobody can be told of in its time, nobody is told that it is over. */
function sprintWishes(sprint: Sprint, programme: Programme): Wish[] {
  const { id, theme: title, opens, closes } = sprint;
  const [wanted, ends] = [opensAt(opens, programme), dueAt(closes, programme)];
  const opening: Wish = {
    id: sprintNotice(sprint),
    wanted,
    contents: [{ kind: 'sprint', sprint: id }],
    audience: { to: 'sprint' },
    what: 'sprint',
    title,
  };
  if (intoWindow(wanted, 'later', programme) > ends) return [opening];
  const closing: Wish = {
    ...opening,
    id: noticeId(`closing:${id}`),
    wanted: addMilliseconds(ends, 1),
    contents: [{ kind: 'closing', sprint: id }],
    what: 'closing',
  };
  return [opening, closing];
}

function promptWishes(prompt: Prompt, sprint: Sprint, programme: Programme): Wish[] {
  const { id, send, bringBack, text: title } = prompt;
  const asking: Wish = {
    id: promptNotice(prompt),
    wanted: opensAt(send, programme),
    follows: sprintNotice(sprint),
    contents: [{ kind: 'prompt', item: id }],
    audience: { to: 'participants' },
    what: 'prompt',
    title,
  };
  if (bringBack === undefined) return [asking];
  const bringing: Wish = {
    ...asking,
    id: noticeId(`bring-back:${id}`),
    wanted: opensAt(bringBack, programme),
    follows: asking.id,
    contents: [{ kind: 'bringBack', item: id }],
    what: 'bringBack',
  };
  return [asking, bringing];
}

function feedbackWishes({ id, ...meeting }: Meeting, programme: Programme): Wish[] {
  if (feedbackQuestions(programme, id).length === 0) return [];
  return [
    {
      id: noticeId(`feedback:${id}`),
      wanted: feedbackWindow({ id, ...meeting }, programme).opens,
      contents: [{ kind: 'feedback', meeting: id }],
      audience: { to: 'participants' },
      what: 'feedback',
      title: meeting.title,
    },
  ];
}

function followUpWishes(programme: Programme): Wish[] {
  if (programme.followUp === undefined) return [];
  return [
    {
      id: noticeId('follow-up'),
      wanted: opensAt(programme.followUp, programme),
      contents: [{ kind: 'followUp' }],
      audience: { to: 'participants' },
      what: 'followUp',
      title: programme.title,
    },
  ];
}
