import { commandWords } from '../cards/words/commands.ts';
import { helpWords } from '../cards/words/group-words.ts';
import { words } from './words/words.ts';
import type { Language, Offered } from './words/words.ts';

/** What help names among people: all that can be asked there, and nothing that is one person's own. */
const publicly = ['sprint', 'meeting', 'help'] as const satisfies readonly (keyof typeof helpWords)[];
/** Where the bot can be, and what it offers there. */
const offered = {
  personal: ['tasks', 'thread', 'language', 'desk', 'help'],
  groupChat: publicly,
  team: publicly,
} as const satisfies Readonly<Record<string, readonly Offered[]>>;

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
function titleOf(name: Offered, language: Language): string {
  const [word = name] = isPublic(name) ? [helpWords[name][language]] : commandWords[name][language];
  return word.charAt(0).toLocaleUpperCase(language) + word.slice(1);
}

function isPublic(name: Offered): name is keyof typeof helpWords {
  return name in helpWords;
}
