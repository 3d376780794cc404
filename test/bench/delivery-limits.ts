/** Teams' documented limits as a connector keeps them: what comes beyond is refused, and does not count. */
import { THREAD_LIMITS } from '../../services/rules/limits.ts';
import type { Limit } from '../../services/rules/limits.ts';

export interface Arrivals {
  /** On the clock that was given. */
  readonly first: number;
  readonly last: number;
  readonly requests: number;
}

export interface Limits {
  /** Undefined: taken. Otherwise after how many milliseconds one would be. */
  admit(conversation: string): number | undefined;
  readonly refused: () => number;
  /** What was taken, by tenant. */
  readonly taken: ReadonlyMap<string, Arrivals>;
}

/** Per app and tenant. Source: Teams' "Rate limiting for bots". */
export const TENANT_PER_SECOND = 50;

const TENANT_LIMITS: readonly Limit[] = [{ count: TENANT_PER_SECOND, ms: 1000 }];

/** The conversations of recipients say whose tenant they are in. */
export const chatIn = (tenant: string, number: number): string => `chat:${tenant}:${String(number)}`;
const tenantOf = (conversation: string): string => /^chat:([^:]+):/.exec(conversation)?.[1] ?? 'others';

export function documentedLimits(now: () => number = () => performance.now()): Limits {
  const times = new Map<string, number[]>();
  const taken = new Map<string, Arrivals>();
  let refused = 0;
  return {
    refused: () => refused,
    taken,
    admit(conversation) {
      const at = now();
      const tenant = tenantOf(conversation);
      const [ofTenant, ofChat] = [timesOf(times, `tenant ${tenant}`), timesOf(times, conversation)];
      const waitMs = Math.max(waitFor(ofTenant, TENANT_LIMITS, at), waitFor(ofChat, THREAD_LIMITS, at));
      if (waitMs > 0) {
        refused += 1;
        return waitMs;
      }
      ofTenant.push(at);
      ofChat.push(at);
      if (ofTenant.length > 10 * TENANT_PER_SECOND) ofTenant.splice(0, 9 * TENANT_PER_SECOND);
      const before = taken.get(tenant);
      taken.set(tenant, { first: before?.first ?? at, last: at, requests: (before?.requests ?? 0) + 1 });
      return undefined;
    },
  };
}

function timesOf(all: Map<string, number[]>, key: string): number[] {
  const known = all.get(key) ?? [];
  all.set(key, known);
  return known;
}

/** Until the oldest of those that fill a span has left it. */
function waitFor(times: readonly number[], limits: readonly Limit[], at: number): number {
  return limits.reduce((most, { count, ms }) => {
    const oldest = times.at(-count);
    return oldest === undefined ? most : Math.max(most, oldest + ms - at);
  }, 0);
}
