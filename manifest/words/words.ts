import type { CommandName, commandWords } from '../../cards/words/commands.ts';
import type { helpWords } from '../../cards/words/group-words.ts';
import { en } from './en.ts';
import { fi } from './fi.ts';
import { sv } from './sv.ts';

/** The languages in which commands can be typed: the bot's own. */
export type Language = keyof (typeof commandWords)[CommandName];

/** What can be typed where one is alone with the bot, and what can be asked among people. */
export type Offered = CommandName | keyof typeof helpWords;

export interface AppWords {
  /** Where there is room for more than the name. */
  readonly fullName: string;
  readonly short: string;
  /** Its paragraphs. */
  readonly description: readonly string[];
  /** What each command does. */
  readonly commands: Readonly<Record<Offered, string>>;
}

export const words: Readonly<Record<Language, AppWords>> = { fi, sv, en };
