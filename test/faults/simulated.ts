/** A Teams of one's own to deliver to, in virtual time: it keeps the documented limits and counts what everybody got. */
import type { SendResult } from '../../services/domain/delivery.ts';
import { instant } from '../../services/domain/time.ts';
import type { Engine } from '../../services/delivery/engine.ts';
import { limitedPace } from '../../services/delivery/pace.ts';
import { THREAD_LIMITS } from '../../services/rules/limits.ts';
import { AGENDA, agenda } from '../../services/store/documents-agenda.ts';
import type { AgendaEntry } from '../../services/store/documents-agenda.ts';
import { accepted, aDeliveryWorld } from '../helpers/delivery-world.ts';
import type { World } from '../helpers/delivery-world.ts';
import { aRosterEntry } from '../helpers/builders.ts';
import { anOrganisation, aProgramme } from '../helpers/programme.ts';
import { virtualTime } from '../helpers/virtual-time.ts';
import type { VirtualTime } from '../helpers/virtual-time.ts';
import { organisationId } from '../../services/domain/ids.ts';

/** What is put in a request's way; undefined: it is taken. `taken`: answered so after it has been taken. */
export interface Fault {
  readonly answer: SendResult;
  readonly taken?: boolean;
}

export interface Simulated {
  readonly world: World;
  readonly time: VirtualTime;
  /** How often each recipient got the card. */
  readonly received: ReadonlyMap<string, number>;
  /** When each got it first, in milliseconds. */
  readonly receivedAt: ReadonlyMap<string, number>;
  /** Requests that came faster than the documented limits allow. */
  readonly tooFast: () => number;
  readonly requests: () => number;
  /** Sends until nothing is left, whatever the waits between. */
  run(): Promise<void>;
}

export interface SimulatedOptions {
  readonly recipients: number;
  readonly tenants?: number;
  /** Milliseconds until the answer to a request. */
  readonly delayMs?: (to: string) => number;
  readonly fault?: (to: string, nth: number, now: number) => Fault | undefined;
  /** Between 0 and 1. */
  readonly chance?: () => number;
  readonly whenUncertain?: 'hold';
  /** Of the pace that is kept; the documented one by default. */
  readonly tenantPerSecond?: number;
}

export const tenantOfName = (name: string, tenants: number): string =>
  `tenant-${String(Number(name.slice(1)) % tenants)}`;

export const tooMany = (retryAfterMs?: number): Fault => ({
  answer: { result: 'refused', status: 429, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
});

/** The documented tenant limit. */
const PER_SECOND = 50;
const DAY_MS = 86_400_000;

export async function simulated(options: SimulatedOptions): Promise<Simulated> {
  const { recipients, tenants = 1, delayMs = () => 50, fault, chance = () => 0.5 } = options;
  const organisation = organisationId('org');
  const { mentor: _, ...alone } = anOrganisation({ id: organisation });
  const entries = Array.from({ length: recipients }, (_unused, n) =>
    aRosterEntry({ name: `p${String(n)}`, address: `p${String(n)}@big.example`, organisation }),
  );
  const programme = aProgramme({ organisations: [alone] });
  const world = await aDeliveryWorld({
    programme,
    entries,
    tenantOf: (name) => tenantOfName(name, tenants),
  });
  const begin = world.now;
  const time = virtualTime((now) => {
    world.now = begin + now;
    world.ticks = now;
  });
  const received = new Map<string, number>();
  const receivedAt = new Map<string, number>();
  const perTenant = new Map<string, number[]>();
  let [tooFast, requests] = [0, 0];
  world.answer = async ({ to }) => {
    requests += 1;
    const arrived = perTenant.get(tenantOfName(to, tenants)) ?? [];
    perTenant.set(tenantOfName(to, tenants), arrived);
    const now = time.now();
    if (arrived.filter((at) => at > now - 1000).length >= PER_SECOND) tooFast += 1;
    arrived.push(now);
    const nth = requests;
    const inTheWay = fault?.(to, nth, now);
    await time.sleep(delayMs(to));
    if (!inTheWay || inTheWay.taken) {
      received.set(to, (received.get(to) ?? 0) + 1);
      if (!receivedAt.has(to)) receivedAt.set(to, time.now());
    }
    return inTheWay ? inTheWay.answer : accepted(nth);
  };
  const sleep = (ms: number) => time.sleep(ms);
  const limits = { thread: THREAD_LIMITS, tenantPerSecond: options.tenantPerSecond ?? PER_SECOND };
  const pace = limitedPace(limits, () => time.now(), sleep);
  const engine = world.engine('one', { pace, sleep, random: chance });
  const { whenUncertain } = options;
  await world.tell({ ...(whenUncertain ? { whenUncertain } : {}) });
  return {
    world,
    time,
    received,
    receivedAt,
    tooFast: () => tooFast,
    requests: () => requests,
    run: () => runToEnd(world, engine, time),
  };
}

/** Works, and lets time pass to the next thing on the agenda, for a day at most. */
async function runToEnd(world: World, engine: Engine, time: VirtualTime): Promise<void> {
  while (time.now() < DAY_MS) {
    await time.play(engine.runDue());
    const page = await world.store.query<AgendaEntry>({ pk: AGENDA, type: agenda.type, limit: 50 });
    const next = page.docs.find(({ data }) => data.notice === 'notice');
    if (!next) return;
    const now = instant(world.now);
    time.pass(Math.max(1, Date.parse(next.data.dueAt) - Date.parse(now)));
  }
}
