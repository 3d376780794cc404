import { topicWords } from '../../cards/words/group-words.ts';
import { languages } from '../../services/domain/language.ts';
import type { AskedInGroup } from '../../services/rules/public.ts';
import { commandOfCard } from './command.ts';
import { askedBy } from './typed.ts';

type Topic = AskedInGroup['topic'];

/** What a sentence in a group chat or channel asks for. Nothing said there is ever kept or carried on. */
export function askedByText(text: string): AskedInGroup {
  const asked = askedBy(text);
  if (asked.ask === 'everywhere') return { topic: 'private' };
  switch (asked.command.verb) {
    case 'help':
      return { topic: 'help' };
    // The bare word for tasks: what they are is public, how far one's own are is not shown.
    case 'home':
      return { topic: 'academy' };
    case 'text':
      return { topic: topicOf(text) };
    default:
      return { topic: 'private' };
  }
}

/** What a button clicked there asks for. Anything but the two public ones is private, and so is what cannot be read. */
export function askedByCard(data: unknown, verb?: string): AskedInGroup {
  const command = commandOfCard(data, verb);
  if (command?.verb === 'help') return { topic: 'help' };
  if (command?.verb !== 'public.show') return { topic: 'private' };
  const { academy } = command;
  return { topic: 'academy', ...(academy === undefined ? {} : { academy }) };
}

const TOPICS = ['private', 'academy', 'help'] as const satisfies readonly Topic[];

/** A sentence about none of them gets to know what can be asked. */
function topicOf(text: string): Topic {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return TOPICS.find((topic) => words.some((word) => isAbout(topic, word))) ?? 'help';
}

function isAbout(topic: Topic, word: string): boolean {
  return languages.some((language) => topicWords[topic][language].some((known) => matches(known, word)));
}

function matches(known: string, word: string): boolean {
  return known.endsWith('*') ? word.startsWith(known.slice(0, -1)) : word === known;
}
