import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONFIG_FILE, configOf } from './config.ts';
import type { Seat } from './seats.ts';

export interface Playground {
  readonly seat: Seat;
  /** What to open in a browser. */
  readonly url: string;
  /** Ends it; what has not ended after some seconds is killed. */
  stop(): Promise<void>;
  /** Kills it at once. */
  kill(): void;
}

export interface PlaygroundOptions {
  /** The bot's endpoint for activities. */
  readonly botUrl: string;
  readonly dataDir: string;
  /** Gives up waiting for it. */
  readonly signal?: AbortSignal;
}

const READY_WITHIN_MS = 60_000;
const STEP_MS = 150;
const END_WITHIN_MS = 4000;

/** Starts the Playground of a seat on 127.0.0.1 and resolves once its page can be opened. Rejects, with the last of what
 * it said, if it ends before that or takes a minute. */
export async function startPlayground(
  seat: Seat,
  { botUrl, dataDir, signal }: PlaygroundOptions,
): Promise<Playground> {
  const url = `http://127.0.0.1:${seat.port}`;
  const folder = join(dataDir, 'playground', seat.name);
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  writeFileSync(join(folder, CONFIG_FILE), configOf(seat));
  const child = spawn(process.execPath, commandFor(seat, botUrl), {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said = listenTo(child);
  const playground = { seat, url, stop: () => end(child), kill: () => void child.kill('SIGKILL') };
  try {
    await ready(url, child, said, signal);
    return playground;
  } catch (problem) {
    await playground.stop();
    throw problem;
  }
}

function commandFor({ port }: Seat, botUrl: string): string[] {
  const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const guard = new URL('guard.mjs', import.meta.url).href;
  const serviceUrl = `http://127.0.0.1:${port}/_connector`;
  const options = ['-e', botUrl, '-c', 'msteams', '-p', String(port), '--service-url', serviceUrl];
  return ['--import', guard, cli, 'start', ...options, '--disable-telemetry'];
}

const KEPT = 2000;

/** The last of what the process says. */
function listenTo(child: ChildProcess): () => string {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-KEPT)));
  }
  return () => said.trim();
}

async function ready(
  url: string,
  child: ChildProcess,
  said: () => string,
  signal?: AbortSignal,
): Promise<void> {
  const { port } = new URL(url);
  for (let waited = 0; waited < READY_WITHIN_MS; waited += STEP_MS) {
    signal?.throwIfAborted();
    if (child.exitCode !== null) throw new Error(`the Playground ended: ${said() || 'it gave no reason'}`);
    const listening = /Listening on (\d+)/.exec(said())?.[1];
    // It takes another port in silence where its own is taken.
    if (listening !== undefined && listening !== port) throw new Error(`port ${port} is taken`);
    if (listening === port && (await answers(url))) return;
    await sleep(STEP_MS);
  }
  throw new Error(`the Playground did not start within a minute: ${said()}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/_debug/ping`, { headers: { connection: 'close' } });
    return (await response.text()) === 'pong';
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // Closes its pipe, at which it ends itself, on Windows too.
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
  await ended;
  clearTimeout(timer);
}
