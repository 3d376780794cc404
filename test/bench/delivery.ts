/** Sending to many: at the documented limits, and how the cost grows with the number of recipients. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { storeFile } from '../../bot/config.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import { broadcast, clicksFrom, crowd } from './acts.ts';
import type { Click } from './acts.ts';
import { COORDINATOR } from './crowd.ts';
import { CLICKERS, importRecipients } from './delivery-crowd.ts';
import { documentedLimits, TENANT_PER_SECOND } from './delivery-limits.ts';
import type { Limits } from './delivery-limits.ts';
import type { AtTheLimits, DeliveryMeasured, Peak } from './delivery-results.ts';
import { countIdle, countPerRecipient } from './delivery-store.ts';
import { driveAt, forMs, lineTo } from './load.ts';
import type { Line } from './load.ts';
import { openSink } from './sink.ts';
import type { Sink } from './sink.ts';
import { quantile } from './stats.ts';
import { startFadder } from './subjects.ts';
import type { Subject } from './subjects.ts';

export interface DeliveryEffort {
  readonly recipients: number;
  /** Each has limits of its own: the more there are, the sooner it is done, and the busier the bot. */
  readonly tenants: number;
  /** Numbers of recipients between which memory is compared. */
  readonly memory: readonly number[];
  /** Academies that are over. */
  readonly finished: readonly number[];
}

export async function measureDelivery(folder: string, effort: DeliveryEffort): Promise<DeliveryMeasured> {
  const told = (what: string) => console.error(what);
  const perRecipient = await countPerRecipient(1000);
  const idle = [];
  for (const academies of effort.finished) idle.push(await countIdle(academies));
  told(`Sending to ${String(effort.recipients)} at the documented limits …`);
  const atTheLimits = await sendAtTheLimits(await mkdtemp(join(folder, 'limits-')), effort);
  const peaks: Peak[] = [];
  for (const recipients of effort.memory) {
    told(`Memory while sending to ${String(recipients)} …`);
    peaks.push(await peakOf(await mkdtemp(join(folder, 'memory-')), recipients));
  }
  return { atTheLimits, peaks, perRecipient, idle };
}

const CLICKS_PER_SECOND = 20;
const BEFORE_MS = 5000;
/** What everybody's arrival causes has then been sent. */
const QUIET_MS = 2000;
const LOOK_MS = 50;

async function sendAtTheLimits(
  dataDir: string,
  { recipients, tenants }: DeliveryEffort,
): Promise<AtTheLimits> {
  const limits = documentedLimits();
  return withBot(
    dataDir,
    { recipients, tenants, admit: limits.admit, perSecond: TENANT_PER_SECOND },
    async (bench) => {
      const { sink, line, click } = bench;
      await arrivals(bench, [COORDINATOR, ...CLICKERS]);
      const next = crowd(click, CLICKERS)['prompt.answer'];
      const before = await driveAt(line, CLICKS_PER_SECOND, next, forMs(BEFORE_MS));
      const goal = sink.taken() + recipients + CLICKERS.length;
      const begun = performance.now();
      await broadcast(line.post, click);
      const [during] = await Promise.all([
        driveAt(line, CLICKS_PER_SECOND, next, () => sink.taken() >= goal),
        reached(sink, goal),
      ]);
      return {
        ...{ recipients, tenants, ...slowest(limits), refused: limits.refused() },
        toFirstMs: firstOf(limits) - begun,
        fromClickMs: lastOf(limits) - begun,
        p99: { before: quantile(before.latencies, 0.99), during: quantile(during.latencies, 0.99) },
      };
    },
  );
}

const ofRecipients = ({ taken }: Limits) =>
  [...taken].filter(([tenant]) => tenant.startsWith('tenant-')).map(([, arrivals]) => arrivals);

const firstOf = (limits: Limits): number => Math.min(...ofRecipients(limits).map(({ first }) => first));
const lastOf = (limits: Limits): number => Math.max(...ofRecipients(limits).map(({ last }) => last));

function slowest(limits: Limits): Pick<AtTheLimits, 'sendingMs' | 'limitMs'> {
  const all = ofRecipients(limits).map(({ first, last, requests }) => ({
    sendingMs: last - first,
    limitMs: (requests * 1000) / TENANT_PER_SECOND,
  }));
  const [worst] = all.sort((a, b) => b.sendingMs / b.limitMs - a.sendingMs / a.limitMs);
  if (!worst) throw new Error('nobody was sent to');
  return worst;
}

/** So many a second as no tenant would take: what is looked at is memory. */
const UNLIMITED = 10_000;
const TENANTS = 10;
/** Without a bound the garbage of a long run is left lying, and says nothing of what is kept. */
const BOUNDED = { NODE_OPTIONS: '--max-old-space-size=128 --max-semi-space-size=8' };

async function peakOf(dataDir: string, recipients: number): Promise<Peak> {
  const setting = { recipients, tenants: TENANTS, perSecond: UNLIMITED, environment: BOUNDED };
  return withBot(dataDir, setting, async (bench) => {
    const { sink, line, click, fadder } = bench;
    await arrivals(bench, [COORDINATOR]);
    const goal = sink.taken() + recipients;
    const begun = performance.now();
    await broadcast(line.post, click);
    let peakMb: number | undefined;
    const watching = async () => {
      while (sink.taken() < goal) {
        const now = await fadder.memory();
        if (now !== undefined) peakMb = Math.max(peakMb ?? 0, now);
        await delay(LOOK_MS);
      }
    };
    await Promise.all([watching(), reached(sink, goal)]);
    return { recipients, peakMb, perSecond: (recipients * 1000) / (performance.now() - begun) };
  });
}

interface Bench {
  readonly sink: Sink;
  readonly fadder: Subject;
  readonly line: Line;
  readonly click: Click;
}

interface Setting {
  readonly recipients: number;
  readonly tenants: number;
  readonly perSecond: number;
  readonly admit?: Limits['admit'];
  readonly environment?: Readonly<Record<string, string>>;
}

async function withBot<T>(dataDir: string, setting: Setting, work: (bench: Bench) => Promise<T>): Promise<T> {
  const sink = await openSink(setting.admit);
  try {
    const { serviceUrl } = sink;
    const store = await openEmbedded(storeFile(dataDir));
    await importRecipients(store, { ...setting, serviceUrl }).finally(() => store.close());
    const fadder = await startFadder(dataDir, {
      SENDS_PER_SECOND: String(setting.perSecond),
      ...setting.environment,
    });
    const line = lineTo(fadder.url, 64);
    try {
      return await work({ sink, fadder, line, click: clicksFrom(serviceUrl) });
    } finally {
      line.close();
      await fadder.stop();
    }
  } finally {
    await sink.close();
  }
}

async function arrivals({ line, click, sink }: Bench, people: readonly string[]): Promise<void> {
  for (const address of people) await line.post(click(address, { verb: 'help' }));
  for (let before = -1; before !== sink.taken();) {
    before = sink.taken();
    await delay(QUIET_MS);
  }
}

/** A sending that stands still for so long has failed. Before the first message everybody has to be written down. */
const PATIENCE_MS = 300_000;

async function reached(sink: Sink, goal: number): Promise<void> {
  for (let [seen, since] = [sink.taken(), performance.now()]; sink.taken() < goal;) {
    await delay(LOOK_MS);
    if (sink.taken() !== seen) [seen, since] = [sink.taken(), performance.now()];
    if (performance.now() - since > PATIENCE_MS)
      throw new Error(`sending stands still: ${String(goal - seen)} messages are missing`);
  }
}
