import type { Meeting, MeetingReminder, Programme, Sprint } from '../domain/programme.ts';
import { addMilliseconds, DAY, HOUR, instant, milliseconds, MINUTE } from '../domain/time.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import { holidaysOf } from './holidays.ts';
import { answerWindow } from './lookup.ts';
import type { Item } from './lookup.ts';
import { addWorkingDays, dateOf, toInstant } from './time.ts';
import { intoWindow, opensAt } from './window.ts';

/** When the one reminder of an item goes out: after the item was sent out and before it is due, both in the send
 * window; undefined where the programme wants none or there is no such moment. */
export function itemReminderAt(item: Item, programme: Programme): Instant | undefined {
  const { rules, maxPerItem } = programme.reminders;
  if (rules.length === 0 || maxPerItem < 1) return undefined;
  const { opens, due } = answerWindow(item, programme);
  const asked = intoWindow(opens, 'later', programme);
  return [beforeDue(item, programme), halfway(asked, due)]
    .filter((at) => at !== undefined)
    .filter((at) => at > asked)
    .map((at) => intoWindow(at, 'later', programme))
    .find((at) => at < due);
}

/** When the one reminder of a meeting goes out: of those the programme names the latest that still
 * leaves a day, moved earlier into the send window. Undefined where it would come no later than the sprint's own
 * card, which tells of the meeting too; the kick-off has no sprint. */
export function meetingReminderAt(
  meeting: Meeting,
  sprint: Sprint | undefined,
  programme: Programme,
): Instant | undefined {
  const starts = toInstant(meeting.starts, programme.timezone);
  const moments = meeting.reminders.map((rule) => remindAt(rule, meeting, programme));
  const inTime = moments.filter((at) => at <= addMilliseconds(starts, -DAY)).sort();
  const chosen = inTime.at(-1) ?? moments[0];
  if (chosen === undefined) return undefined;
  const at = intoWindow(chosen, 'earlier', programme);
  if (sprint === undefined) return at;
  return at > intoWindow(opensAt(sprint.opens, programme), 'later', programme) ? at : undefined;
}

/** At the start of the send window, some working days ahead; of several such rules the one nearest to the due
 * date, since there is one reminder. */
function beforeDue(item: Item, programme: Programme): Instant | undefined {
  const days = programme.reminders.rules.flatMap((rule) =>
    rule.when === 'before_due' ? [rule.workingDays] : [],
  );
  if (days.length === 0) return undefined;
  const due = dateOf(item.kind === 'task' ? item.task.due : item.prompt.due);
  return workingDaysBefore(due, Math.min(...days), programme);
}

function halfway(from: Instant, to: Instant): Instant {
  return instant(Math.floor((milliseconds(from) + milliseconds(to)) / 2));
}

function remindAt(rule: MeetingReminder, meeting: Meeting, programme: Programme): Instant {
  const starts = toInstant(meeting.starts, programme.timezone);
  if ('hoursBefore' in rule) return addMilliseconds(starts, -rule.hoursBefore * HOUR);
  if ('minutesBefore' in rule) return addMilliseconds(starts, -rule.minutesBefore * MINUTE);
  return workingDaysBefore(dateOf(meeting.starts), rule.workingDaysBefore, programme);
}

function workingDaysBefore(date: LocalDate, days: number, programme: Programme): Instant {
  return opensAt(addWorkingDays(date, -days, holidaysOf(programme)), programme);
}
