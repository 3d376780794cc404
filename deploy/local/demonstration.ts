import { join } from 'node:path';
import { startBot } from '../../bot/bot.ts';
import type { Bot } from '../../bot/bot.ts';
import type { Config } from '../../bot/config.ts';
import { instant } from '../../services/domain/time.ts';
import type { Instant } from '../../services/domain/time.ts';
import type { Log } from '../../services/delivery/deps.ts';
import type { Closing } from './closing.ts';
import { beginLife, installAll } from './life.ts';
import type { Life } from './life.ts';
import { startPlayground } from './playground/playground.ts';
import type { Playground } from './playground/playground.ts';
import { othersIn, seatsFrom } from './playground/seats.ts';
import type { SeatName } from './playground/seats.ts';
import { importDemo, readDemo } from './prepare.ts';
import type { DemoFiles } from './prepare.ts';
import { DEMO_TENANT } from './teams/account.ts';
import { startLoopbackTeams } from './teams/teams.ts';
import type { LoopbackTeams } from './teams/teams.ts';

export interface Demonstration {
  readonly demo: DemoFiles;
  readonly bot: Bot;
  readonly teams: LoopbackTeams;
  readonly playgrounds: readonly Playground[];
}

export interface DemonstrationOptions {
  readonly config: Config;
  readonly log: Log;
  /** Of the loopback Teams; 0: any. */
  readonly teamsPort: number;
  readonly playgroundPorts?: Partial<Record<SeatName, number>>;
  /** Shows what is being done while it lasts. */
  readonly step: <T>(what: string, work: Promise<T>, done: (result: T) => string) => Promise<T>;
  /** Takes in what must be ended; it is ended in the reverse order, also when starting fails half-way. */
  readonly closing: Closing;
}

/** Starts everything that a newcomer meets. Rejects if something cannot be started. */
export async function startDemonstration(options: DemonstrationOptions): Promise<Demonstration> {
  const { closing, step } = options;
  const publicUrl = options.config.publicUrl ?? `http://127.0.0.1:${options.config.port}`;
  // A demonstration signs nobody in.
  const { app: _, ...config } = { ...options.config, host: '127.0.0.1', publicUrl };
  const botUrl = `http://127.0.0.1:${config.port}/api/messages`;
  const demo = await readDemo();
  const people = othersIn(demo.roster).map(({ name, address }) => ({ name, address, tenant: DEMO_TENANT }));
  const journal = join(config.dataDir, 'teams.jsonl');
  const teams = await startLoopbackTeams({ port: options.teamsPort, botUrl, people, journal });
  closing.add(() => teams.close());
  // The slowest begin first; the bot is ended before them, so that what it is sending still arrives.
  const opening = openPlaygrounds(demo, botUrl, options);
  opening.catch(() => undefined);
  const bot = await step(
    'Starting the bot',
    startLiving(demo, teams, config, options),
    ({ url }) => `The bot answers on ${url}`,
  );
  const imported = importDemo(bot.deps.store, demo, instant(Date.now()));
  await step('Importing the academy', imported, ({ isNew }) => academyLine(demo, isNew));
  await step('Installing the app', installAll(bot, teams), (count) => peopleLine(people.length, count));
  const playgrounds = await step(
    'Starting the Agents Playgrounds',
    opening,
    () => 'Three Agents Playgrounds are open',
  );
  return { demo, bot, teams, playgrounds };
}

/** The bot, and beside it the life of its people: each needs the other. */
async function startLiving(
  demo: DemoFiles,
  teams: LoopbackTeams,
  config: Config,
  { log, closing }: DemonstrationOptions,
): Promise<Bot> {
  const living: { life?: Life } = {};
  const demonstration = {
    liveUntil: async (_: unknown, to: Instant) => living.life?.until(to),
    sent: async () => living.life?.sent(),
  };
  const bot = await startBot(config, { log, demonstration });
  closing.add(() => bot.stop());
  const life = beginLife(bot, { demo, teams, dataDir: config.dataDir, log });
  living.life = life;
  closing.add(() => life.stop());
  return bot;
}

async function openPlaygrounds(
  demo: DemoFiles,
  botUrl: string,
  { config, closing, playgroundPorts }: DemonstrationOptions,
): Promise<Playground[]> {
  const started = seatsFrom(demo.roster, playgroundPorts).map(async (seat) => {
    const playground = await startPlayground(seat, {
      botUrl,
      dataDir: config.dataDir,
      signal: closing.signal,
    });
    return playground;
  });
  closing.add(async () => {
    const settled = await Promise.allSettled(started);
    const open = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    await Promise.all(open.map((playground) => playground.stop()));
  });
  return Promise.all(started);
}

function academyLine({ programme, roster }: DemoFiles, isNew: boolean): string {
  const size = `${programme.organisations.length} organisations, ${roster.length} people`;
  return isNew ? `The academy is imported: ${size}` : `The academy goes on from where it was: ${size}`;
}

function peopleLine(all: number, installed: number): string {
  return installed === 0
    ? `${all} people live in the background`
    : `${all} people have the app and live in the background`;
}
