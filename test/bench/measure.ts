/** One round of all measurements against a store with so many academies. */
import { setTimeout as delay } from 'node:timers/promises';
import { clicksFrom, broadcast, cardOf, reading, writing } from './acts.ts';
import type { Click } from './acts.ts';
import { COORDINATOR, PARTICIPANTS } from './crowd.ts';
import { drive, forMs, lineTo } from './load.ts';
import type { Line } from './load.ts';
import { countOperations } from './operations.ts';
import type { Operations } from './operations.ts';
import type { Sink } from './sink.ts';
import { median, quantile } from './stats.ts';
import { startBare, startFadder, startUps } from './subjects.ts';
import type { Subject } from './subjects.ts';

/** Rates are per second, times in milliseconds, memory in MB. Ratios are medians of ratios measured one after the other
 * in the same run: 1 is as fast as the bare bot. */
export interface Measured {
  readonly academies: number;
  readonly bare: { readonly actions: number; readonly sends: number; readonly memory?: number };
  readonly reads: Rate;
  readonly writes: Rate;
  readonly sends: Rate;
  readonly p99: { readonly quiet: number; readonly duringBroadcast: number };
  readonly startUp: { readonly bare: number; readonly fadder: number };
  readonly memory?: number;
  readonly operations: readonly Operations[];
}

interface Rate {
  readonly perSecond: number;
  readonly ratio: number;
}

/** Those who have the app: the mentors have not come yet. A broadcast goes to the participants among them, and not to
 * the coordinator who wrote it. */
const EVERYBODY = [...PARTICIPANTS, COORDINATOR];
const CONNECTIONS = 16;
/** Beside a broadcast, fewer are at it. */
const BESIDE = 4;

export interface Effort {
  readonly rounds: number;
  /** Of each stretch of clicks. */
  readonly ms: number;
}

export interface Bench {
  readonly dataDir: string;
  readonly file: string;
  readonly sink: Sink;
  readonly effort: Effort;
  readonly click: Click;
  readonly writes: () => ReturnType<Click>;
}

export function benchOf(place: Pick<Bench, 'dataDir' | 'file' | 'sink' | 'effort'>): Bench {
  const click = clicksFrom(place.sink.serviceUrl);
  return { ...place, click, writes: writing(click) };
}

export async function measure(bench: Bench, academies: number): Promise<Measured> {
  const { dataDir, file, sink, effort } = bench;
  const fadder = await startFadder(dataDir);
  const line = lineTo(fadder.url, CONNECTIONS);
  const card = await everybodyArrives(bench, line);
  const bare = await startBare(dataDir, card);
  const other = lineTo(bare.url, CONNECTIONS);
  try {
    const clicks = await compareClicks(bench, line, other);
    const sends = await compareSends(bench, line, bare);
    const quiet = await drive(line, BESIDE, bench.writes, forMs(effort.ms));
    const busy = await clicksBesideBroadcasts(bench, line);
    const [memory, bareMemory] = [await fadder.memory(), await bare.memory()];
    await Promise.all([fadder.stop(), bare.stop()]);
    return {
      academies,
      ...clicks,
      bare: { actions: clicks.bare, sends: sends.bare, ...(bareMemory ? { memory: bareMemory } : {}) },
      sends: sends.fadder,
      p99: { quiet: quantile(quiet.latencies, 0.99), duringBroadcast: quantile(busy, 0.99) },
      startUp: await startUpsOf(bench),
      ...(memory ? { memory } : {}),
      operations: await countOperations(file, sink),
    };
  } finally {
    line.close();
    other.close();
    await Promise.all([fadder.stop(), bare.stop()]);
  }
}

/** Their first clicks, and what those cause to be sent, are no part of what is measured. The card that an answer
 * brought is the one that the bare bot will answer with. */
async function everybodyArrives({ click, sink, writes }: Bench, line: Line) {
  let next = 0;
  const arrivals = () => click(EVERYBODY[next++] ?? COORDINATOR, { verb: 'help' });
  await drive(line, 8, arrivals, () => next >= EVERYBODY.length);
  for (let before = -1; before !== sink.taken();) {
    before = sink.taken();
    await delay(1500);
  }
  return cardOf(await line.post(writes()));
}

/** Taken in turns, so that what the machine does beside hits all alike. */
async function compareClicks({ click, writes, effort }: Bench, line: Line, bare: Line) {
  const reads = reading(click);
  const rounds: { bare: number; reads: number; writes: number }[] = [];
  const rate = async (at: Line, next: typeof reads) =>
    (await drive(at, CONNECTIONS, next, forMs(effort.ms))).perSecond;
  // A first, unmeasured turn: code that has not run yet is slow.
  for (const [at, next] of [
    [bare, reads],
    [line, reads],
    [line, writes],
  ] as const)
    await rate(at, next);
  for (let round = 0; round < effort.rounds; round += 1) {
    rounds.push({
      bare: await rate(bare, reads),
      reads: await rate(line, reads),
      writes: await rate(line, writes),
    });
  }
  const of = (what: 'reads' | 'writes'): Rate => ({
    perSecond: median(rounds.map((round) => round[what])),
    ratio: median(rounds.map((round) => round[what] / round.bare)),
  });
  return { bare: median(rounds.map((round) => round.bare)), reads: of('reads'), writes: of('writes') };
}

async function compareSends({ click, sink, effort }: Bench, line: Line, { url }: Subject) {
  const rounds: { bare: number; fadder: number }[] = [];
  const count = PARTICIPANTS.length;
  const rate = async (send: () => Promise<unknown>) => {
    const all = sink.more(count);
    const begun = performance.now();
    await send();
    await all;
    return (count * 1000) / (performance.now() - begun);
  };
  for (let round = 0; round < effort.rounds; round += 1) {
    rounds.push({
      bare: await rate(() => sendBare(url, sink.serviceUrl, count)),
      fadder: await rate(() => broadcast(line.post, click)),
    });
    await delay(500);
  }
  return {
    bare: median(rounds.map((round) => round.bare)),
    fadder: {
      perSecond: median(rounds.map((round) => round.fadder)),
      ratio: median(rounds.map((round) => round.fadder / round.bare)),
    },
  };
}

async function sendBare(url: string, serviceUrl: string, count: number): Promise<void> {
  const body = JSON.stringify({ serviceUrl, count });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(new URL('/send', url), { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`the bare bot could not send: ${await answer.text()}`);
}

/** Latencies of clicks while a broadcast is on its way. */
async function clicksBesideBroadcasts(bench: Bench, line: Line): Promise<readonly number[]> {
  const { click, sink, writes, effort } = bench;
  const latencies: number[] = [];
  for (let round = 0; round < effort.rounds; round += 1) {
    let sent = false;
    const all = sink.more(PARTICIPANTS.length).then(() => (sent = true));
    await broadcast(line.post, click);
    latencies.push(...(await drive(line, BESIDE, writes, () => sent)).latencies);
    await all;
  }
  return latencies;
}

async function startUpsOf({ dataDir, effort }: Bench): Promise<Measured['startUp']> {
  const all: Measured['startUp'][] = [];
  for (let round = 0; round < effort.rounds; round += 1) all.push(await startUps(dataDir));
  return { bare: median(all.map(({ bare }) => bare)), fadder: median(all.map(({ fadder }) => fadder)) };
}
