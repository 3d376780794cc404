/** Cards that come from the plan of a programme: reminders, corrections, what was skipped. */
import { academyId } from '../../services/domain/ids.ts';
import { skipReasons } from '../../services/domain/delivery.ts';
import type { DeskView, ItemLine, ReminderSettingsView, WhatLine } from '../../services/domain/view.ts';
import type { ViewCase } from './view-cases-work.ts';
import { moment } from './programme.ts';
import * as a from './views.ts';

const open: readonly ItemLine[] = a.itemLines.filter(({ state }) => state === 'open' || state === 'late');
const other = a.aFrame({
  academy: academyId('circular-2023'),
  title: {
    fi: 'Kiertotalouden akatemia 2023',
    sv: 'Akademin för cirkulär ekonomi 2023',
    en: 'Circular economy academy 2023',
  },
});

const silenced = a.aForm({ reminder: true, maySilence: true });
const item = { item: open[0]!.item, title: open[0]!.title };
const morning = moment('2023-06-12T08:30+03:00');

function settings(overrides: Partial<ReminderSettingsView>): ReminderSettingsView {
  return {
    kind: 'reminderSettings',
    frame: a.aFrame(),
    may: ['snooze_3_days', 'mute_item', 'mute_until_date'],
    ...overrides,
  };
}

const closed = { kind: 'sprintClosed', frame: a.aFrame(), sprint: a.aSprintLine() } as const;
const done = { organisation: a.kymenlaakso, tasksDone: 3, tasks: 4, reflectionsDone: 2, reflections: 3 };
const answered = a.itemLines.filter(({ state, kind }) => state === 'done' && kind === 'task');

/** Sent, of another kind. */
function aSend(kind: WhatLine['kind']): DeskView['sends'][number] {
  const send = a.aDeskView().sends[0]!;
  return { ...send, what: { ...send.what, kind } };
}

export const planningCases: readonly ViewCase[] = [
  {
    name: 'reminders',
    view: {
      kind: 'reminders',
      frame: a.aFrame(),
      academies: [{ frame: a.aFrame(), lines: open, maySilence: true }],
    },
  },
  {
    name: 'reminders, several academies',
    view: {
      kind: 'reminders',
      frame: a.aFrame(),
      academies: [
        { frame: a.aFrame(), lines: open, maySilence: true },
        { frame: other, lines: open.slice(0, 1), maySilence: true },
      ],
    },
  },
  { name: 'task, reminder that may be silenced', view: a.aTaskView({ form: silenced }) },
  { name: 'prompt, reminder that may be silenced', view: a.aPromptView({ form: silenced }) },
  { name: 'reminder settings', view: settings({}) },
  { name: 'reminder settings, muted', view: settings({ item, muted: 'forGood' }) },
  {
    name: 'reminder settings, snoozed and paused',
    view: settings({ item, muted: { until: morning }, pausedUntil: morning }),
  },
  { name: 'reminder settings, no such day', view: settings({ item, problem: true }) },
  { name: 'reminder settings, only snooze', view: settings({ item, may: ['snooze_3_days'] }) },
  {
    name: 'own answer brought back',
    view: {
      kind: 'broughtBack',
      frame: a.aFrame(),
      item: a.aPromptView().item,
      text: a.aPromptView().text,
      shown: a.shown(a.text('Jag ringer upp vår upphandlare varje måndag.')),
    },
  },
  { name: 'sprint closed, participant', view: { ...closed, done, next: a.aSprintLine({ number: 2 }) } },
  { name: 'sprint closed, the last one, mentor', view: closed },
  {
    name: 'follow-up',
    view: { kind: 'followUp', frame: a.aFrame(), organisation: a.kymenlaakso, lines: answered },
  },
  {
    name: 'follow-up, nothing answered',
    view: { kind: 'followUp', frame: a.aFrame(), organisation: a.kymenlaakso, lines: [] },
  },
  ...(['bringBack', 'closing', 'followUp'] as const).map((what) => ({
    name: `desk, next and sent: ${what}`,
    view: a.aDeskView({ next: a.aNextLine({ what }), sends: [aSend(what)] }),
  })),
  {
    name: 'meeting, moved',
    view: {
      kind: 'meeting',
      frame: a.aFrame(),
      meeting: a.aMeetingLine({
        starts: moment('2023-06-15T13:00+03:00'),
        ends: moment('2023-06-15T15:00+03:00'),
        rsvp: 'online',
        rsvpFor: moment('2023-06-14T09:00+03:00'),
      }),
      reminder: false,
      was: { starts: moment('2023-06-14T09:00+03:00'), ends: moment('2023-06-14T12:00+03:00') },
    },
  },
  {
    name: 'desk, one who answered for another time',
    view: a.aDeskView({ meeting: { ...a.aDeskView().meeting!, otherTime: 1 } }),
  },
  {
    name: 'meeting, cancelled',
    view: {
      kind: 'meetingCancelled',
      frame: a.aFrame(),
      title: a.aMeetingLine().title,
      starts: moment('2023-06-14T09:00+03:00'),
      ends: moment('2023-06-14T12:00+03:00'),
    },
  },
  ...(['moved', 'cancelled'] as const).map((kind) => ({
    name: `desk, a meeting ${kind}`,
    view: a.aDeskView({ sends: [aSend(kind)] }),
  })),
  ...skipReasons.map((skipped) => ({
    name: `desk, a notice skipped: ${skipped}`,
    view: a.aDeskView({ sends: [{ ...a.aDeskView().sends[0]!, skipped }] }),
  })),
];
