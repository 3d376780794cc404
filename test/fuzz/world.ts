/** A bot with two academies, its people at their chats, and an eye on all that it writes and says. */
import { parseActivity } from '../../bot/inbound/activity.ts';
import type { Incoming } from '../../bot/inbound/activity.ts';
import { onActivity } from '../../bot/inbound/turn.ts';
import type { TurnDeps } from '../../bot/inbound/turn.ts';
import { startBot } from '../../bot/bot.ts';
import type { Bot } from '../../bot/bot.ts';
import type { Cloud } from '../../bot/cloud.ts';
import { readConfig } from '../../bot/config.ts';
import { renderCard } from '../../cards/render.ts';
import { accountOf, DEMO_TENANT } from '../../deploy/local/teams/account.ts';
import type { Account } from '../../deploy/local/teams/account.ts';
import { installing } from '../../deploy/local/teams/activities.ts';
import type { Sender } from '../../deploy/local/teams/activities.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { isObject } from '../../deploy/local/teams/json.ts';
import type { Log } from '../../services/delivery/deps.ts';
import { tenantId } from '../../services/domain/ids.ts';
import type { AcademyId, PersonId } from '../../services/domain/ids.ts';
import type { Role, RosterEntry } from '../../services/domain/people.ts';
import { instant } from '../../services/domain/time.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import type { Store } from '../../services/store/port.ts';
import { moveClock } from '../../services/usecases/clock.ts';
import { applyImport, prepareImport } from '../../services/usecases/import.ts';
import { DEMO, demoFiles } from '../helpers/academy.ts';
import { openConnector } from './connector.ts';
import { faultsInCard, faultsInLine, faultsInMessage } from './inspector.ts';
import { faultsOfDocument, journalled } from './journal.ts';
import type { Write } from './journal.ts';
import { LIVELY, livelyAcademy, livelyPeople } from './lively-academy.ts';
import { posting } from './wire.ts';
import type { Post } from './wire.ts';

/** The day that the first sprint closes, its meeting over. */
const NOW = instant(Date.parse('2023-06-14T10:00:00Z'));

const USUAL = { PORT: '0', SENDS_PER_SECOND: '1000', SEND_TIMEOUT_SECONDS: '5' };

