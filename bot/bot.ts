/** Puts the bot together. */
import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Server } from 'restify';
import { renderCard } from '../cards/render.ts';
import { instant } from '../services/domain/time.ts';
import type { DeliveryDeps, Log } from '../services/delivery/deps.ts';
import { Engine } from '../services/delivery/engine.ts';
import { CADENCE } from '../services/delivery/follow.ts';
import { inTurn } from '../services/delivery/messenger.ts';
import type { Courteous } from '../services/delivery/messenger.ts';
import { limitedPace } from '../services/delivery/pace.ts';
import type { Pace } from '../services/delivery/pace.ts';
import { THREAD_LIMITS } from '../services/rules/limits.ts';
import type { Store } from '../services/store/port.ts';
import { Academies } from '../services/usecases/academies.ts';
import { Calendars } from '../services/usecases/calendars.ts';
import type { Deps } from '../services/usecases/deps.ts';
import { Persons } from '../services/usecases/persons.ts';
import { background } from './background.ts';
import { calendarHandler } from './calendar.ts';
import { joined } from './joined.ts';
import type { Cloud } from './cloud.ts';
import type { Config } from './config.ts';
import { reachesOf } from './hosts.ts';
import { authenticationOf, requestHandler } from './inbound/adapter.ts';
import type { Inbound } from './inbound/adapter.ts';
import { guardOf } from './inbound/guard.ts';
import { onActivity } from './inbound/turn.ts';
import type { TurnDeps } from './inbound/turn.ts';
import { profiles } from './outbound/members.ts';
import { connectors } from './outbound/connector.ts';
import { connectorMessenger } from './outbound/messenger.ts';
import { close, listen } from './listening.ts';
import { ownChatLink } from './own-chat.ts';
import { makeServer } from './server.ts';
import { openStore } from './store.ts';
import { tenantsOf } from './tenants.ts';
import { vitalsOf } from './watching/health.ts';
import type { Vitals } from './watching/health.ts';
import type { Sink } from './watching/log.ts';
import type { Reporting } from './watching/telemetry.ts';
import { watchingOf } from './watching/watching.ts';
import type { Watching } from './watching/watching.ts';

export interface Bot {
  /** Where activities are posted to. */
  readonly url: string;
  readonly deps: Deps;
  readonly engine: Engine;
  /** Lets what is under way finish, closes the server and the store. */
  stop(): Promise<void>;
}

/** What the demonstration and the tests may put in place of the usual. */
export interface BotOptions {
  readonly store?: Store;
  readonly now?: () => number;
  /** Milliseconds on a clock that only goes forward. */
  readonly ticks?: () => number;
  readonly random?: () => number;
  readonly log?: Sink;
  readonly demonstration?: Deps['demonstration'];
  /** False: nothing is sent but by `engine.runDue()`. */
  readonly running?: boolean;
  /** Milliseconds between two updates of a card that follows a send. */
  readonly followMs?: number;
  /** How often telemetry is handed in, if there is any. */
  readonly reporting?: Reporting;
  /** Where Teams is, if not in Microsoft's public cloud. */
  readonly cloud?: Cloud;
}

/** Opens the store, starts the loop and listens. Rejects with a clear error when the port or the store is not to be
 * had. */
export async function startBot(config: Config, options: BotOptions = {}): Promise<Bot> {
  const { now, wallNow, ticks } = clocksOf(options);
  const watching = await watchingOf(config, { ...options, ticks });
  const { log, trail, instance } = watching;
  const store = await workingStore(config, options.store, { ...watching, wallNow });
  const { sleep, end } = wakefulSleep();
  const later = background(log);
  const { authentication, inbound } = platform(config, options.cloud, watching);
  const pace = paceOf(config, ticks, sleep, alarmIn(log));
  const tenants = tenantsOf(config);
  const replies = inTurn(inbound.messenger, pace);
  const deps: DeliveryDeps = {
    store,
    academies: new Academies(store, wallNow),
    persons: new Persons(store),
    wallNow,
    random: options.random ?? Math.random,
    nonce: () => randomBytes(9).toString('base64url'),
    kick: () => {
      engine.kick();
    },
    ...calendarsAt(config, store),
    sayTo: sayingTo(replies, later.add),
    ...(options.demonstration ? { demonstration: options.demonstration } : {}),
    messenger: inbound.messenger,
    render: renderCard,
    ...{ pace, served: tenants.served, ticks, sleep, log, trail },
  };
  const engine = engineOf(deps, config, { ...options, owner: instance });
  const turn: TurnDeps = {
    ...{ ...inbound, messenger: replies, render: renderCard, settled: new Set<string>() },
    ...{ deps, log, tenants, later: later.add, overtake: later.overtake },
  };
  const vitals = vitalsOf({ store, pulse: () => engine.pulse, pollMs: config.pollMs, now, ticks });
  const guard = guardOf(config, now, options.cloud);
  const server = serverOf(turn, { authentication, guard, vitals, trail });
  const ended = async () => {
    vitals.stop();
    await store.close();
    await watching.stop();
  };
  const url = await listen(server, config).catch(async (error: unknown) => {
    await ended();
    throw error;
  });
  if (options.running ?? true) engine.start();
  return {
    ...{ url, deps, engine },
    async stop() {
      vitals.drain();
      end();
      // Whoever still comes is answered, and whoever asks is told to send nobody more.
      await engine.stop();
      await close(server);
      await later.done();
      await ended();
    },
  };
}

