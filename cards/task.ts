import type { LogLine, TaskView } from '../services/domain/view.ts';
import type { Draft } from './draft.ts';
import { button, facts, line, note, section } from './kit.ts';
import type { Element } from './kit.ts';
import { answerPart } from './parts/answer.ts';
import type { Answerable } from './parts/answer.ts';
import { taskInputs } from './parts/inputs.ts';
import { sprintTitle } from './parts/items.ts';
import { reminderLine } from './parts/reminder.ts';
import { readers, shareInput } from './parts/share.ts';
import type { Voice } from './voice.ts';

/** Changes listed one by one; the rest are counted. */
const LOG_LINES = 5;

export function taskCard(view: TaskView, voice: Voice): Draft {
  const { academy } = view.frame;
  return {
    title: voice.local(view.title),
    summary: summaryOf(view, voice),
    body: [
      note(sprintTitle(view.sprint, voice)),
      ...reminderLine(view.form, voice),
      line(voice.local(view.text)),
      ...facts(factsOf(view, voice)),
      ...scopeNote(view, voice),
      ...answerPart(answerable(view, voice), voice),
      ...logSection(view.log, voice),
    ],
    actions: [
      button(voice.say('go.tasks'), { verb: 'tasks.show', academy }),
      button(voice.say('go.sprint'), { verb: 'sprint.show', academy, sprint: view.sprint.sprint }),
      button(voice.say('go.threads'), { verb: 'threads.show', academy }),
    ],
  };
}

function summaryOf({ form, title }: TaskView, voice: Voice): string {
  const shown = { title: voice.local(title) };
  if (form.mode === 'receipt') return voice.say('task.summaryDone', shown);
  if (form.reminder) return voice.say('task.summaryReminder', { ...shown, when: voice.deadline(form.due) });
  return voice.say('task.summary', shown);
}

/** Whose answer it is, as long as one is asked for; a receipt says who can read it. */
function scopeNote({ form, scope }: TaskView, voice: Voice): readonly Element[] {
  if (form.mode === 'receipt' || form.mode === 'closed') return [];
  return [note(voice.say(scope === 'organisation' ? 'item.joint' : 'item.personal'))];
}

function factsOf(view: TaskView, voice: Voice): readonly (readonly [string, string])[] {
  const { scope, organisation, compare } = view;
  return [
    ...(scope === 'organisation'
      ? [[voice.say('fact.organisation'), voice.local(organisation)] as const]
      : []),
    [voice.say('fact.state'), [voice.say(`state.${stateOf(view)}`), ...workAhead(view, voice)].join(' · ')],
    ...(compare ? [[voice.local(compare.title), voice.number(compare.value)] as const] : []),
  ];
}

/** When it is due (a reminder has said it) and how long it takes; neither matters once it is answered or over. */
function workAhead(view: TaskView, voice: Voice): readonly string[] {
  const { form, minutes } = view;
  if (form.current || stateOf(view) === 'closed') return [];
  return [
    ...(form.reminder && form.mode === 'ask' ? [] : [voice.say('due', { when: voice.deadline(form.due) })]),
    ...(minutes === undefined ? [] : [voice.say('minutes', { minutes })]),
  ];
}

function stateOf({ form, frame }: TaskView): 'done' | 'closed' | 'late' | 'open' | 'upcoming' {
  if (form.current) return 'done';
  if (form.mode === 'closed') return frame.now > form.until ? 'closed' : 'upcoming';
  return frame.now > form.due ? 'late' : 'open';
}

function answerable(view: TaskView, voice: Voice): Answerable {
  const { item, form, frame, conflict, shareOptions } = view;
  const { academy } = frame;
  const { rev, nonce } = form.drawn;
  const label = voice.say(view.scope === 'organisation' ? 'item.jointAnswer' : 'item.yourAnswer');
  const share = form.typed?.share ?? form.current?.share ?? view.shareDefault ?? 'me';
  return {
    form,
    frame,
    conflict,
    inputs: [
      ...taskInputs(view.answer, form, label, voice),
      ...(shareOptions ? [shareInput(shareOptions, share, form.drawn.nonce, voice)] : []),
    ],
    choices: undefined,
    readers: (shown) => (shareOptions ? readers(shown, shareOptions, voice) : voice.say('task.readers')),
    save: { verb: 'task.answer', academy, item, rev, nonce },
    show: { verb: 'task.show', academy, item },
    ...(view.answer.kind === 'link_or_done'
      ? { done: { verb: 'task.done', academy, item, rev, nonce } }
      : {}),
    undo: { verb: 'task.undo', academy, item, rev, nonce },
  };
}

function logSection(log: readonly LogLine[], voice: Voice): readonly Element[] {
  if (log.length === 0) return [];
  const lines = log
    .slice(0, LOG_LINES)
    .map(({ what, by, at }) =>
      line(voice.say(`log.${what}`, { name: by, when: voice.moment(at) }), { spacing: 'Small' }),
    );
  const rest = log.length - lines.length;
  return [
    section(voice.say('item.log'), [
      ...lines,
      ...(rest > 0 ? [note(voice.say('log.more', { count: rest }))] : []),
    ]),
  ];
}
