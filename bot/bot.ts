/** Puts the bot together. */
import { randomBytes, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import type { Server } from 'restify';
import { renderCard } from '../cards/render.ts';
import { instant } from '../services/domain/time.ts';
import type { DeliveryDeps, Log } from '../services/delivery/deps.ts';
import { Engine } from '../services/delivery/engine.ts';
import { CADENCE } from '../services/delivery/follow.ts';
import { inTurn } from '../services/delivery/messenger.ts';
import { limitedPace } from '../services/delivery/pace.ts';
import { THREAD_LIMITS } from '../services/rules/limits.ts';
import { openEmbedded } from '../services/store/embedded.ts';
import type { Store } from '../services/store/port.ts';
import { Academies } from '../services/usecases/academies.ts';
import type { Deps } from '../services/usecases/deps.ts';
import { Persons } from '../services/usecases/persons.ts';
import { storeFile } from './config.ts';
import type { Config } from './config.ts';
import { authenticationOf, requestHandler } from './inbound/adapter.ts';
import { onActivity } from './inbound/turn.ts';
import { memberAddresses } from './outbound/members.ts';
import { connectors } from './outbound/connector.ts';
import { connectorMessenger } from './outbound/messenger.ts';
import { makeServer } from './server.ts';

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
  readonly random?: () => number;
  readonly log?: Log;
  readonly demonstration?: Deps['demonstration'];
  /** False: nothing is sent but by `engine.runDue()`. */
  readonly running?: boolean;
  /** Milliseconds between two updates of a card that follows a send. */
  readonly followMs?: number;
}

/** Opens the store, starts the loop and listens. Rejects with a clear error when the port or the store is not to be
 * had. */
export async function startBot(config: Config, options: BotOptions = {}): Promise<Bot> {
  const log = options.log ?? pino({ level: config.logLevel });
  const now = options.now ?? Date.now;
  const wallNow = () => instant(now());
  const store = options.store ?? (await openStore(config.dataDir));
  const ending = new AbortController();
  // Every request that waits for its turn listens to it.
  setMaxListeners(0, ending.signal);
  const sleep = (ms: number) => delay(ms, undefined, { signal: ending.signal }).catch(() => undefined);
  const later = background(log);
  const { authentication, messenger, addressesOf } = platform(config);
  // Not by the wall's clock: one that is set back would stop all sending until it has caught up.
  const ticks = () => performance.now();
  const limits = { thread: THREAD_LIMITS, tenantPerSecond: config.sendsPerSecond };
  const pace = limitedPace(limits, ticks, sleep, alarmIn(log));
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
    ...(options.demonstration ? { demonstration: options.demonstration } : {}),
    messenger,
    render: renderCard,
    pace,
    ticks,
    sleep,
    log,
  };
  const { followMs } = options;
  const cadence = followMs === undefined ? CADENCE : { firstMs: followMs, firstForMs: 0, thenMs: followMs };
  const { pollMs, leaseMs } = config;
  const engine = new Engine(deps, { owner: randomUUID(), pollMs, leaseMs, cadence });
  const settled = new Set<string>();
  const replies = inTurn(messenger, pace);
  const turn = { deps, messenger: replies, render: renderCard, log, addressesOf, later: later.add, settled };
  const server = makeServer({
    messages: requestHandler(authentication, (activity) => onActivity(turn, activity), log),
    healthy: () => isReadable(store),
  });
  const url = await listen(server, config).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  if (options.running ?? true) engine.start();
  return {
    url,
    deps,
    engine,
    async stop() {
      await close(server);
      ending.abort();
      await engine.stop();
      await later.done();
      await store.close();
    },
  };
}

function alarmIn(log: Log): () => void {
  return () => {
    log.error({}, 'Teams does not let the bot in: nothing is sent until it does; check its id and secret');
  };
}

/** Teams' side: who signs in, and how it is written and asked. */
function platform(config: Config) {
  const { app, sendTimeoutMs: timeoutMs } = config;
  const authentication = authenticationOf(app);
  const connect = connectors(authentication, app?.id ?? '');
  const from = app ? { from: { id: `28:${app.id}` } } : {};
  const messenger = connectorMessenger({ connect, timeoutMs, ...from });
  return { authentication, messenger, addressesOf: memberAddresses(connect, config) };
}

function openStore(dataDir: string): Promise<Store> {
  return openEmbedded(storeFile(dataDir));
}

/** Work that outlives the request that caused it. Works on one thing are done one after the other. */
function background(log: Log): {
  add: (thing: string, work: () => Promise<unknown>) => void;
  done: () => Promise<unknown>;
} {
  const under = new Map<string, Promise<unknown>>();
  return {
    add: (thing, work) => {
      const mine: Promise<unknown> = Promise.resolve(under.get(thing))
        .then(work)
        .catch((error: unknown) => {
          log.warn({ error: String(error) }, 'work after an answer failed');
        })
        .finally(() => under.get(thing) === mine && under.delete(thing));
      under.set(thing, mine);
    },
    done: () => Promise.all(under.values()),
  };
}

async function isReadable(store: Store): Promise<boolean> {
  try {
    await store.read('installation', 'health');
    return true;
  } catch {
    return false;
  }
}

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new PortTaken(host, port) : error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${String(address.port)}`);
    });
  });
}

class PortTaken extends Error {
  constructor(host: string, port: number) {
    super(`Port ${String(port)} on ${host} is taken: stop what uses it, or set PORT to another one.`);
    this.name = 'PortTaken';
  }
}

/** How long requests under way may take to end. */
const GRACE_MS = 5000;

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A client that never finishes its request must not keep the process from ending.
    const grace = setTimeout(() => {
      server.server.closeAllConnections();
    }, GRACE_MS);
    server.close(() => {
      clearTimeout(grace);
      resolve();
    });
    // Keep-alive connections would hold the server open for seconds.
    server.server.closeIdleConnections();
  });
}
