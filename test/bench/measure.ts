/** All measurements with so many academies in the store. */
import { setTimeout as delay } from 'node:timers/promises';
import { storeFile } from '../../bot/config.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import { broadcast, cardOf, clicksFrom, crowd } from './acts.ts';
import type { Click } from './acts.ts';
import { COORDINATOR, importAcademies, PARTICIPANTS } from './crowd.ts';
import { drive, forMs, lineTo } from './load.ts';
import { countOperations } from './operations.ts';
import { actions } from './results.ts';
import type { Measured } from './results.ts';
import { compareClicks, compareSends, CONNECTIONS, tellBare } from './rounds.ts';
import type { Effort, Pair, Side } from './rounds.ts';
import { openSink } from './sink.ts';
import type { Sink } from './sink.ts';
import { median, quantile } from './stats.ts';
import { startBare, startFadder } from './subjects.ts';
import type { Subject } from './subjects.ts';

/** Beside a broadcast, fewer are at it. */
const BESIDE = 4;

/** What stands between the measurements of one store. */
interface Bench extends Pair {
  readonly bareUrl: string;
  readonly sink: Sink;
  readonly effort: Effort;
  readonly click: Click;
}

/** Into an empty folder: every number of academies begins with a store of its own. */
export async function measure(dataDir: string, academies: number, effort: Effort): Promise<Measured> {
  const store = await openEmbedded(storeFile(dataDir));
  await importAcademies(store, academies).finally(() => store.close());
  const sink = await openSink();
  try {
    const [fadder, bare] = [await startFadder(dataDir), await startBare(dataDir)];
    const underLoad = await withLoad({ fadder, bare, sink, effort });
    await Promise.all([fadder.stop(), bare.stop()]);
    return {
      academies,
      ...underLoad,
      startUp: await startUps(dataDir, effort.rounds),
      operations: await countAfresh(academies, sink),
    };
  } finally {
    await sink.close();
  }
}

/** In a store where nobody has done anything yet, so that the counts are the same in every run. */
async function countAfresh(academies: number, sink: Sink): Promise<Measured['operations']> {
  const store = await openEmbedded(':memory:');
  await importAcademies(store, academies);
  return countOperations(store, sink);
}

interface Both {
  readonly fadder: Subject;
  readonly bare: Subject;
  readonly sink: Sink;
  readonly effort: Effort;
}

async function withLoad({
  fadder,
  bare,
  sink,
  effort,
}: Both): Promise<Pick<Measured, 'rates' | 'sends' | 'p99' | 'memory'>> {
  const atRest = { bare: await bare.memory(), fadder: await fadder.memory() };
  const lines = { fadder: lineTo(fadder.url, CONNECTIONS), bare: lineTo(bare.url, CONNECTIONS) };
  const click = clicksFrom(sink.serviceUrl);
  const pair: Pair = {
    fadder: { line: lines.fadder, next: crowd(click), cpuMs: fadder.cpuMs },
    bare: { line: lines.bare, next: crowd(click), cpuMs: bare.cpuMs },
  };
  const bench: Bench = { ...pair, bareUrl: bare.url, sink, effort, click };
  try {
    await everybodyArrives(bench);
    await teachBare(bench);
    const rates = {
      'tasks.show': await compareClicks(bench, 'tasks.show', effort),
      'prompt.answer': await compareClicks(bench, 'prompt.answer', effort),
      'rsvp.set': await compareClicks(bench, 'rsvp.set', effort),
    };
    const sends = await compareSends(bench, bench, effort.rounds);
    const p99 = await latencies(bench);
    const [bareAfter, fadderAfter] = [await bare.memory(), await fadder.memory()];
    const memory = {
      bare: { atRest: atRest.bare, afterLoad: bareAfter },
      fadder: { atRest: atRest.fadder, afterLoad: fadderAfter },
    };
    return { rates, sends, p99, memory };
  } finally {
    lines.fadder.close();
    lines.bare.close();
  }
}

/** Those who have the app: the mentors have not come yet. A broadcast goes to the participants among them, and not to
 * the coordinator who wrote it. */
const EVERYBODY = [...PARTICIPANTS, COORDINATOR];
const QUIET_MS = 1500;
const LOOKS = 80;

/** Their first clicks, and what those cause to be sent, are no part of what is measured. */
async function everybodyArrives({ click, sink, fadder }: Bench): Promise<void> {
  let next = 0;
  const arrivals = () => click(EVERYBODY[next++] ?? COORDINATOR, { verb: 'help' });
  await drive(fadder.line, 8, arrivals, () => next >= EVERYBODY.length);
  for (let look = 0; look < LOOKS; look += 1) {
    const before = sink.taken();
    await delay(QUIET_MS);
    if (sink.taken() === before) return;
  }
  throw new Error('what arriving causes to be sent does not come to an end');
}

/** The bare bot answers with the very cards that Fadder does. */
async function teachBare({ fadder, bareUrl, sink, click }: Bench): Promise<void> {
  const cards: Record<string, Json> = {};
  for (const action of actions) cards[action] = cardOf(await fadder.line.post(fadder.next[action]()));
  const all = sink.more(PARTICIPANTS.length);
  await Promise.all([all, broadcast(fadder.line.post, click)]);
  await tellBare(bareUrl, '/cards', { ...cards, send: sink.lastCard() });
}

async function latencies(bench: Bench): Promise<Measured['p99']> {
  const { fadder, bare, effort } = bench;
  const of = async ({ line, next }: Side) =>
    (await drive(line, BESIDE, next['prompt.answer'], forMs(effort.ms))).latencies;
  const found = { bare: [] as number[], quiet: [] as number[], busy: [] as number[] };
  for (let round = 0; round < effort.rounds; round += 1) {
    found.bare.push(...(await of(bare)));
    found.quiet.push(...(await of(fadder)));
    found.busy.push(...(await besideABroadcast(bench)));
  }
  const p99 = (all: readonly number[]) => quantile(all, 0.99);
  return { bare: p99(found.bare), quiet: p99(found.quiet), duringBroadcast: p99(found.busy) };
}

async function besideABroadcast({ click, sink, fadder }: Bench): Promise<readonly number[]> {
  const { line, next } = fadder;
  let sent = false;
  const all = sink.more(PARTICIPANTS.length).finally(() => (sent = true));
  const busy = broadcast(line.post, click).then(() => drive(line, BESIDE, next['prompt.answer'], () => sent));
  const [driven] = await Promise.all([busy, all]);
  return driven.latencies;
}

async function startUps(dataDir: string, rounds: number): Promise<Measured['startUp']> {
  const timed = async (start: (dir: string) => Promise<Subject>): Promise<number> => {
    const subject = await start(dataDir);
    await subject.stop();
    return subject.startUpMs;
  };
  const found: Measured['startUp'][] = [];
  for (let round = 0; round < rounds; round += 1) {
    found.push({ bare: await timed(startBare), fadder: await timed(startFadder) });
  }
  return { bare: median(found.map(({ bare }) => bare)), fadder: median(found.map(({ fadder }) => fadder)) };
}
