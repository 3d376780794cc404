import type { CommandName, commandWords } from '../../cards/words/commands.ts';
import { en } from './en.ts';
import { fi } from './fi.ts';
import { sv } from './sv.ts';

/** The languages in which commands can be typed: the bot's own. */
export type Language = keyof (typeof commandWords)[CommandName];

export interface AppWords {
  /** Where there is room for more than the name. */
  readonly fullName: string;
  readonly short: string;
  /** Its paragraphs. */
  readonly description: readonly string[];
  /** What each command does, for everything that can be typed. */
  readonly commands: Readonly<Record<CommandName, string>>;
}

export const words: Readonly<Record<Language, AppWords>> = { fi, sv, en };
