import type { AnswerKind } from '../../services/domain/programme.ts';
import type { ItemForm, PromptView } from '../../services/domain/view.ts';
import { choiceInput, note, textInput } from '../kit.ts';
import type { Element } from '../kit.ts';
import type { Voice } from '../voice.ts';

/** Longest address taken; browsers agree on about this. */
const LINK_CHARS = 2000;
const NUMBER_CHARS = 12;

/** The inputs of a task, holding what was typed, else the answer in force. */
export function taskInputs(
  answer: AnswerKind,
  form: ItemForm,
  label: string,
  voice: Voice,
): readonly Element[] {
  const value = form.current?.value;
  switch (answer.kind) {
    case 'text': {
      const current = value?.kind === 'text' ? value.text : undefined;
      return [textAnswer(label, answer.maxChars, form.typed?.text ?? current, voice)];
    }
    case 'number': {
      const current = value?.kind === 'number' ? voice.number(value.value) : undefined;
      return [numberAnswer(answer, form.typed?.number ?? current, voice)];
    }
    case 'link_or_done': {
      const current = value?.kind === 'link' ? value.url : undefined;
      const link = textInput({
        id: 'link',
        label: voice.say('item.link'),
        required: voice.say('item.linkNeeded'),
        maxLength: LINK_CHARS,
        url: true,
        value: form.typed?.link ?? current,
        placeholder: 'https://',
      });
      return [link, note(voice.say('item.linkNote'))];
    }
  }
}

/** The inputs of a reflection: text, or a choice with or without a comment. */
export function promptInputs(view: PromptView, voice: Voice): readonly Element[] {
  const { choices, comment, maxChars, form } = view;
  const value = form.current?.value;
  if (!choices) {
    const current = value?.kind === 'text' ? value.text : undefined;
    return [textAnswer(voice.say('item.yourAnswer'), maxChars, form.typed?.text ?? current, voice)];
  }
  const current = value?.kind === 'choice' ? value : undefined;
  const choice = choiceInput({
    id: 'choice',
    card: form.drawn.nonce,
    label: voice.say('item.choice'),
    required: voice.say('item.choiceNeeded'),
    choices: choices.map(({ id, label }) => ({ value: id, title: voice.local(label) })),
    value: form.typed?.choice ?? current?.choice,
  });
  if (!comment) return [choice];
  const needed = comment === 'required' ? { required: voice.say('item.commentNeeded') } : {};
  return [
    choice,
    textInput({
      id: 'comment',
      label: voice.say(comment === 'required' ? 'item.commentRequired' : 'item.comment'),
      ...needed,
      maxLength: maxChars,
      multiline: true,
      value: form.typed?.comment ?? current?.comment,
    }),
  ];
}

function textAnswer(label: string, max: number, value: string | undefined, voice: Voice): Element {
  return textInput({
    id: 'text',
    label: voice.say('item.answerMax', { label, max: voice.number(max) }),
    required: voice.say('item.answerNeeded'),
    maxLength: max,
    multiline: true,
    value,
  });
}

/** Text rather than Input.Number: that one refuses a decimal comma on some phones and cannot show what was typed
 * when it is no number. */
function numberAnswer(
  { min, max, step }: Extract<AnswerKind, { kind: 'number' }>,
  value: string | undefined,
  voice: Voice,
): Element {
  const range = { min: voice.number(min), max: voice.number(max) };
  const half = (min + max) / 2;
  const example = step !== undefined && step < 1 ? half + step * 2 : Math.round(half);
  return textInput({
    id: 'number',
    label: voice.say('item.number', range),
    required: voice.say('item.numberNeeded', range),
    maxLength: NUMBER_CHARS,
    value,
    placeholder: voice.say('item.numberExample', { example: voice.number(Math.min(example, max)) }),
  });
}
