/** A whole small world: the real bot on the loopback address, its store in memory, and people at their clients. */
import { readFileSync } from 'node:fs';
import { startBot } from '../../bot/bot.ts';
import type { Bot, BotOptions } from '../../bot/bot.ts';
import { readConfig } from '../../bot/config.ts';
import { DEMO_TENANT } from '../../deploy/local/teams/account.ts';
import type { Someone } from '../../deploy/local/teams/account.ts';
import type { GroupChat } from '../../deploy/local/teams/chat.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { startLoopbackTeams } from '../../deploy/local/teams/teams.ts';
import type { LoopbackTeams } from '../../deploy/local/teams/teams.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import type { Respond } from '../../deploy/local/teams/faults.ts';
import { academyId } from '../../services/domain/ids.ts';
import type { AcademyId } from '../../services/domain/ids.ts';
import type { RosterEntry } from '../../services/domain/people.ts';
import type { Programme } from '../../services/domain/programme.ts';
import { instant } from '../../services/domain/time.ts';
import type { Instant } from '../../services/domain/time.ts';
import { readProgramme } from '../../services/files/programme.ts';
import { readRoster } from '../../services/files/roster.ts';
import type { Store } from '../../services/store/port.ts';
import { moveClock } from '../../services/usecases/clock.ts';
import { applyImport, prepareImport } from '../../services/usecases/import.ts';
import { aStore } from './a-store.ts';
import { asRead } from './as-read.ts';
import { APP_ID, APP_TENANT } from './signed-teams.ts';
import type { SignedTeams } from './signed-teams.ts';

export const DEMO = academyId('wsc-academy-2023');

export interface AcademyWorld {
  readonly bot: Bot;
  readonly teams: LoopbackTeams;
  readonly store: Store;
  /** Somebody of the roster, by the part of their address before the @. */
  person(name: string): Person;
  /** Moves the demonstration's clock and sends what falls due. */
  moveTo(moment: string): Promise<void>;
  /** Sends what is due. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly respond?: Respond;
  readonly bot?: BotOptions;
  /** Who have the app from the start; all by default. */
  readonly installed?: readonly string[] | 'all';
  readonly store?: Store;
  /** Environment beside the usual. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Who has Teams beside the demonstration's people. */
  readonly others?: readonly Someone[];
  /** Where several of them are together. */
  readonly chats?: readonly GroupChat[];
  /** Sign-in is on, and this signs what Teams sends. */
  readonly signedBy?: SignedTeams;
}

const QUICK = { PORT: '0', SENDS_PER_SECOND: '1000', SEND_TIMEOUT_SECONDS: '10' };
/** Environment of a bot that asks for sign-in. */
export const SIGN_IN = {
  MicrosoftAppId: APP_ID,
  MicrosoftAppPassword: 'a-secret',
  MicrosoftAppTenantId: APP_TENANT,
  TRUSTED_TENANTS: DEMO_TENANT,
};

export function demoFiles(): { programme: Programme; entries: readonly RosterEntry[] } {
  const file = (name: string) =>
    readFileSync(new URL(`../../deploy/local/demo/wellbeing-counties-2023.${name}`, import.meta.url), 'utf8');
  const { programme } = readProgramme(file('yaml'), 'demo.yaml');
  if (!programme) throw new Error('the demonstration does not parse');
  return { programme, entries: readRoster(file('people.csv'), 'demo.csv').lines.map((line) => line.entry) };
}

export async function importInto(
  store: Store,
  programme: Programme,
  entries: readonly RosterEntry[],
): Promise<AcademyId> {
  const now = instant(Date.now());
  await applyImport(store, await prepareImport(store, programme, entries, now), now);
  return programme.id;
}

export async function anAcademy(options: WorldOptions = {}): Promise<AcademyWorld> {
  const store = options.store ?? (await aStore());
  const { programme, entries } = demoFiles();
  if (!options.store) await importInto(store, programme, entries);
  const silent = { info: () => undefined, warn: () => undefined, error: console.error };
  const { signedBy } = options;
  const config = readConfig({ ...QUICK, ...(signedBy ? SIGN_IN : {}), ...options.environment });
  const cloud = signedBy ? { cloud: signedBy.cloud } : {};
  const usual = { store, running: false, followMs: 0, log: silent };
  const bot = await startBot(config, { ...usual, ...cloud, ...options.bot });
  const people = [...new Map(entries.map((entry) => [entry.address, entry])).values()];
  let signature: Readonly<Record<string, string>> = {};
  const teams = await startLoopbackTeams({
    headers: () => signature,
    botUrl: `${bot.url}/api/messages`,
    people: [
      ...people.map(({ name, address }) => ({ name, address, tenant: DEMO_TENANT })),
      ...(options.others ?? []),
    ],
    ...(options.chats ? { chats: options.chats } : {}),
    ...(options.respond ? { respond: options.respond } : {}),
  });
  if (signedBy) signature = { authorization: await signedBy.authorization(teams.serviceUrl) };
  const person = (name: string): Person => {
    const found = teams.people.find(({ account }) => account.address.startsWith(`${name}@`));
    if (!found) throw new Error(`nobody called ${name}`);
    return found;
  };
  const world: AcademyWorld = {
    bot,
    teams,
    store,
    person,
    settle: () => bot.engine.runDue(),
    async moveTo(moment) {
      await moveClock(bot.deps, DEMO, instant(Date.parse(moment)) satisfies Instant);
      await bot.engine.runDue();
    },
    async close() {
      await bot.stop();
      await teams.close();
    },
  };
  const installed = options.installed ?? 'all';
  const newcomers = installed === 'all' ? teams.people : installed.map(person);
  for (const newcomer of newcomers) await newcomer.install();
  await world.settle();
  return world;
}

/** All that a person reads in a card: texts of blocks, runs, labels, choices and buttons, in order. */
export function wordsOf(card: Json | undefined): string {
  const words: string[] = [];
  collectWords(card, words);
  return asRead(words.join(' | '));
}

const WORDS = ['text', 'title', 'label', 'value', 'placeholder', 'altText'];

function collectWords(node: unknown, words: string[]): void {
  if (Array.isArray(node)) for (const child of node) collectWords(child, words);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'data' || key === 'fallback' || key === 'fallbackText') continue;
    if (typeof value === 'string' && (WORDS.includes(key) || key === 'errorMessage')) words.push(value);
    else collectWords(value, words);
  }
}

/** What a person's chat says, message by message. */
export function chatOf(person: Person): readonly string[] {
  return person.messages().map((message) => wordsOf(cardIn(message)));
}
