import type { Terminal } from '../../../bot/cli/terminal.ts';

export interface Recorded extends Terminal {
  readonly printed: readonly string[];
  readonly complaints: readonly string[];
  readonly asked: readonly string[];
}

/** A terminal whose person answers always the same, or none (no answer given). */
export function aTerminal(answer?: boolean): Recorded {
  const [printed, complaints, asked]: [string[], string[], string[]] = [[], [], []];
  return {
    printed,
    complaints,
    asked,
    interactive: answer !== undefined,
    print: (line) => void printed.push(line),
    complain: (line) => void complaints.push(line),
    confirm: (question) => {
      asked.push(question);
      return Promise.resolve(answer ?? false);
    },
  };
}

/** For surroundings in which nobody else works on the store. */
export const AT_REST = { leaseMs: () => 15_000, pause: () => Promise.resolve() };
