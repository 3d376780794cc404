/** Who runs the bot can see it run: a log, and telemetry where it is configured. Both are told nothing of people. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, randomUUID } from 'node:crypto';
import pino from 'pino';
import type { Messenger } from '../../services/delivery/messenger.ts';
import type { OnOperation } from '../../services/store/cosmos/observe.ts';
import type { Store } from '../../services/store/port.ts';
import type { Config } from '../config.ts';
import { keepStatsToOurselves } from '../config.ts';
import type { Here } from './action.ts';
import { carefulLog } from './log.ts';
import type { Diary, Sink } from './log.ts';
import { followedMessenger } from './messenger.ts';
import { followedStore } from './store.ts';
import type { Reporting, Telemetry } from './telemetry.ts';
import { trailOf } from './trail.ts';
import type { Beginning, TrailDeps } from './trail.ts';
import { unitsNoted } from './units.ts';

export interface Watching {
  /** Names this process. */
  readonly instance: string;
  readonly log: Diary;
  readonly trail: Beginning;
  /** The same as before where nobody follows single steps. */
  readonly store: (store: Store) => Store;
  /** Told what each operation asked of Cosmos DB; absent where nobody follows. */
  readonly onOperation?: OnOperation;
  readonly messenger: (messenger: Messenger) => Messenger;
  /** Hands in what is left. */
  readonly stop: () => Promise<void>;
}

export interface WatchingOptions {
  /** In place of the standard output. */
  readonly log?: Sink;
  readonly ticks: () => number;
  readonly reporting?: Reporting | undefined;
}

export async function watchingOf(
  config: Pick<Config, 'logLevel' | 'telemetry'>,
  options: WatchingOptions,
): Promise<Watching> {
  const here: Here = new AsyncLocalStorage();
  const log = carefulLog(options.log ?? pino({ level: config.logLevel }), here);
  const instance = randomUUID();
  const telemetry = await telemetryOf(config, { ...options, instance }, log);
  const { ticks } = options;
  const random = () => randomBytes(16);
  const by: TrailDeps = { log, here, ticks, random, ...(telemetry ? { telemetry } : {}) };
  const isFollowed = log.isFine || telemetry !== undefined;
  return {
    instance,
    log,
    trail: trailOf(by),
    store: (store) => (isFollowed ? followedStore(by, store) : store),
    ...(isFollowed ? { onOperation: unitsNoted(by) } : {}),
    messenger: (messenger) => (isFollowed ? followedMessenger(by, messenger) : messenger),
    stop: async () => telemetry?.stop(),
  };
}

async function telemetryOf(
  { telemetry }: Pick<Config, 'telemetry'>,
  { instance, reporting }: WatchingOptions & Pick<Watching, 'instance'>,
  log: Diary,
): Promise<Telemetry | undefined> {
  if (!telemetry) return undefined;
  keepStatsToOurselves();
  const { azureTelemetry } = await import('./azure.ts');
  let inTrouble = false;
  const trouble = (is: boolean) => {
    if (is && !inTrouble) log.warn({}, 'Azure Monitor does not take what is measured: it is dropped');
    if (!is && inTrouble) log.info({}, 'Azure Monitor takes what is measured again');
    inTrouble = is;
  };
  return azureTelemetry({ ...telemetry, instance, trouble, everyMs: reporting });
}
