import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own copy of the demonstration academy. */
export const PROGRAMME_FILE = fileURLToPath(new URL('demo/wellbeing-counties-2023.yaml', import.meta.url));
export const ROSTER_FILE = fileURLToPath(new URL('demo/wellbeing-counties-2023.people.csv', import.meta.url));

/** What the demonstration writes into its data folder. Nothing else is removed from there: DATA_DIR may name any folder. */
const OURS = /^(fadder\.sqlite.*|teams\.jsonl.*|people\.jsonl.*|running\.json|playground|logs)$/;

/** Removes all that the demonstration wrote into the folder, and the folder if nothing is left. Returns what it removed. */
export function removeData(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const ours = names.filter((name) => OURS.test(name));
  for (const name of ours) rmSync(join(folder, name), { recursive: true, force: true });
  if (names.length > 0 && ours.length === names.length) rmSync(folder, { recursive: true });
  return ours;
}
