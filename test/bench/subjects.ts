/** The two bots that are compared, each a process of its own. */
import { readFile } from 'node:fs/promises';
import { endpointOf, running, SERVED, serving } from '../helpers/served.ts';
import type { Process } from '../helpers/served.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { MORNING } from './crowd.ts';

export interface Subject {
  readonly url: string;
  /** Resident memory in MB; undefined where the system does not tell. */
  memory(): Promise<number | undefined>;
  stop(): Promise<void>;
}

/** How far the bots' clocks are from the wall's, the same in each of them. */
const OFFSET = Date.parse(MORNING) - Date.now();

export async function startFadder(dataDir: string): Promise<Subject> {
  const environment = { ...SERVED, DATA_DIR: dataDir };
  return subject(running('test/bench/fadder.ts', [String(OFFSET)], environment, dataDir), endpointOf);
}

export async function startBare(dataDir: string, card: Json): Promise<Subject> {
  return subject(running('test/bench/bare.ts', [JSON.stringify(card)], {}, dataDir), endpointOf);
}

/** Milliseconds from the start of a process to its first word that it listens. */
export async function startUps(dataDir: string): Promise<{ readonly fadder: number; readonly bare: number }> {
  const timed = async (start: () => Process) => {
    const begun = performance.now();
    const process = start();
    await endpointOf(process);
    const took = performance.now() - begun;
    process.kill('SIGTERM');
    await process.ended;
    return took;
  };
  const bare = await timed(() => running('test/bench/bare.ts', ['{}'], {}, dataDir));
  return { bare, fadder: await timed(() => serving(dataDir)) };
}

async function subject(process: Process, endpoint: typeof endpointOf): Promise<Subject> {
  return {
    url: await endpoint(process),
    memory: () => residentMb(process.pid),
    stop: async () => {
      process.kill('SIGTERM');
      await process.ended;
    },
  };
}

async function residentMb(pid: number): Promise<number | undefined> {
  try {
    const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
    const kb = /^VmRSS:\s+(\d+)/m.exec(status)?.[1];
    return kb === undefined ? undefined : Number(kb) / 1024;
  } catch {
    return undefined;
  }
}
