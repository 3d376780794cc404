import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const TOP = fileURLToPath(new URL('../../', import.meta.url));
export const FOLDERS = ['bot', 'cards', 'services', 'deploy', 'manifest', 'test'];

/** All files below the folder (none when there is no such folder), as paths from the project's top with slashes. */
export function filesIn(folder: string): string[] {
  if (!existsSync(`${TOP}${folder}`)) return [];
  const entries = readdirSync(`${TOP}${folder}`, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(TOP.length).replaceAll('\\', '/'))
    .sort();
}

export function read(path: string): string {
  return readFileSync(`${TOP}${path}`, 'utf8');
}
