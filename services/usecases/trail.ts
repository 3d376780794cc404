import type { Command } from '../domain/command.ts';
import type { ActionId } from '../domain/ids.ts';
import type { View } from '../domain/view.ts';
import type { AgendaEntry } from '../store/documents-agenda.ts';

/** Follows one action through all that is done because of it, in this process and in those that go on with it. What it
 * is told of people and their texts it keeps to itself. */
export interface Trail {
  /** The action under way; undefined: nobody asked for what is being done. */
  action(): ActionId | undefined;
  /** A command of the action under way. */
  command(command: Command, answer: () => Promise<readonly View[]>): Promise<readonly View[]>;
  /** Something on the agenda: goes on with the action that put it there, or else is one itself. */
  due<T>(entry: AgendaEntry, work: () => Promise<T>): Promise<T>;
  /** A card was sent so many milliseconds after it was due. */
  sent(lateMs: number): void;
}

/** What a document remembers of the action that it is written in. */
export function remembered(trail: Trail | undefined): { readonly action?: ActionId } {
  const action = trail?.action();
  return action === undefined ? {} : { action };
}
