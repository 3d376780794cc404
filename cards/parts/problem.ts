import type { Problem } from '../../services/domain/problem.ts';
import { box, line } from '../kit.ts';
import type { Element } from '../kit.ts';
import type { Voice } from '../voice.ts';
import type { WordKey } from '../words/words.ts';

/** Why a form could not be taken, above it; nothing where there is no problem. `empty`: what to say of a form that
 * is no answer to a task or a prompt. */
export function problemBox(
  problem: Problem | undefined,
  voice: Voice,
  empty: WordKey = 'problem.empty',
): readonly Element[] {
  if (!problem) return [];
  return [warning(problem.code === 'empty' ? voice.say(empty) : problemText(problem, voice))];
}

/** Something to be seen first: marked by a sign, not by colour alone. */
export function warning(text: string): Element {
  return box([line([{ text: '! ', bold: true }, text])], 'warning');
}

function problemText(problem: Problem, voice: Voice): string {
  const key = `problem.${problem.code}` as const;
  switch (problem.code) {
    case 'tooLong':
      return voice.say(key, { length: problem.length, max: problem.max });
    case 'notANumber':
      return voice.say(key, { example: voice.number(2.5) });
    case 'outOfRange':
      return voice.say(key, { min: voice.number(problem.min), max: voice.number(problem.max) });
    case 'wrongStep':
      return voice.say(key, { step: voice.number(problem.step) });
    case 'timePast':
      return voice.say(key, { now: voice.moment(problem.now) });
    case 'timeTooLate':
      return voice.say(key, { until: voice.moment(problem.until) });
    case 'textMissing':
      return voice.say(key, {
        languages: voice.list(problem.languages.map((l) => voice.say(`language.name.${l}`))),
      });
    default:
      return voice.say(key);
  }
}
