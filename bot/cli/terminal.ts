import { createInterface } from 'node:readline/promises';
import { plain } from './plain.ts';

/** The person at the terminal, or the script that runs the command. Lines come out as plain text, whatever they hold. */
export interface Terminal {
  /** Whether there is somebody to ask. */
  readonly interactive: boolean;
  print(line: string): void;
  /** To stderr: why the command could not be run at all. */
  complain(line: string): void;
  /** True for yes; anything else, and the end of the input, is no. */
  confirm(question: string): Promise<boolean>;
}

/** Whoever reads (`… | head`) may have enough before the end: what is left to do is done all the same. */
function unlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

export function openTerminal({ stdin, stdout, stderr }: Streams): Terminal {
  for (const stream of [stdout, stderr]) stream.on('error', unlessClosed);
  return {
    interactive: stdin.isTTY === true,
    print: (line) => void stdout.write(`${plain(line)}\n`),
    complain: (line) => void stderr.write(`${plain(line)}\n`),
    confirm: async (question) => {
      const lines = createInterface({ input: stdin, output: stdout });
      const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
      const answer = await Promise.race([lines.question(`${plain(question)} [y/N] `), ended]);
      lines.close();
      return /^\s*y(es)?\s*$/i.test(answer);
    },
  };
}
