/** Real processes on one store, killed, paused and with clocks gone wrong, while they send one notice to many. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chance } from '../../deploy/local/people/chance.ts';
import type { Delivery, Notice } from '../../services/domain/delivery.ts';
import { organisationId } from '../../services/domain/ids.ts';
import { StoreError } from '../../services/store/port.ts';
import type { Store } from '../../services/store/port.ts';
import { aRosterEntry } from '../helpers/builders.ts';
import { aDeliveryWorld } from '../helpers/delivery-world.ts';
import type { World } from '../helpers/delivery-world.ts';
import { anOrganisation, aProgramme } from '../helpers/programme.ts';
import { endpointOf, running } from '../helpers/served.ts';
import type { Process } from '../helpers/served.ts';
import type { Fault } from '../../deploy/local/teams/faults.ts';
import { countingTeams } from './counting-teams.ts';
import type { CountingTeams } from './counting-teams.ts';
import { aCosmosPlace, aFilePlace } from './place.ts';

export interface CampaignOptions {
  readonly seed: number;
  readonly recipients: number;
  readonly tenants: number;
  readonly processes: number;
  /** Default: a file. */
  readonly store?: 'file' | 'cosmos';
  /** What Teams does to messages; nothing by default. */
  readonly trouble?: Trouble;
  /** What a tenant is sent in a second. */
  readonly perSecond?: number;
  /** The whole campaign ends by then, well or not. */
  readonly minutes: number;
}

/** What Teams does to one message. `chance`: a number from 0 up to 1 for each thing that may go wrong. */
export type Trouble = (chance: (of: string) => number) => Fault | undefined;

/** What came of it. */
export interface Findings {
  readonly kills: number;
  readonly sent: number;
  readonly held: number;
  /** Messages that Teams put something in the way of. */
  readonly troubled: number;
  /** Messages that came faster than Teams allows. */
  readonly tooFast: number;
  /** Recipients whose delivery was still to be made though the notice said that it was done. */
  readonly open: readonly string[];
  /** Recipients that got nothing and are not on the ledger as held, or have no delivery at all. */
  readonly lost: readonly string[];
  /** Recipients that got it more than once though the ledger does not say that it may be. */
  readonly doubled: readonly string[];
  /** Those of whom the ledger says so. */
  readonly marked: number;
  readonly seconds: number;
}

export interface Campaign {
  readonly options: CampaignOptions;
  readonly teams: CountingTeams;
  /** Whole numbers from `low` up to `high`, the same for the same seed. */
  random(low: number, high: number): number;
  /** A process that listens; `skewMs`: how wrong its wall clock is. */
  start(skewMs?: number): Promise<Process>;
  /** Gives the processes something to send. */
  tell(): Promise<void>;
  /** Pauses a process, though not while it keeps the whole store locked: a file has one writer at a time. */
  pause(process: Process): Promise<void>;
  isDone(): Promise<boolean>;
  /** Resolves when the notice is done; rejects when the time is up. */
  done(): Promise<void>;
  findings(kills: number): Promise<Findings>;
  close(): Promise<void>;
}

/** Faster than the documented fifty, so that a campaign ends soon. */
const PER_SECOND = 150;
/** As short as it may be: a campaign waits for it after every kill. */
const LEASE_SECONDS = '3';
const LOOK_MS = 100;

