/** People at their clients, as many at a time as asked, each with a connection of its own that stays open. */
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Json } from '../../deploy/local/teams/json.ts';

/** An answer that takes longer than this is a failure of the run. */
const PATIENCE_MS = 30_000;

export interface Driven {
  readonly perSecond: number;
  /** Of each activity, in milliseconds. */
  readonly latencies: readonly number[];
}

/** Posts an activity; resolves with the parsed answer, rejects where that is not a 200. */
export type Post = (activity: Json) => Promise<unknown>;

export interface Line {
  readonly post: Post;
  close(): void;
}

export function lineTo(url: string, connections: number): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    post: (activity) => posted(agent, url, activity),
    close: () => {
      agent.destroy();
    },
  };
}

/** Keeps `connections` activities under way until `enough` says so. */
export async function drive(
  { post }: Line,
  connections: number,
  next: () => Json,
  enough: () => boolean,
): Promise<Driven> {
  const latencies: number[] = [];
  const start = performance.now();
  const client = async () => {
    while (!enough()) {
      const sent = performance.now();
      await post(next());
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  return { perSecond: (latencies.length * 1000) / (performance.now() - start), latencies };
}

/** So many activities a second, whether or not the ones before have been answered. */
export async function driveAt(
  { post }: Line,
  perSecond: number,
  next: () => Json,
  enough: () => boolean,
): Promise<Driven> {
  const latencies: number[] = [];
  const underWay: Promise<void>[] = [];
  const start = performance.now();
  const one = async () => {
    const sent = performance.now();
    await post(next());
    latencies.push(performance.now() - sent);
  };
  while (!enough()) {
    const made = one();
    // A failure is thrown below, when all have been answered.
    made.catch(() => undefined);
    underWay.push(made);
    const due = start + (underWay.length * 1000) / perSecond;
    await delay(Math.max(0, due - performance.now()));
  }
  await Promise.all(underWay);
  return { perSecond: (latencies.length * 1000) / (performance.now() - start), latencies };
}

/** For `drive`: until so many milliseconds from now. */
export function forMs(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() >= end;
}

function posted(agent: Agent, url: string, activity: Json): Promise<unknown> {
  const body = JSON.stringify(activity);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers, timeout: PATIENCE_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (response.statusCode === 200) resolve(text === '' ? undefined : JSON.parse(text));
        else reject(new Error(`${String(response.statusCode)} ${text}`));
      });
    });
    sent.on('error', reject);
    sent.on('timeout', () => sent.destroy(new Error('no answer to a click')));
    sent.end(body);
  });
}
