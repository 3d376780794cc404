/** A Teams on the loopback address that keeps the documented limits, fails as it is told to, and counts what each
 * conversation really got. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Call } from '../../deploy/local/teams/connector.ts';
import { settle } from '../../deploy/local/teams/faults.ts';
import type { Fault, Outcome } from '../../deploy/local/teams/faults.ts';
import { listen } from '../../deploy/local/teams/server.ts';
import { THREAD_LIMITS } from '../../services/rules/limits.ts';
import type { Limit } from '../../services/rules/limits.ts';

export interface CountingTeams {
  readonly serviceUrl: string;
  /** Messages by conversation. */
  readonly received: ReadonlyMap<string, number>;
  readonly total: () => number;
  /** Messages in whose way a fault was put. */
  readonly troubled: () => number;
  /** Messages that came faster than the limits allow; they were answered with 429. */
  readonly tooFast: () => number;
  /** Resolves when so many messages have been taken in all. */
  reached(total: number): Promise<void>;
  close(): Promise<void>;
}

export interface TeamsOptions {
  readonly tenantOf: (conversation: string) => string;
  readonly tenantPerSecond: number;
  /** What is put in the way of the nth message; undefined: nothing. */
  readonly fault: (nth: number) => Fault | undefined;
}

/** So long is every message on its way: a process that is killed has some under way. */
const DELAY_MS = 15;

export const tooManyRequests = (seconds: number): Fault => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: { error: { code: 'TooManyRequests', message: 'Too many requests.' } },
});

export async function countingTeams(options: TeamsOptions): Promise<CountingTeams> {
  const received = new Map<string, number>();
  const waiting = new Set<() => void>();
  const gate = limits(options);
  let [asked, troubled, tooFast, total] = [0, 0, 0, 0];
  const accept = ({ conversation }: Call) => {
    total += 1;
    received.set(conversation, (received.get(conversation) ?? 0) + 1);
    for (const look of waiting) look();
    return { status: 201, body: { id: String(total) } };
  };
  const faultFor = ({ conversation }: Call): Fault | undefined => {
    if (!gate(conversation)) {
      tooFast += 1;
      return tooManyRequests(1);
    }
    const fault = options.fault((asked += 1));
    if (fault !== undefined) troubled += 1;
    return fault;
  };
  const server = await listen(0, async (call): Promise<Outcome> => {
    if (call.operation !== 'send') return { status: 200, body: {} };
    // Taken, or not, when it comes: whether or not anybody is left to hear the answer.
    const outcome = await settle(faultFor(call), () => accept(call));
    await delay(DELAY_MS);
    return outcome;
  });
  return {
    serviceUrl: `http://127.0.0.1:${String(server.port)}`,
    received,
    total: () => total,
    troubled: () => troubled,
    tooFast: () => tooFast,
    reached: (goal) =>
      new Promise((resolve) => {
        const look = () => {
          if (total < goal) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () => server.close(),
  };
}

/** Whether one more message may come; counted by conversation and by tenant. */
function limits({ tenantOf, tenantPerSecond }: TeamsOptions): (conversation: string) => boolean {
  const arrivals = new Map<string, number[]>();
  const allowed = (name: string, rules: readonly Limit[], now: number): boolean => {
    const times = arrivals.get(name) ?? [];
    arrivals.set(name, times);
    const room = rules.every(({ count, ms }) => times.filter((at) => at > now - ms).length < count);
    times.push(now);
    return room;
  };
  return (conversation) => {
    const now = performance.now();
    const chat = allowed(`chat ${conversation}`, THREAD_LIMITS, now);
    const tenant = allowed(`tenant ${tenantOf(conversation)}`, [{ count: tenantPerSecond, ms: 1000 }], now);
    return chat && tenant;
  };
}