export async function openCampaign(options: CampaignOptions): Promise<Campaign> {
  const folder = await mkdtemp(join(tmpdir(), 'fadder-faults-'));
  const { seed, perSecond = PER_SECOND } = options;
  const teams = await countingTeams({
    fault: (nth) => options.trouble?.((of) => chance(seed, 'trouble', of, nth)),
    tenantOf: (conversation) => tenantOf(conversation.replace('chat-', ''), options),
    tenantPerSecond: perSecond,
  });
  const place = await (options.store === 'cosmos' ? aCosmosPlace() : aFilePlace(folder));
  const { store } = place;
  const world = await prepared(store, options, teams.serviceUrl);
  // Their wall stands where the world's does.
  const offset = world.now - Date.now();
  const started = performance.now();
  const processes = new Set<Process>();
  let nth = 0;
  const notice = async (): Promise<Notice> => world.notice('notice');
  return {
    options,
    teams,
    random: (low, high) => low + Math.floor(chance(seed, (nth += 1)) * (high - low + 1)),
    async start(skewMs = 0) {
      const environment = {
        ...{ PORT: '0', POLL_MS: '50', LOG_LEVEL: 'error', SENDS_PER_SECOND: String(perSecond) },
        ...{ LEASE_SECONDS, ...place.environment },
      };
      const child = running(
        'test/faults/sender.ts',
        [offset + skewMs, skewMs].map(String),
        environment,
        folder,
      );
      processes.add(child);
      void child.ended.then(() => processes.delete(child));
      await endpointOf(child);
      return child;
    },
    tell: async () => {
      await world.tell({});
    },
    async pause(child) {
      for (;;) {
        child.kill('SIGSTOP');
        if (await isWritable(store)) return;
        child.kill('SIGCONT');
        await delay(LOOK_MS);
      }
    },
    isDone: async () => (await notice()).status === 'done',
    async done() {
      while ((await notice()).status !== 'done') {
        if (performance.now() - started > options.minutes * 60_000)
          throw new Error(`not done within ${String(options.minutes)} minutes`);
        await delay(LOOK_MS);
      }
    },
    findings: async (kills) => ({
      kills,
      troubled: teams.troubled(),
      tooFast: teams.tooFast(),
      seconds: (performance.now() - started) / 1000,
      ...found(await ledger(world), teams.received, options.recipients),
    }),
    async close() {
      for (const child of processes) child.kill('SIGKILL');
      await Promise.all([...processes].map((child) => child.ended));
      await place.close();
      await teams.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const tenantOf = (name: string, { tenants }: CampaignOptions): string =>
  `tenant-${String(Number(name.slice(1)) % tenants)}`;

async function prepared(store: Store, options: CampaignOptions, serviceUrl: string): Promise<World> {
  const { recipients } = options;
  const organisation = organisationId('org');
  const { mentor: _, ...alone } = anOrganisation({ id: organisation });
  const entries = Array.from({ length: recipients }, (_unused, n) =>
    aRosterEntry({ name: `p${String(n)}`, address: `p${String(n)}@big.example`, organisation }),
  );
  return aDeliveryWorld({
    store,
    programme: aProgramme({ organisations: [alone] }),
    entries,
    tenantOf: (name) => tenantOf(name, options),
    serviceUrl,
  });
}

let writes = 0;

async function isWritable(store: Store): Promise<boolean> {
  try {
    const id = `try-${String((writes += 1))}`;
    await store.create({ pk: 'campaign', id, type: 'try', sort: '-', schema: 1, data: {} });
    return true;
  } catch (error) {
    if (error instanceof StoreError && error.failure === 'throttled') return false;
    throw error;
  }
}

/** Every delivery with the chat that it goes to. */
async function ledger(world: World): Promise<readonly (Delivery & { readonly chat: string })[]> {
  const all = await world.deliveries('notice');
  return Promise.all(
    all.map(async (delivery) => {
      const person = (await world.deps().persons.read(delivery.person))?.data;
      return { ...delivery, chat: person?.accounts[0]?.conversationId ?? '' };
    }),
  );
}

function found(
  all: Awaited<ReturnType<typeof ledger>>,
  received: CountingTeams['received'],
  recipients: number,
): Pick<Findings, 'sent' | 'held' | 'open' | 'lost' | 'doubled' | 'marked'> {
  const got = ({ chat }: { readonly chat: string }) => received.get(chat) ?? 0;
  const of = (state: Delivery['state']['state']) => all.filter((one) => one.state.state === state);
  const missing = recipients - new Set(all.map(({ chat }) => chat)).size;
  const lost = all.filter(
    (one) => one.state.state !== 'held' && (one.state.state !== 'sent' || got(one) === 0),
  );
  const twice = all.filter((one) => got(one) > 1);
  return {
    sent: of('sent').length,
    held: of('held').length,
    open: [...of('pending'), ...of('sending')].map(({ chat }) => chat),
    lost: [...lost.map(({ chat }) => chat), ...Array.from({ length: missing }, () => 'no delivery')],
    doubled: twice.filter((one) => !isMarked(one)).map(({ chat }) => chat),
    marked: twice.filter(isMarked).length,
  };
}

const isMarked = ({ state }: Delivery): boolean => 'maybeTwice' in state;