/** Somebody on a roster, or on none. */
export interface Who {
  readonly account: Account;
  readonly id?: PersonId;
  readonly academy?: AcademyId;
  readonly roles: readonly Role[];
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface FuzzWorld {
  readonly bot: Bot;
  readonly store: Store;
  readonly post: Post;
  readonly people: readonly Who[];
  readonly stranger: Who;
  /** What every activity of somebody's has. */
  sender(who: Who, id?: string): Sender;
  /** Hands an activity to the turn, without the HTTP side. */
  hears(activity: unknown): Promise<Answer>;
  /** The same over HTTP. */
  hearsOverHttp(activity: unknown): Promise<Answer>;
  /** What was written since this was last asked for. */
  writes(): readonly Write[];
  /** Throws if anything that was said, written or logged since the last call is not as it should be. */
  check(): void;
  close(): Promise<void>;
}

const DEMO_PEOPLE = [
  'katri@coordinator.example',
  'm3@expert.example',
  'm1@expert.example',
  'ebba@kymenlaakso.example',
  'axel@kymenlaakso.example',
  'aino@etela-savo.example',
];
const LIVELY_PEOPLE: readonly string[] = [
  livelyPeople.coordinator,
  livelyPeople.mentor,
  ...livelyPeople.participants,
];

export interface FuzzOptions {
  /** Environment beside the usual. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where Teams is, for a bot that asks for sign-in. */
  readonly cloud?: Cloud;
  /** Is told every line of the log. */
  readonly logged?: (line: string) => void;
}

export async function openWorld(options: FuzzOptions = {}): Promise<FuzzWorld> {
  const faults: string[] = [];
  let noted: Write[] = [];
  const store = journalled(await openEmbedded(':memory:'), (write) => {
    noted.push(write);
    faults.push(...faultsOfDocument(write));
  });
  const academies = [demoFiles(), livelyAcademy()];
  for (const { programme, entries } of academies)
    await applyImport(store, await prepareImport(store, programme, entries, NOW), NOW);
  const log = logTo(faults, options.logged);
  const config = readConfig({ ...USUAL, ...options.environment });
  const now = () => Date.parse(NOW);
  const cloud = options.cloud ? { cloud: options.cloud } : {};
  const usual = { store, running: false, followMs: 0, log, now, random: chance() };
  const bot = await startBot(config, { ...usual, ...cloud });
  const connector = await openConnector((message) => void faults.push(...faultsInMessage(message)));
  await moveClock(bot.deps, DEMO, NOW);

  const { turn, done } = turnOf(bot, log, faults);
  const { post, close: hangUp } = posting(bot.url);
  let count = 0;
  const world: Omit<FuzzWorld, 'people'> = {
    bot,
    store,
    post,
    stranger: { account: accountCalled('nobody@elsewhere.example'), roles: [] },
    sender: ({ account }, id = `activity-${String((count += 1))}`) => ({
      account,
      serviceUrl: connector.serviceUrl,
      id,
      timestamp: NOW,
    }),
    async hears(activity) {
      const parsed = parseActivity(JSON.parse(JSON.stringify(activity)));
      if ('wrong' in parsed) return { status: 400, body: parsed.wrong };
      const body = await onActivity(turn, parsed);
      await done();
      return { status: 200, body };
    },
    async hearsOverHttp(activity) {
      const answer = await post({ path: '/api/messages', body: JSON.stringify(activity) });
      if (isObject(answer.body)) faults.push(...faultsInAnswer(answer.body));
      return answer;
    },
    writes() {
      const all = noted;
      noted = [];
      return all;
    },
    check() {
      if (faults.length === 0) return;
      throw new Error([...new Set(faults.splice(0))].slice(0, 5).join('\n'));
    },
    async close() {
      hangUp();
      await bot.stop();
      await connector.close();
    },
  };
  const people = [...DEMO_PEOPLE, ...LIVELY_PEOPLE];
  for (const address of people)
    await world.hears(installing(world.sender({ account: accountCalled(address), roles: [] }), 'add'));
  await bot.engine.runDue();
  world.check();
  world.writes();
  return { ...world, people: await Promise.all(people.map((address) => whoIs(bot, address, academies))) };
}

/** Nothing that comes in may be an error of the bot's own. */
function logTo(faults: string[], logged: FuzzOptions['logged']): Log {
  const told = (facts: unknown, what = ''): string => {
    const line = `${what} ${JSON.stringify(facts)}`;
    logged?.(line);
    return line;
  };
  return {
    info: (facts, what) => void told(facts, what),
    warn: (facts, what) => void told(facts, what),
    error: (facts, what) => void faults.push(`logged: ${told(facts, what)}`),
  };
}

const accountCalled = (address: string): Account =>
  accountOf({ name: address, address, tenant: DEMO_TENANT });

async function whoIs(
  bot: Bot,
  address: string,
  academies: readonly { entries: readonly RosterEntry[] }[],
): Promise<Who> {
  const account = accountCalled(address);
  const person = await bot.deps.persons.byAccount(tenantId(DEMO_TENANT), account.userId);
  if (!person) throw new Error(`${address} has not arrived`);
  const roles = academies.flatMap(({ entries }) =>
    entries.filter((entry) => entry.address === address).map(({ role }) => role),
  );
  const academy = LIVELY_PEOPLE.includes(address) ? LIVELY : DEMO;
  return { account, id: person.id, academy, roles };
}

/** The bot's own turn, with every card looked at as it is drawn. */
function turnOf(bot: Bot, log: TurnDeps['log'], faults: string[]) {
  const under = new Set<Promise<unknown>>();
  const turn: TurnDeps = {
    deps: bot.deps,
    messenger: {
      post: () => Promise.resolve({ result: 'accepted', activityId: 'card' }),
      update: () => Promise.resolve({ result: 'accepted', activityId: 'card' }),
    },
    render: (view, language) => {
      const card = renderCard(view, language);
      faults.push(...faultsInCard(card.content), ...faultsInLine(card.summary));
      return card;
    },
    log,
    profileOf: ({ from }: Incoming) =>
      Promise.resolve({ name: '', addresses: [from.id.replace(/^29:/, '').replace('_', '@')] }),
    tenants: { served: () => true, trusted: () => true },
    later: (_thing, work) => void under.add(work(() => true)),
    overtake: () => undefined,
    settled: new Set(),
  };
  const done = async (): Promise<void> => {
    await Promise.all(under);
    under.clear();
  };
  return { turn, done };
}

function faultsInAnswer({ type, value }: Json): readonly string[] {
  if (type === 'application/vnd.microsoft.card.adaptive') return faultsInCard(value);
  return type === 'application/vnd.microsoft.activity.message' ? faultsInLine(value) : [];
}

/** The same numbers in every run. */
function chance(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
