import { commandNames, commandWords } from '../../cards/words/commands.ts';
import type { CommandName } from '../../cards/words/commands.ts';
import type { Command } from '../../services/domain/command.ts';
import { languages } from '../../services/domain/language.ts';
import type { Language } from '../../services/domain/language.ts';

/** What a typed line asks for. Words of every language are understood whatever the person's own is; a line that is
 * more than one of the words is text for somebody. */
export type Asked =
  | { readonly ask: 'command'; readonly command: Command }
  /** In each of the person's academies where they may. */
  | { readonly ask: 'everywhere'; readonly verb: 'desk.show' | 'threads.show' };

export function askedBy(line: string): Asked {
  const word = normalise(line);
  // A language's own name changes to it at once.
  const named = LANGUAGE_NAMES.get(word);
  if (named) return { ask: 'command', command: { verb: 'language.set', language: named } };
  const name = commandNames.find((candidate) => means(candidate, word));
  switch (name) {
    case 'help':
      return { ask: 'command', command: { verb: 'help' } };
    case 'language':
      return { ask: 'command', command: { verb: 'language.show' } };
    case 'tasks':
      return { ask: 'command', command: { verb: 'home' } };
    case 'desk':
      return { ask: 'everywhere', verb: 'desk.show' };
    case 'thread':
      return { ask: 'everywhere', verb: 'threads.show' };
    case undefined:
      return { ask: 'command', command: { verb: 'text', text: line } };
  }
}

/** A map, since an object would also know `constructor`. */
const LANGUAGE_NAMES: ReadonlyMap<string, Language> = new Map([
  ['suomi', 'fi'],
  ['suomeksi', 'fi'],
  ['svenska', 'sv'],
  ['på svenska', 'sv'],
  ['english', 'en'],
  ['in english', 'en'],
]);

function means(name: CommandName, word: string): boolean {
  return languages.some((language) => commandWords[name][language].includes(word));
}

function normalise(line: string): string {
  return line
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[\s/]+|[\s.!]+$/g, '');
}
