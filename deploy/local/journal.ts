import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file of JSON lines, one for each thing that happened. */
export interface Journal<Entry> {
  /** What stood in the file when it was opened, oldest first. */
  readonly entries: readonly Entry[];
  append(entry: Entry): void;
  /** Puts these entries in the place of all others. */
  rewrite(entries: readonly Entry[]): void;
}

/** Opens the journal; the file is made with the first entry. */
export function openJournal<Entry>(path: string): Journal<Entry> {
  mkdirSync(dirname(path), { recursive: true });
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [''];
  // What follows the last line break was cut off by a crash, and must not become the start of the next entry.
  const cutOff = lines.pop() !== '';
  const entries = lines.map((text) => JSON.parse(text) as Entry);
  if (cutOff) rewrite(path, entries);
  return {
    entries,
    append: (entry) => {
      appendFileSync(path, line(entry));
    },
    rewrite: (all) => {
      rewrite(path, all);
    },
  };
}

function rewrite(path: string, entries: readonly unknown[]): void {
  // A crash leaves either the old file or the new one.
  writeFileSync(`${path}.new`, entries.map(line).join(''));
  renameSync(`${path}.new`, path);
}

function line(entry: unknown): string {
  return `${JSON.stringify(entry)}\n`;
}
