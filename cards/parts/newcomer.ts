import { clip } from '../text.ts';
import type { Voice } from '../voice.ts';

/** What an account says of itself is anybody's to choose: it is cut, and a word without end can be broken. Names and
 * addresses as people bear them are shorter. */
const SHOWN = 100;
const WORD = /\S{25}/gu;

/** What an account says of itself, where it says it. */
export function said(text: string, voice: Voice): string {
  return text === '' ? voice.say('newcomer.notGiven') : clip(text, SHOWN).text.replace(WORD, '$&\u200B');
}
