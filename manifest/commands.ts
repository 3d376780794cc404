import { commandWords } from '../cards/words/commands.ts';
import type { CommandName } from '../cards/words/commands.ts';
import { words } from './words/words.ts';
import type { Language } from './words/words.ts';

/** Where the bot can be, and what it offers there. Between people it shows nothing that is one person's own. */
const offered = {
  personal: ['tasks', 'thread', 'language', 'desk', 'help'],
  groupChat: ['help'],
  team: ['help'],
} as const satisfies Readonly<Record<string, readonly CommandName[]>>;

export type Scope = keyof typeof offered;
export const scopes: readonly Scope[] = ['personal', 'groupChat', 'team'];

export interface AppCommand {
  title: string;
  description: string;
}

export function commandsIn(scope: Scope, language: Language): AppCommand[] {
  return offered[scope].map((name) => ({
    title: titleOf(name, language),
    description: words[language].commands[name],
  }));
}

/** The word that help names, as a title: the bot takes no notice of capitals. */
function titleOf(name: CommandName, language: Language): string {
  const [word = name] = commandWords[name][language];
  return word.charAt(0).toLocaleUpperCase(language) + word.slice(1);
}
