/** `npm start`: the demonstration, on this machine alone. */
import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DateTime } from 'luxon';
import pino from 'pino';
import { loadConfig } from '../../bot/config.ts';
import { Closing } from './closing.ts';
import { startDemonstration } from './demonstration.ts';
import type { Demonstration } from './demonstration.ts';
import { takeLock } from './lock.ts';
import { SEATS } from './playground/seats.ts';
import { takenPorts } from './ports.ts';
import { refuseRealAcademies } from './real-academies.ts';
import type { WantedPort } from './ports.ts';
import * as screen from './screen.ts';
import type { ReadyScreen, Style } from './screen.ts';

const TEAMS_PORT = 3979;
const out = process.stdout;
const style: Style = { live: out.isTTY, colour: out.isTTY && out.hasColors() };
const closing = new Closing();

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
try {
  await start();
} catch (error) {
  if (!closing.signal.aborted) {
    const why = error instanceof Error ? error.message : String(error);
    await fail(screen.problem('The demonstration could not be started', why.split('\n'), style));
  }
}

async function start(): Promise<void> {
  // It stays in its folder: an account that is named is one with real academies.
  const { cosmos: _, ...loaded } = loadConfig();
  const config = { ...loaded, dataDir: resolve(loaded.dataDir) };
  const lock = takeLock(config.dataDir, Date.now());
  if (lock.held) return fail(screen.alreadyRunning(lock.by.pid, style));
  closing.add(lock.release);
  await refuseRealAcademies(config.dataDir);
  const taken = await takenPorts(wantedPorts(config.port));
  if (taken.length > 0) return fail(screen.portsTaken(taken, style));
  const logs = join(config.dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  out.write(screen.heading(style));
  const log = pino({ level: config.logLevel }, pino.destination(join(logs, 'bot.log')));
  const demonstration = await startDemonstration({ config, log, teamsPort: TEAMS_PORT, step, closing });
  if (closing.signal.aborted) return;
  out.write(screen.ready(await shown(demonstration, relative('', logs)), style));
}

async function step<T>(what: string, work: Promise<T>, done: (result: T) => string): Promise<T> {
  out.write(screen.began(what, style));
  try {
    const result = await work;
    out.write(screen.done(done(result), style));
    return result;
  } catch (error) {
    out.write(screen.failed(what, style));
    throw error;
  }
}

function wantedPorts(botPort: number): WantedPort[] {
  return [
    { port: botPort, what: 'the bot', setting: 'PORT' },
    { port: TEAMS_PORT, what: 'the Teams of the people in the background' },
    ...SEATS.map(({ name, port }) => ({ port, what: `the Playground of the ${name}` })),
  ];
}

async function shown({ demo, bot, playgrounds }: Demonstration, logs: string): Promise<ReadyScreen> {
  const { programme } = demo;
  const academy = await bot.deps.academies.read(programme.id);
  const seats = playgrounds.map(({ seat, url }) => {
    const { name, organisation, language } = seat.person;
    const named = programme.organisations.find(({ id }) => id === organisation)?.name.en;
    return { role: seat.name, url, name, language, ...(named ? { organisation: named } : {}) };
  });
  const now = DateTime.fromISO(academy?.now ?? '', { zone: programme.timezone, locale: 'en-GB' });
  return { seats, clock: now.toFormat('cccc d MMMM yyyy HH:mm'), logs };
}

async function fail(text: string): Promise<void> {
  process.stderr.write(text);
  process.exitCode = 1;
  await closing.close();
}

/** A second Ctrl-C does not wait: the Playgrounds end with this process. */
function stop(): void {
  if (closing.signal.aborted) process.exit(1);
  out.write(screen.stopping());
  const finished = closing.close();
  finished.then(
    () => {
      out.write(screen.stopped());
      process.exit(0);
    },
    (error: unknown) => {
      process.stderr.write(screen.problem('Not everything ended as it should', [String(error)], style));
      process.exit(1);
    },
  );
}
