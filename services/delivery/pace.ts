/** How fast requests leave: no chat and no tenant gets more than the platform takes, and one that asks for a pause gets
 * it. Counted over requests, whatever they are: cards, updates, first contacts. */
import { LRUCache } from 'lru-cache';
import type { SendResult } from '../domain/delivery.ts';
import type { TenantId } from '../domain/ids.ts';
import { SECOND } from '../domain/time.ts';
import { afterResult, HEALTHY, isDoubtful, signInAfter, signInRestMs } from '../rules/health.ts';
import type { Health, RestReason } from '../rules/health.ts';
import { LONGEST_ASKED_MS } from '../rules/outcome.ts';
import { freeAt, mattering } from '../rules/limits.ts';
import type { Limit } from '../rules/limits.ts';
import { Door } from './door.ts';

/** Whom a request goes to. */
export interface Chat {
  readonly tenant: TenantId;
  readonly conversationId: string;
}

export interface Pace {
  /** Resolves when one more request may leave, and counts it. A reply waits for the limits alone: who is there to be
   * answered can be written to, whatever is thought of their tenant. */
  turn(to: Chat, what?: 'reply'): Promise<EndTurn>;
  /** Milliseconds for which nothing should be sent there, as far as is known; 0: it may. */
  pauseMs(to: Chat): number;
  /** The same for the tenant as a whole. */
  tenantPauseMs(tenant: TenantId): number;
  /** Why the tenant rests; undefined: it does not. */
  restsWhy(tenant: TenantId): RestReason | 'signIn' | undefined;
}

/** To be called once, when the request has been answered; without an answer where it was not made after all. */
export type EndTurn = (answer?: SendResult) => void;

export interface PaceLimits {
  readonly thread: readonly Limit[];
  readonly tenantPerSecond: number;
}

/** Chats remembered. The one used longest ago is forgotten first: at the documented pace of a tenant it has then been
 * quiet for minutes. */
const CHATS = 20_000;

interface Spent {
  /** Of earlier requests, oldest first. */
  readonly times: number[];
  restsUntil: number;
}

interface Tenant {
  readonly times: number[];
  health: Health;
  underWay: number;
  /** One after the other, in the order in which they came. */
  readonly door: Door;
}

/**
 * @param now milliseconds on a clock that only goes forward: one that is set back would stop all sending
 * @param alarm called once when the bot is no longer let in, and again only after it was
 */
export function limitedPace(
  limits: PaceLimits,
  now: () => number,
  sleep: (ms: number) => Promise<void>,
  alarm: () => void = () => undefined,
): Pace {
  const tenantLimits = [{ count: limits.tenantPerSecond, ms: SECOND }];
  const chats = new LRUCache<string, Spent>({ max: CHATS });
  const tenants = new Map<TenantId, Tenant>();
  const signIn = watchSignIn(now, alarm);

  const chatOf = ({ tenant, conversationId }: Chat): Spent => {
    const key = `${tenant} ${conversationId}`;
    const known = chats.get(key) ?? { times: [], restsUntil: 0 };
    chats.set(key, known);
    return known;
  };
  const tenantOf = (id: TenantId): Tenant => {
    const known = tenants.get(id) ?? newTenant();
    tenants.set(id, known);
    return known;
  };
  const tenantRest = (id: TenantId): number =>
    Math.max(tenantOf(id).health.rest?.until ?? 0, signIn.restsUntil()) - now();
  const until = waiting(now, sleep);

  return {
    async turn(to, what) {
      const chat = chatOf(to);
      const tenant = tenantOf(to.tenant);
      const chatFree = () => Math.max(chat.restsUntil, freeAt(chat.times, limits.thread, now()));
      const tenantWell = () =>
        what === 'reply' ? now() : Math.max(signIn.restsUntil(), tenantFree(tenant, now()));
      const chatAndTenant = () => Math.max(chatFree(), tenantWell());
      /** Waits for nothing but the tenant's count while it stands in the door: a chat or a tenant that rests keeps nobody
       * behind it waiting. Undefined: meanwhile there is something to wait for again. */
      const pass = (ended: boolean) => async (): Promise<number | undefined> => {
        await until(() => freeAt(tenant.times, tenantLimits, now()));
        // The clock goes on between two looks at it: what is free by now was so before this look.
        const free = chatAndTenant();
        const at = now();
        if (!ended && free > at) return undefined;
        note(chat.times, at, limits.thread);
        note(tenant.times, at, tenantLimits);
        tenant.underWay += 1;
        return at;
      };
      let left: number | undefined;
      // At the end every wait is over at once, and whoever waited sees for themselves that nothing may leave.
      while (left === undefined) left = await tenant.door.pass(pass(!(await until(chatAndTenant))));
      const turned = left;
      return (answer) => {
        tenant.underWay -= 1;
        for (const times of [chat.times, tenant.times]) noteArrival(times, turned, now());
        if (!answer) return;
        signIn.heard(answer, turned);
        tenant.health = afterResult(tenant.health, to.conversationId, answer, now(), turned);
        if (answer.result === 'refused' && answer.retryAfterMs !== undefined)
          chat.restsUntil = now() + Math.min(answer.retryAfterMs, LONGEST_ASKED_MS);
      };
    },
    pauseMs: (to) => Math.max(0, chatOf(to).restsUntil - now(), tenantRest(to.tenant)),
    tenantPauseMs: (id) => Math.max(0, tenantRest(id)),
    restsWhy: (id) => (signIn.restsUntil() > now() ? 'signIn' : restOf(tenantOf(id), now())),
  };
}

