import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the demonstration keeps everything: the academy, its Playgrounds and their logs. */
export const DATA_DIR = fileURLToPath(new URL('../../.data', import.meta.url));

/** The project's own copy of the demonstration academy. */
export const PROGRAMME_FILE = fileURLToPath(new URL('demo/wellbeing-counties-2023.yaml', import.meta.url));
export const ROSTER_FILE = fileURLToPath(new URL('demo/wellbeing-counties-2023.people.csv', import.meta.url));

/** Removes all that is in the folder and names it. */
export function removeData(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true });
  return names;
}
