import type { AnswerValue } from '../../services/domain/answer.ts';
import type { Element } from '../kit.ts';
import { line, note } from '../kit.ts';
import { clip, fairLength, jsonBytes } from '../text.ts';
import type { Voice } from '../voice.ts';
import { valueElements } from './answer.ts';
import type { Choices } from './answer.ts';

/** Shows answers in a list so that all of them fit into `room` bytes: long ones are cut, and say how much more there
 * is. `bytes`: what they take. */
export function clippedValues(values: readonly AnswerValue[], room: number) {
  const texts = values.map(textOf);
  const most = fairLength(texts, room);
  const bytes = texts.reduce((sum, text) => sum + jsonBytes(clip(text, most).text), 0);
  const show = (value: AnswerValue, choices: Choices, voice: Voice): readonly Element[] => {
    const { text, cut } = clip(textOf(value), most);
    if (value.kind === 'text') return clippedText(text, cut, voice);
    if (value.kind !== 'choice' || cut === 0) return valueElements(value, choices, voice);
    const shown = valueElements({ kind: 'choice', choice: value.choice }, choices, voice);
    return [...shown, ...clippedText(text, cut, voice)];
  };
  return { show, bytes };
}

/** A text in a list, on few lines. */
export function clippedText(text: string, cut: number, voice: Voice): readonly Element[] {
  // A list has no room for every line break.
  const shown = line(text.replace(/\s*\n\s*/g, ' ↵ '));
  return cut > 0 ? [shown, note(voice.say('text.cut', { count: cut }), 'None')] : [shown];
}

function textOf(value: AnswerValue): string {
  if (value.kind === 'text') return value.text;
  return value.kind === 'choice' ? (value.comment ?? '') : '';
}
