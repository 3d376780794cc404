/** The two bots that are compared, each a process of its own. */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { endpointOf, running, SERVED } from '../helpers/served.ts';
import type { Process } from '../helpers/served.ts';
import { MOMENT } from './crowd.ts';

export interface Subject {
  readonly url: string;
  /** Milliseconds from the start of the process to its first word that it listens. */
  readonly startUpMs: number;
  /** Resident memory in MB; undefined where the system does not tell. */
  memory(): Promise<number | undefined>;
  /** Processor time taken so far; undefined where the system does not tell. */
  readonly cpuMs: () => Promise<number | undefined>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 30_000;

/** How far the bots' clocks are from the wall's, the same in each of them. */
const OFFSET = Date.parse(MOMENT) - Date.now();

const alive = new Set<Process>();

export function startFadder(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Subject> {
  const environment = { ...SERVED, DATA_DIR: dataDir, ...settings };
  return started(() => running('test/bench/fadder.ts', [String(OFFSET)], environment, dataDir));
}

export function startBare(dataDir: string): Promise<Subject> {
  return started(() => running('test/bench/bare.ts', [], {}, dataDir));
}

/** Ends what still runs, without asking: for a run that has failed. */
export async function killAll(): Promise<void> {
  const left = [...alive];
  for (const process of left) process.kill('SIGKILL');
  await Promise.all(left.map(({ ended }) => ended));
}

async function started(start: () => Process): Promise<Subject> {
  const begun = performance.now();
  const process = start();
  alive.add(process);
  void process.ended.then(() => alive.delete(process));
  const url = await intime(endpointOf(process), 'a bot did not start');
  return {
    url,
    startUpMs: performance.now() - begun,
    memory: () => residentMb(process.pid),
    cpuMs: () => processorMs(process.pid),
    stop: async () => {
      process.kill('SIGTERM');
      await intime(process.ended, 'a bot did not stop');
    },
  };
}

async function intime<T>(work: Promise<T>, otherwise: string): Promise<T> {
  const ending = new AbortController();
  const late = delay(PATIENCE_MS, undefined, { signal: ending.signal }).then(() => {
    throw new Error(`${otherwise} within ${String(PATIENCE_MS / 1000)} s`);
  });
  // Called off below: nobody is to hear of that.
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    ending.abort();
  }
}

async function residentMb(pid: number): Promise<number | undefined> {
  const kb = /^VmRSS:\s+(\d+)/m.exec(await told(pid, 'status'))?.[1];
  return kb === undefined ? undefined : Number(kb) / 1024;
}

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

async function processorMs(pid: number): Promise<number | undefined> {
  // After the name, which may hold anything but the last bracket: the 12th and 13th field.
  const fields = (await told(pid, 'stat')).split(') ').at(-1)?.split(' ') ?? [];
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isNaN(ticks) ? undefined : ticks * TICK_MS;
}

/** What Linux tells about a process; nothing elsewhere. */
function told(pid: number, what: 'stat' | 'status'): Promise<string> {
  return readFile(`/proc/${String(pid)}/${what}`, 'utf8').catch(() => '');
}
