import type { AnswerValue } from '../../services/domain/answer.ts';
import type { Element } from '../kit.ts';
import { FEW_LINES, note, userText } from '../kit.ts';
import { clip, fairLength, shownBytes } from '../text.ts';
import type { Voice } from '../voice.ts';
import { valueElements } from './answer.ts';
import type { Choices } from './answer.ts';

/** Shows answers in a list so that all of them fit into `room` bytes: long ones are cut, and say how much more there
 * is. `bytes`: what they take. */
export function clippedValues(values: readonly AnswerValue[], room: number) {
  const texts = values.map(textOf);
  const most = fairLength(texts, room);
  const bytes = shownBytes(texts, most);
  const show = (value: AnswerValue, choices: Choices, voice: Voice): readonly Element[] => {
    const { text, cut } = clip(textOf(value), most);
    if (value.kind === 'text') return clippedText(text, cut, voice);
    if (value.kind !== 'choice' || cut === 0) return valueElements(value, choices, voice);
    const shown = valueElements({ kind: 'choice', choice: value.choice }, choices, voice);
    return [...shown, ...clippedText(text, cut, voice)];
  };
  return { show, bytes };
}

/** A text in a list; of many line breaks only signs are left. */
export function clippedText(text: string, cut: number, voice: Voice): readonly Element[] {
  const shown = userText(text, FEW_LINES);
  return cut > 0 ? [...shown, note(voice.say('text.cut', { count: cut }), 'None')] : shown;
}

function textOf(value: AnswerValue): string {
  if (value.kind === 'text') return value.text;
  return value.kind === 'choice' ? (value.comment ?? '') : '';
}