/** Waits until a moment that may move meanwhile; says whether it has come. Ends early when all sending is to stop:
 * whoever waited sees that for themselves. */
function waiting(now: () => number, sleep: (ms: number) => Promise<void>) {
  return async (at: () => number): Promise<boolean> => {
    for (let rounds = 0; at() > now() && rounds < ROUNDS; rounds += 1) await sleep(at() - now());
    return at() <= now();
  };
}

/** What the answers say of the bot's own being let in, which concerns every tenant. */
function watchSignIn(now: () => number, alarm: () => void) {
  let failures = 0;
  let since = -Infinity;
  let until = 0;
  return {
    restsUntil: () => until,
    /** @param left when the request left */
    heard: (answer: SendResult, left: number): void => {
      const says = signInAfter(answer);
      // Of requests that were under way together, the first one speaks for all.
      if (says === undefined || left <= since) return;
      if (says === 'trouble' && failures === 0) alarm();
      failures = says === 'trouble' ? failures + 1 : 0;
      since = now();
      until = failures > 0 ? now() + signInRestMs(failures) : 0;
    },
  };
}

/** A clock that does not move while one sleeps must not keep anybody for ever. */
const ROUNDS = 1000;

/** How long somebody waits to see whether the one request has been answered that finds out how a tenant is. */
const PROBE_MS = 200;

const newTenant = (): Tenant => ({
  times: [],
  health: HEALTHY,
  underWay: 0,
  door: new Door(1),
});

/** Keeps what matters; now and then, so that it costs nothing. */
function note(times: number[], at: number, limits: readonly Limit[]): void {
  times.push(at);
  const most = mattering(limits);
  if (times.length > 2 * most) times.splice(0, times.length - most);
}

function restOf({ health: { rest } }: Tenant, now: number): RestReason | undefined {
  return rest && rest.until > now ? rest.why : undefined;
}

/** A request counts from its answer on. It arrived at some moment before that: between a turn and an arrival lie a write
 * to the store and the network, and what was slow on its way must not be met there by what was quick. */
function noteArrival(times: number[], left: number, answered: number): void {
  const index = times.indexOf(left);
  if (index < 0) return;
  times.splice(index, 1);
  times.push(answered);
}

/** When the tenant is well enough to be written to. */
function tenantFree({ health, underWay }: Tenant, now: number): number {
  const probing = isDoubtful(health) && underWay > 0 ? now + PROBE_MS : now;
  return Math.max(probing, health.rest?.until ?? 0);
}