/** The store, once this process is one of those that work on it. */
async function workingStore(
  config: Config,
  given: Store | undefined,
  by: Watching & { readonly wallNow: DeliveryDeps['wallNow'] },
): Promise<Store> {
  const { instance: id, wallNow, log } = by;
  try {
    const opened = given ?? (await openStore(config, by.onOperation));
    return by.store(await joined(opened, { id, wallNow, log }));
  } catch (error) {
    await by.stop();
    throw error;
  }
}

function clocksOf({ now = Date.now, ticks = () => performance.now() }: BotOptions) {
  // `ticks` is not the wall's clock: one that is set back would stop all sending until it has caught up.
  return { now, wallNow: () => instant(now()), ticks };
}

function sayingTo(replies: Courteous, later: TurnDeps['later']): Deps['sayTo'] {
  return (to, view, language) => {
    later('', () => replies.post(to, renderCard(view, language)));
  };
}

/** Sleep from which everybody wakes at the end. */
function wakefulSleep(): { readonly sleep: DeliveryDeps['sleep']; readonly end: () => void } {
  const ending = new AbortController();
  const { signal } = ending;
  // Every request that waits for its turn listens to it.
  setMaxListeners(0, signal);
  return {
    sleep: (ms) => delay(ms, undefined, { signal }).catch(() => undefined),
    end: () => {
      ending.abort();
    },
  };
}

function paceOf(
  { sendsPerSecond }: Config,
  ticks: () => number,
  sleep: DeliveryDeps['sleep'],
  alarm: () => void,
): Pace {
  return limitedPace({ thread: THREAD_LIMITS, tenantPerSecond: sendsPerSecond }, ticks, sleep, alarm);
}

function engineOf(
  deps: DeliveryDeps,
  { pollMs, leaseMs }: Config,
  { followMs, owner }: BotOptions & { readonly owner: string },
): Engine {
  const cadence = followMs === undefined ? CADENCE : { firstMs: followMs, firstForMs: 0, thenMs: followMs };
  return new Engine(deps, { owner, pollMs, leaseMs, cadence });
}

function serverOf(
  turn: TurnDeps,
  {
    vitals,
    trail,
    ...door
  }: Pick<Inbound, 'authentication' | 'guard'> & {
    readonly vitals: Vitals;
    readonly trail: Watching['trail'];
  },
): Server {
  const { deps, log } = turn;
  const dealWith: Inbound['turn'] = (activity) =>
    trail.activity(activity.type, () => onActivity(turn, activity));
  return makeServer({
    messages: requestHandler({ ...door, turn: dealWith, log }),
    vitals,
    calendar: calendarHandler(deps, log),
  });
}

function alarmIn(log: Log): () => void {
  return () => {
    log.error({}, 'Teams does not let the bot in: nothing is sent until it does; check its id and secret');
  };
}

/** Teams' side: who signs in, and how it is written and asked. */
function platform(config: Config, cloud: Cloud | undefined, watching: Watching) {
  const { app, sendTimeoutMs: timeoutMs } = config;
  const authentication = authenticationOf(app, cloud);
  const connect = connectors(authentication, app?.id ?? '', reachesOf(config, cloud));
  const from = app ? { from: { id: `28:${app.id}` } } : {};
  const messenger = watching.messenger(connectorMessenger({ connect, timeoutMs, ...from }));
  const profileOf = profiles(connect, timeoutMs);
  return { authentication, inbound: { messenger, profileOf, ...ownChatLink(config) } };
}

/** Calendar addresses begin with the bot's own, as people reach it. */
function calendarsAt({ publicUrl }: Config, store: Store): Pick<Deps, 'calendars'> {
  if (publicUrl === undefined) return {};
  const fresh = () => ({
    secret: randomBytes(32).toString('base64url'),
    installation: randomBytes(6).toString('hex'),
  });
  return { calendars: new Calendars(store, publicUrl, fresh) };
}
