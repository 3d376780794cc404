/** What a task and a prompt have in common: the form, the receipt, the closed answer and the merge. */
import type { AnswerValue } from '../../services/domain/answer.ts';
import type { Localised } from '../../services/domain/language.ts';
import type { Frame, ItemForm, Shown } from '../../services/domain/view.ts';
import { actions, button, facts, line, note, openUrl, quote, submit, userText } from '../kit.ts';
import type { Element } from '../kit.ts';
import type { ButtonData } from '../data.ts';
import type { Voice } from '../voice.ts';
import { clip, fairLength, jsonBytes } from '../text.ts';
import { problemBox, warning } from './problem.ts';

export interface Answerable {
  readonly form: ItemForm;
  readonly frame: Frame;
  readonly conflict: boolean;
  readonly inputs: readonly Element[];
  readonly choices: Choices;
  /** Who reads what is shown. */
  readonly readers: (shown: Shown) => string;
  readonly save: ButtonData;
  /** Shows the item afresh. */
  readonly show: Extract<ButtonData, { readonly verb: 'task.show' | 'prompt.show' }>;
  readonly done?: ButtonData;
  readonly undo?: ButtonData;
}

export type Choices = readonly { readonly id: string; readonly label: Localised }[] | undefined;

/** The part of the card that asks for the answer or shows it. */
export function answerPart(answerable: Answerable, voice: Voice): readonly Element[] {
  const { form, conflict } = answerable;
  if (form.mode === 'closed') return closedPart(answerable, voice);
  if (conflict) return mergePart(answerable, voice);
  if (form.mode === 'receipt' && form.current) return receiptPart(answerable, form.current, voice);
  return askPart(answerable, voice);
}

/** Room for an answer beside another copy of it in the form. */
const ROOM = 18_000;

/** What is in force, cut only where a form below holds the whole of a text so long that both would not fit. */
function besideForm(value: AnswerValue, form: ItemForm, choices: Choices, voice: Voice): readonly Element[] {
  if (value.kind !== 'text') return valueElements(value, choices, voice);
  const room = Math.max(ROOM / 4, ROOM - jsonBytes(form.typed?.text ?? value.text));
  const { text, cut } = clip(value.text, fairLength([value.text], room));
  const more = cut > 0 ? [note(voice.say('text.cut', { count: cut }), 'None')] : [];
  return [...userText(text), ...more];
}

/** The answer's text, link, number or choice. */
export function valueElements(value: AnswerValue, choices: Choices, voice: Voice): readonly Element[] {
  switch (value.kind) {
    case 'text':
      return userText(value.text);
    case 'number':
      return [line(voice.number(value.value))];
    case 'link': {
      const open = openUrl(voice.say('go.link'), value.url);
      // The address is readable before it is opened.
      return [...userText(value.url), ...(open.length > 0 ? [actions(open)] : [])];
    }
    case 'done':
      return [line(`✓ ${voice.say('item.doneValue')}`)];
    case 'choice': {
      const label = choices?.find((choice) => choice.id === value.choice)?.label;
      const comment = value.comment === undefined ? [] : userText(value.comment);
      return [line([{ text: label ? voice.local(label) : value.choice, bold: true }]), ...comment];
    }
  }
}

function askPart(answerable: Answerable, voice: Voice): readonly Element[] {
  const { form, frame, inputs, save, show, done } = answerable;
  const late = frame.now > form.due && !form.current;
  const until = voice.deadline(form.until);
  const edits = form.mode === 'edit';
  const offersDone = done !== undefined && form.current?.value.kind !== 'done';
  const buttons = [
    submit(voice.say(edits ? 'item.saveEdit' : 'item.save'), save),
    ...(offersDone ? [button(voice.say('item.done'), done)] : []),
    ...(edits ? [button(voice.say('item.cancel'), show)] : []),
  ];
  return [
    ...problemBox(form.problem, voice),
    ...(late ? [note(voice.say('item.late', { when: until }))] : []),
    ...inputs,
    actions(buttons),
    ...(late ? [] : [note(voice.say('item.until', { when: until }))]),
  ];
}

function receiptPart(answerable: Answerable, current: Shown, voice: Voice): readonly Element[] {
  const { form, show, undo } = answerable;
  return [
    ...shownElements(answerable, current, voice),
    actions([
      button(voice.say('item.edit'), { ...show, edit: true }),
      ...(undo ? [button(voice.say('item.undo'), undo)] : []),
    ]),
    note(voice.say('item.untilEdit', { when: voice.deadline(form.until) })),
  ];
}

function closedPart(answerable: Answerable, voice: Voice): readonly Element[] {
  const { form, frame, choices } = answerable;
  if (frame.now <= form.until && !form.current) return [line(voice.say('item.notOpen'))];
  const said = line(`– ${voice.say('item.closed', { when: voice.deadline(form.until) })}`);
  const typed = form.typed?.text ?? form.typed?.comment ?? form.typed?.link ?? form.typed?.number;
  const lost = typed
    ? [
        warning(voice.say('item.closedTyped')),
        quote(valueElements({ kind: 'text', text: typed }, choices, voice)),
      ]
    : [];
  const none = typed ? [] : [line(voice.say('item.closedNone'))];
  const answer = form.current ? shownElements(answerable, form.current, voice) : none;
  return [said, ...lost, ...answer];
}

function mergePart(answerable: Answerable, voice: Voice): readonly Element[] {
  const { form, inputs, choices, save, show } = answerable;
  const { current } = form;
  const theirs = current
    ? [
        warning(voice.say('conflict.by', { name: current.by })),
        line([
          {
            text: voice.say('conflict.theirs', { name: current.by, when: voice.moment(current.at) }),
            bold: true,
          },
        ]),
        quote(besideForm(current.value, form, choices, voice)),
      ]
    : [warning(voice.say('conflict.undone'))];
  return [
    ...theirs,
    ...problemBox(form.problem, voice),
    line([{ text: voice.say('conflict.mine'), bold: true }], { spacing: 'Medium' }),
    ...inputs,
    actions([
      submit(voice.say('conflict.save'), save),
      button(voice.say(current ? 'conflict.keep' : 'item.cancel'), show),
    ]),
  ];
}

function shownElements(answerable: Answerable, shown: Shown, voice: Voice): readonly Element[] {
  const { readers, choices } = answerable;
  const answered = voice.say('item.answeredBy', { name: shown.by, when: voice.moment(shown.at) });
  return [
    quote(valueElements(shown.value, choices, voice)),
    ...facts([
      [voice.say('fact.answered'), answered],
      [voice.say('fact.readers'), readers(shown)],
    ]),
  ];
}
