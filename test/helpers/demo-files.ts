import { readFileSync } from 'node:fs';

const folder = new URL('../../deploy/local/demo/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

/** The demonstration's files: a whole programme with everything in it, and its roster. */
export const demoProgramme = read('wellbeing-counties-2023.yaml');
export const demoRoster = read('wellbeing-counties-2023.people.csv');

export interface Edited {
  readonly text: string;
  /** Where the new text begins. */
  readonly line: number;
}

/** The text with the first `from` after `behind` replaced. Fails where it is not there: a test must change something. */
export function edited(text: string, from: string, to: string, behind = ''): Edited {
  const start = text.indexOf(behind);
  const at = start < 0 ? -1 : text.indexOf(from, start);
  if (at < 0)
    throw new Error(`the file does not hold ${JSON.stringify(from)} after ${JSON.stringify(behind)}`);
  return {
    text: text.slice(0, at) + to + text.slice(at + from.length),
    line: text.slice(0, at).split('\n').length,
  };
}
