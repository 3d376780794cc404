import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';

/** Who runs the demonstration in a data folder. */
export interface Holder {
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly since: number;
}

export type Lock =
  { readonly held: false; readonly release: () => void } | { readonly held: true; readonly by: Holder };

const FILE = 'running.json';

/** Takes the folder for this process; `held` if another one has it. What a process left behind that is gone, or that
 * ran before the machine was last started, holds nothing. */
export function takeLock(dataDir: string, now: number): Lock {
  const path = join(dataDir, FILE);
  mkdirSync(dataDir, { recursive: true });
  const by = holderOf(dataDir, now);
  if (by) return { held: true, by };
  rmSync(path, { force: true });
  try {
    // Of two that start at the same moment one is refused here.
    writeFileSync(path, JSON.stringify({ pid: process.pid, since: now }), { flag: 'wx' });
  } catch {
    return { held: true, by: { pid: 0, since: now } };
  }
  return { held: false, release: () => rmSync(path, { force: true }) };
}

/** Who has the folder now, if anybody. */
export function holderOf(dataDir: string, now: number): Holder | undefined {
  const holder = read(join(dataDir, FILE));
  if (!holder || holder.since < now - uptime() * 1000) return undefined;
  return isAlive(holder.pid) ? holder : undefined;
}

function read(path: string): Holder | undefined {
  try {
    const { pid, since } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' && typeof since === 'number' ? { pid, since } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // There is such a process, but it is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
