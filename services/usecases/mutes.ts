/** A person says when to be reminded, as far as the programme allows. */
import type { CommandOf } from '../domain/command.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Mute } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import type { ReminderSettingsView } from '../domain/view.ts';
import { findItem, itemTitle } from '../rules/lookup.ts';
import { muteOf, pausedUntil, snoozedUntil, withMute, withoutMute } from '../rules/mutes.ts';
import { toLocal } from '../rules/time.ts';
import { isFailure } from '../store/access.ts';
import type { Act } from './deps.ts';
import { announce, noticeOf } from './notify.ts';
import type { Answered } from './tasks.ts';

export async function showReminderSettings(
  act: Act,
  id: ItemId | undefined,
  problem = false,
): Promise<Answered<ReminderSettingsView>> {
  const { academy, person } = act;
  const item = id === undefined ? undefined : findItem(academy.programme, id);
  if (id !== undefined && !item) return { code: 'gone' };
  const mute = id === undefined ? undefined : muteOf(person, academy.id, id, academy.now);
  const pause = muteOf(person, academy.id, undefined, academy.now);
  return {
    kind: 'reminderSettings',
    frame: academy.frame,
    may: academy.programme.reminders.personMay,
    ...(item && id !== undefined ? { item: { item: id, title: itemTitle(item) } } : {}),
    ...(mute ? { muted: mute.until === undefined ? 'forGood' : { until: mute.until } } : {}),
    ...(pause?.until === undefined ? {} : { pausedUntil: pause.until }),
    ...(problem ? { problem } : {}),
  };
}

export async function setReminders(
  act: Act,
  command: CommandOf<'reminders.set'>,
): Promise<Answered<ReminderSettingsView>> {
  const { academy, deps } = act;
  const { item, what } = command;
  if (item !== undefined && !findItem(academy.programme, item)) return { code: 'gone' };
  const decided = decide(act, command);
  if (decided === 'notAllowed' || decided === 'malformed') return { code: decided };
  if (decided === 'noSuchDay') return showReminderSettings(act, item, true);
  // First the promise to remind, then the silence until then: the other way round a crash would leave silence alone.
  if (what === 'snooze' && item !== undefined && decided.until !== undefined)
    await remindThen(act, item, decided.until);
  const person = await deps.persons.change(act.person.id, (before) =>
    what === 'resume' ? withoutMute(before, decided, academy.now) : withMute(before, decided, academy.now),
  );
  return showReminderSettings({ ...act, person }, item);
}

/** What is to be kept from the person, or to be no longer. */
function decide(
  { academy }: Act,
  { item, what, day }: CommandOf<'reminders.set'>,
): Mute | 'notAllowed' | 'malformed' | 'noSuchDay' {
  const may = academy.programme.reminders.personMay;
  const of = { academy: academy.id, ...(item === undefined ? {} : { item }) };
  switch (what) {
    case 'snooze':
      if (item === undefined) return 'malformed';
      return may.includes('snooze_3_days')
        ? { ...of, until: snoozedUntil(academy.now, academy.programme) }
        : 'notAllowed';
    case 'mute':
      if (item === undefined) return 'malformed';
      return may.includes('mute_item') ? of : 'notAllowed';
    case 'pause': {
      if (!may.includes('mute_until_date')) return 'notAllowed';
      const until = pausedUntil(day ?? '', academy.now, academy.programme);
      return until === undefined ? 'noSuchDay' : { academy: academy.id, until };
    }
    case 'resume':
      return of;
  }
}

/** Its id says for which morning: a click that comes twice makes one. */
async function remindThen({ academy, deps, person }: Act, item: ItemId, dueAt: Instant): Promise<void> {
  const { date } = toLocal(dueAt, academy.programme.timezone);
  const notice = noticeOf(academy, {
    id: `snooze:${person.id}:${item}:${date}`,
    contents: [{ kind: 'reminders', items: [item] }],
    audience: { to: 'people', people: [person.id] },
    dueAt,
    keepsHours: true,
  });
  try {
    await announce(deps, notice);
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error;
  }
}
