import type { Command } from '../services/domain/command.ts';

/** What comes from a card's inputs and is therefore never in a button's data. */
interface Typed {
  'task.answer': 'given' | 'share';
  'prompt.answer': 'given' | 'share';
  'feedback.give': 'answers';
  'reminders.set': 'day';
  'thread.send': 'text';
  'person.find': 'person';
  'broadcast.preview': 'audience' | 'meeting' | 'texts' | 'day' | 'time' | 'doubt';
}

type Bare<C extends Command> = C extends { readonly verb: infer V }
  ? V extends keyof Typed
    ? Omit<C, Typed[V]>
    : C
  : never;

/** What a button carries: a command without what the person types; ids, revision and nonce, no text. */
export type ButtonData = Bare<Exclude<Command, { readonly verb: 'text' }>>;
