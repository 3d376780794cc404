/** The two bots at the same thing in turns, so that what the machine does beside hits both alike. */
import { setTimeout as delay } from 'node:timers/promises';
import { broadcast } from './acts.ts';
import type { Click, Crowd } from './acts.ts';
import { PARTICIPANTS } from './crowd.ts';
import { drive, forMs } from './load.ts';
import type { Line } from './load.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import type { Action, Rate } from './results.ts';
import type { Sink } from './sink.ts';
import { median } from './stats.ts';

export interface Effort {
  readonly rounds: number;
  /** Of each stretch of clicks. */
  readonly ms: number;
}

/** People at their clients, each side with connections and clicks of its own. */
export interface Side {
  readonly line: Line;
  readonly next: Crowd;
  /** Processor time that the bot has taken so far. */
  readonly cpuMs: () => Promise<number | undefined>;
}

export interface Pair {
  readonly fadder: Side;
  readonly bare: Side;
}

/** One bot's stretch of a round. */
export interface Stretch {
  readonly perSecond: number;
  /** Processor time for one action. */
  readonly cpuMs: number | undefined;
}

/** Rates in rounds: one unmeasured, since code that has not run yet is slow, and then each round in the other order. */
export async function compared(
  rounds: number,
  fadder: () => Promise<Stretch>,
  bare: () => Promise<Stretch>,
): Promise<Rate> {
  const found: { readonly fadder: Stretch; readonly bare: Stretch }[] = [];
  await bare();
  await fadder();
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) found.push({ bare: await bare(), fadder: await fadder() });
    else {
      const first = await fadder();
      found.push({ fadder: first, bare: await bare() });
    }
  }
  const cpuRatios = found.flatMap((round) =>
    round.bare.cpuMs && round.fadder.cpuMs ? [round.bare.cpuMs / round.fadder.cpuMs] : [],
  );
  return {
    perSecond: median(found.map((round) => round.fadder.perSecond)),
    bare: median(found.map((round) => round.bare.perSecond)),
    ratio: median(found.map((round) => round.fadder.perSecond / round.bare.perSecond)),
    cpuRatio: cpuRatios.length === 0 ? undefined : median(cpuRatios),
  };
}

/** `work` resolves with its rate and how many actions it was. */
async function stretch(
  { cpuMs }: Side,
  work: () => Promise<{ readonly perSecond: number; readonly count: number }>,
): Promise<Stretch> {
  const before = await cpuMs();
  const { perSecond, count } = await work();
  const after = await cpuMs();
  const taken = before === undefined || after === undefined ? undefined : (after - before) / count;
  return { perSecond, cpuMs: taken };
}

export const CONNECTIONS = 16;

export function compareClicks(pair: Pair, action: Action, { rounds, ms }: Effort): Promise<Rate> {
  const clicks = (side: Side) =>
    stretch(side, async () => {
      const driven = await drive(side.line, CONNECTIONS, side.next[action], forMs(ms));
      return { perSecond: driven.perSecond, count: driven.latencies.length };
    });
  return compared(
    rounds,
    () => clicks(pair.fadder),
    () => clicks(pair.bare),
  );
}

/** Lets a broadcast's last updates end before the next stretch. */
const REST_MS = 300;

/** A message to every participant: Fadder's as a broadcast, from the coordinator's first click until the last one has
 * come; the bare bot's from the request until then. */
export function compareSends(
  pair: Pair & { readonly bareUrl: string },
  { sink, click }: { readonly sink: Sink; readonly click: Click },
  rounds: number,
): Promise<Rate> {
  const count = PARTICIPANTS.length;
  const sending = (side: Side, send: () => Promise<unknown>) =>
    stretch(side, async () => {
      const begun = performance.now();
      const [ended] = await Promise.all([sink.more(count).then(() => performance.now()), send()]);
      await delay(REST_MS);
      return { perSecond: (count * 1000) / (ended - begun), count };
    });
  return compared(
    rounds,
    () => sending(pair.fadder, () => broadcast(pair.fadder.line.post, click)),
    () => sending(pair.bare, () => tellBare(pair.bareUrl, '/send', { serviceUrl: sink.serviceUrl, count })),
  );
}

export async function tellBare(url: string, path: '/send' | '/cards', data: Json): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(60_000);
  const asked = { method: 'POST', headers, body: JSON.stringify(data), signal };
  const answer = await fetch(new URL(path, url), asked);
  if (!answer.ok) throw new Error(`the bare bot could not do ${path}: ${await answer.text()}`);
}
