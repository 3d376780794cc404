import type { Audience, Content } from '../domain/delivery.ts';
import { noticeId } from '../domain/ids.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Localised } from '../domain/language.ts';
import type { Meeting, Programme, Prompt, Sprint } from '../domain/programme.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import type { NextLine } from '../domain/view.ts';
import { answerWindow, feedbackQuestions, feedbackWindow, itemId, itemsOf, itemTitle } from './lookup.ts';
import type { Item } from './lookup.ts';
import { itemReminders, meetingReminders } from './reminders.ts';
import { dueAt, intoWindow, opensAt } from './window.ts';

/** A notice that the programme itself calls for. Its id follows from the programme alone, so that making it twice
 * makes one. */
export interface PlannedNotice {
  readonly id: NoticeId;
  readonly dueAt: Instant;
  readonly contents: readonly [Content];
  readonly audience: Audience;
  readonly what: NextLine['what'];
  readonly title: Localised;
}

/** Plans by the programme they are of: a programme object never changes, and its plan is asked for at every tick. */
const known = new WeakMap<Programme, readonly PlannedNotice[]>();

/** Everything a programme tells people by itself, in the order in which it falls due (then by id). What would
 * come when it can no longer be acted on is left out. */
export function plan(programme: Programme): PlannedNotice[] {
  return [...planOf(programme)];
}

/** What falls due after one moment and up to another, the latter included: consecutive spans give each notice
 * once. */
export function dueBetween(programme: Programme, after: Instant, through: Instant): PlannedNotice[] {
  return planOf(programme).filter((notice) => after < notice.dueAt && notice.dueAt <= through);
}

export function nextPlanned(programme: Programme, after: Instant): PlannedNotice | undefined {
  return planOf(programme).find((notice) => after < notice.dueAt);
}

export function nextLine(planned: PlannedNotice): NextLine {
  return { at: planned.dueAt, what: planned.what, title: planned.title };
}

function planOf(programme: Programme): readonly PlannedNotice[] {
  const kept = known.get(programme);
  if (kept !== undefined) return kept;
  const kickOff = programme.kickOff ? meetingReminderNotices(programme.kickOff, undefined, programme) : [];
  const planned = programme.sprints
    .flatMap((sprint) => [
      ...sprintNotices(sprint, programme),
      ...sprint.prompts.flatMap((prompt) => promptNotices(prompt, sprint, programme)),
      ...sprint.prompts.flatMap((prompt) => bringBackNotices(prompt, programme)),
      ...itemsOf(sprint).flatMap((item) => reminderNotices(item, programme)),
      ...(sprint.meeting === undefined ? [] : meetingNotices(sprint.meeting, sprint, programme)),
    ])
    .concat(kickOff, followUpNotices(programme))
    .sort((a, b) => compare(a.dueAt, b.dueAt) || compare(a.id, b.id));
  known.set(programme, planned);
  return planned;
}

function sprintNotices(sprint: Sprint, programme: Programme): PlannedNotice[] {
  const at = intoWindow(opensAt(sprint.opens, programme), 'later', programme);
  if (at > dueAt(sprint.closes, programme)) return [];
  return [
    {
      id: noticeId(`sprint:${sprint.id}`),
      dueAt: at,
      contents: [{ kind: 'sprint', sprint: sprint.id }],
      audience: { to: 'sprint' },
      what: 'sprint',
      title: sprint.theme,
    },
    closingNotice(sprint, programme),
  ];
}

function closingNotice(sprint: Sprint, programme: Programme): PlannedNotice {
  return {
    id: noticeId(`closing:${sprint.id}`),
    dueAt: intoWindow(addMilliseconds(dueAt(sprint.closes, programme), 1), 'later', programme),
    contents: [{ kind: 'closing', sprint: sprint.id }],
    audience: { to: 'sprint' },
    what: 'closing',
    title: sprint.theme,
  };
}

function bringBackNotices({ id, bringBack, text }: Prompt, programme: Programme): PlannedNotice[] {
  if (bringBack === undefined) return [];
  return [
    {
      id: noticeId(`bring-back:${id}`),
      dueAt: intoWindow(opensAt(bringBack, programme), 'later', programme),
      contents: [{ kind: 'bringBack', item: id }],
      audience: { to: 'participants' },
      what: 'bringBack',
      title: text,
    },
  ];
}

function followUpNotices(programme: Programme): PlannedNotice[] {
  if (programme.followUp === undefined) return [];
  return [
    {
      id: noticeId('follow-up'),
      dueAt: intoWindow(opensAt(programme.followUp, programme), 'later', programme),
      contents: [{ kind: 'followUp' }],
      audience: { to: 'participants' },
      what: 'followUp',
      title: programme.title,
    },
  ];
}

function promptNotices(prompt: Prompt, sprint: Sprint, programme: Programme): PlannedNotice[] {
  const { opens, until } = answerWindow({ kind: 'prompt', prompt, sprint }, programme);
  const at = intoWindow(opens, 'later', programme);
  if (at > until) return [];
  return [
    {
      id: noticeId(`prompt:${prompt.id}`),
      dueAt: at,
      contents: [{ kind: 'prompt', item: prompt.id }],
      audience: { to: 'participants' },
      what: 'prompt',
      title: prompt.text,
    },
  ];
}

/** Numbered, so that an item never has more of them than the programme allows, whatever is imported anew. */
function reminderNotices(item: Item, programme: Programme): PlannedNotice[] {
  const id = itemId(item);
  return itemReminders(item, programme).map((at, index) => ({
    id: noticeId(`reminder:${id}:${String(index + 1)}`),
    dueAt: at,
    contents: [{ kind: item.kind, item: id, reminder: true }],
    audience: { to: 'unanswered', item: id },
    what: 'reminder',
    title: itemTitle(item),
  }));
}

function meetingNotices(meeting: Meeting, sprint: Sprint, programme: Programme): PlannedNotice[] {
  return [
    ...meetingReminderNotices(meeting, sprint, programme),
    ...(feedbackQuestions(programme, meeting.id).length === 0 ? [] : [feedbackRequest(meeting, programme)]),
  ];
}

/** Named by the time of the meeting: one that moves is reminded of anew. */
function meetingReminderNotices(
  meeting: Meeting,
  sprint: Sprint | undefined,
  programme: Programme,
): PlannedNotice[] {
  const { id, starts, title } = meeting;
  return meetingReminders(meeting, sprint, programme).map((at, index) => ({
    id: noticeId(`meeting:${id}:${starts}:${String(index + 1)}`),
    dueAt: at,
    contents: [{ kind: 'meeting', meeting: id, starts }],
    audience: { to: 'everybody' },
    what: 'meetingReminder',
    title,
  }));
}

function feedbackRequest(meeting: Meeting, programme: Programme): PlannedNotice {
  return {
    id: noticeId(`feedback:${meeting.id}`),
    dueAt: intoWindow(feedbackWindow(meeting, programme).opens, 'later', programme),
    contents: [{ kind: 'feedback', meeting: meeting.id }],
    audience: { to: 'participants' },
    what: 'feedback',
    title: meeting.title,
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
