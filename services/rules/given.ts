import type { AnswerValue } from '../domain/answer.ts';
import type { Given } from '../domain/command.ts';
import type { Problem } from '../domain/problem.ts';
import type { AnswerKind, Prompt } from '../domain/programme.ts';
import type { Item } from './lookup.ts';
import { cleanText, lengthOf } from './text.ts';

/** Code points of a reflection in free text. */
const PROMPT_MAX_CHARS = 2000;
/** Code points of the comment beside a choice. */
const COMMENT_MAX_CHARS = 600;
const LINK_MAX_CHARS = 2000;
const NUMBER_MAX_CHARS = 20;

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
/** How far from a step a number may be before it is a wrong one: binary fractions are not exact. */
const STEP_TOLERANCE = 1e-6;

type Read = AnswerValue | Problem;

/** The answer that the inputs of a form hold, or (`code` in the result) why there is none. */
export function readGiven(given: Given, item: Item): Read {
  return item.kind === 'task' ? readTask(given, item.task.answer) : readPrompt(given, item.prompt);
}

/** How many code points the text input of an item takes; of a choice, its comment. */
export function maxChars(item: Item): number {
  if (item.kind === 'prompt') return item.prompt.choices ? COMMENT_MAX_CHARS : PROMPT_MAX_CHARS;
  switch (item.task.answer.kind) {
    case 'text':
      return item.task.answer.maxChars;
    case 'number':
      return NUMBER_MAX_CHARS;
    case 'link_or_done':
      return LINK_MAX_CHARS;
  }
}

function readTask(given: Given, kind: AnswerKind): Read {
  switch (kind.kind) {
    case 'text':
      return readText(given.text, kind.maxChars);
    case 'number':
      return readNumber(given.number, kind);
    case 'link_or_done':
      return readLink(given.link);
  }
}

function readPrompt(given: Given, prompt: Prompt): Read {
  if (prompt.choices === undefined) return readText(given.text, PROMPT_MAX_CHARS);
  const choice = prompt.choices.find(({ id }) => id === given.choice)?.id;
  if (choice === undefined) return { code: 'chooseOne' };
  if (prompt.comment === undefined) return { kind: 'choice', choice };
  const comment = readText(given.comment, COMMENT_MAX_CHARS);
  if ('kind' in comment) return { kind: 'choice', choice, comment: comment.text };
  if (comment.code !== 'empty') return comment;
  return prompt.comment === 'required' ? { code: 'commentNeeded' } : { kind: 'choice', choice };
}

function readText(typed: string | undefined, max: number): Extract<Read, { kind: 'text' }> | Problem {
  const text = cleanText(typed ?? '');
  const length = lengthOf(text);
  if (length === 0) return { code: 'empty' };
  return length > max ? { code: 'tooLong', length, max } : { kind: 'text', text };
}

/** Takes a decimal comma as well as a point, and the typographer's minus. */
function readNumber(typed: string | undefined, kind: Extract<AnswerKind, { kind: 'number' }>): Read {
  const text = cleanText(typed ?? '')
    .replace(',', '.')
    .replace('−', '-');
  if (text === '') return { code: 'empty' };
  if (text.length > NUMBER_MAX_CHARS || !NUMBER.test(text)) return { code: 'notANumber' };
  const { min, max, step } = kind;
  const value = Number(text);
  if (value < min || value > max) return { code: 'outOfRange', min, max };
  if (step === undefined) return { kind: 'number', value };
  const steps = Math.round((value - min) / step);
  if (Math.abs((value - min) / step - steps) > STEP_TOLERANCE) return { code: 'wrongStep', step };
  return { kind: 'number', value: Number((min + steps * step).toFixed(10)) };
}

function readLink(typed: string | undefined): Read {
  const text = cleanText(typed ?? '');
  if (text === '') return { code: 'empty' };
  if (text.length > LINK_MAX_CHARS) return { code: 'tooLong', length: lengthOf(text), max: LINK_MAX_CHARS };
  const url = /\s/.test(text) || !URL.canParse(text) ? undefined : new URL(text);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  // A name before the host makes a link look as if it led elsewhere.
  if (url === undefined || !isWeb || url.username !== '') return { code: 'notALink' };
  return { kind: 'link', url: url.href };
}
