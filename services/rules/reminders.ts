import type { Meeting, MeetingReminder, Programme, ReminderRule } from '../domain/programme.ts';
import { addMilliseconds, HOUR, instant, milliseconds, MINUTE } from '../domain/time.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import { holidaysOf } from './holidays.ts';
import { answerWindow } from './lookup.ts';
import type { Item } from './lookup.ts';
import { addWorkingDays, dateOf, toInstant, toLocal } from './time.ts';
import { intoWindow, nextMorning, opensAt } from './window.ts';

/** When the reminders of an item go out, in order: as the programme's rules say, after the item was sent out and before
 * it is due, in the morning, so that all of a day go together; at most the programme's number, and one a day.
 * @param asked when people are told of the item */
export function itemReminders(item: Item, asked: Instant, programme: Programme): readonly Instant[] {
  const { rules, maxPerItem } = programme.reminders;
  const { due } = answerWindow(item, programme);
  const moments = rules
    .map((rule) => remindOfItem(rule, item, { asked, due }, programme))
    .filter((at) => at > asked)
    .map((at) => nextMorning(at, programme))
    .filter((at) => at < due);
  return onePerDay(moments, programme).slice(0, maxPerItem).sort();
}

/** When the reminders of a meeting go out, in order: as the programme lists them, moved earlier into the send window,
 * one a day.
 * @param told when the card goes out that tells of the meeting first, its sprint's; the kick-off has no sprint */
export function meetingReminders(
  meeting: Meeting,
  told: Instant | undefined,
  programme: Programme,
): readonly Instant[] {
  const moments = meeting.reminders
    .map((rule) => intoWindow(remindOfMeeting(rule, meeting, programme), 'earlier', programme))
    .filter((at) => told === undefined || at > told);
  return onePerDay(moments, programme).toSorted();
}

/** Of several on one day the one that the programme names first. */
function onePerDay(moments: readonly Instant[], { timezone }: Programme): Instant[] {
  const byDay = new Map<LocalDate, Instant>();
  for (const at of moments) {
    const { date } = toLocal(at, timezone);
    if (!byDay.has(date)) byDay.set(date, at);
  }
  return [...byDay.values()];
}

function remindOfItem(
  rule: ReminderRule,
  item: Item,
  { asked, due }: { readonly asked: Instant; readonly due: Instant },
  programme: Programme,
): Instant {
  if (rule.when === 'half_of_open_time') return halfway(asked, due);
  const on = dateOf(item.kind === 'task' ? item.task.due : item.prompt.due);
  return workingDaysBefore(on, rule.workingDays, programme);
}

function halfway(from: Instant, to: Instant): Instant {
  return instant(Math.floor((milliseconds(from) + milliseconds(to)) / 2));
}

function remindOfMeeting(rule: MeetingReminder, meeting: Meeting, programme: Programme): Instant {
  const starts = toInstant(meeting.starts, programme.timezone);
  if ('hoursBefore' in rule) return addMilliseconds(starts, -rule.hoursBefore * HOUR);
  if ('minutesBefore' in rule) return addMilliseconds(starts, -rule.minutesBefore * MINUTE);
  return workingDaysBefore(dateOf(meeting.starts), rule.workingDaysBefore, programme);
}

function workingDaysBefore(date: LocalDate, days: number, programme: Programme): Instant {
  return opensAt(addWorkingDays(date, -days, holidaysOf(programme)), programme);
}
