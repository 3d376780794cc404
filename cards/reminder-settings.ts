import type { ReminderSettingsView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { actions, button, dateInput, line, note, section, submit } from './kit.ts';
import type { Action, Element } from './kit.ts';
import { warning } from './parts/problem.ts';
import type { Voice } from './voice.ts';

/** When a person is reminded: of one thing, and of anything in the academy. */
export function reminderSettingsCard(view: ReminderSettingsView, voice: Voice): Draft {
  return {
    title: voice.say('settings.title'),
    summary: voice.say('settings.title'),
    body: [line(voice.say('settings.lead')), ...itemPart(view, voice), ...pausePart(view, voice)],
    actions: [button(voice.say('go.home'), { verb: 'home' }), button(voice.say('go.help'), { verb: 'help' })],
  };
}

function itemPart(view: ReminderSettingsView, voice: Voice): readonly Element[] {
  const { item, frame, may, muted } = view;
  if (!item) return [];
  const about = { verb: 'reminders.set', academy: frame.academy, item: item.item } as const;
  const choices: readonly Action[] = [
    ...(may.includes('snooze_3_days')
      ? [button(voice.say('settings.snooze'), { ...about, what: 'snooze' })]
      : []),
    ...(may.includes('mute_item') && muted !== 'forGood'
      ? [button(voice.say('settings.mute'), { ...about, what: 'mute' })]
      : []),
    ...(muted ? [button(voice.say('settings.resume'), { ...about, what: 'resume' })] : []),
  ];
  return [
    section(voice.local(item.title), [
      line(itemState(muted, voice)),
      ...(choices.length > 0 ? [actions(choices)] : []),
    ]),
  ];
}

function itemState(muted: ReminderSettingsView['muted'], voice: Voice): string {
  if (!muted) return voice.say('settings.on');
  if (muted === 'forGood') return `✓ ${voice.say('settings.muted')}`;
  return `✓ ${voice.say('settings.snoozed', { when: voice.moment(muted.until) })}`;
}

function pausePart(
  { frame, may, pausedUntil, problem }: ReminderSettingsView,
  voice: Voice,
): readonly Element[] {
  if (!may.includes('mute_until_date')) return [];
  const { academy } = frame;
  const paused = pausedUntil === undefined ? undefined : voice.day(pausedUntil);
  return [
    section(voice.say('settings.all'), [
      ...(problem ? [warning(voice.say('settings.needed'))] : []),
      line(
        paused === undefined
          ? voice.say('settings.allOn')
          : `✓ ${voice.say('settings.paused', { when: paused })}`,
      ),
      dateInput({ id: 'day', label: voice.say('settings.day'), required: voice.say('settings.needed') }),
      note(voice.say('settings.note')),
      actions([
        submit(voice.say('settings.pause'), { verb: 'reminders.set', academy, what: 'pause' }),
        ...(paused === undefined
          ? []
          : [button(voice.say('settings.resumeAll'), { verb: 'reminders.set', academy, what: 'resume' })]),
      ]),
    ]),
  ];
}
