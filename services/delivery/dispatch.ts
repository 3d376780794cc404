/** Sends what is due of one notice, lane by lane: those of the tenants whose sender this process is. */
import { stuckReasons } from '../domain/delivery.ts';
import type { Delivery, Notice, StuckReason } from '../domain/delivery.ts';
import { tenantId } from '../domain/ids.ts';
import type { TenantId } from '../domain/ids.ts';
import { addMilliseconds, SECOND } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import type { Stored } from '../store/port.ts';
import { readNotice } from '../usecases/ledger.ts';
import { isStopped } from '../usecases/stop.ts';
import type { DeliveryDeps } from './deps.ts';
import { atRest, Door } from './door.ts';
import { Lane } from './lane.ts';
import { isLaneBehind, markBehind } from './recall.ts';
import { sendChain } from './send.ts';
import { mayGoOn } from './way.ts';
import type { Dispatching, LaneWay } from './way.ts';

/** Requests under way at once in a lane: a crash leaves at most as many in doubt. */
const IN_FLIGHT = 8;
/** Deliveries read at once, and kept until it is their turn. */
const PAGE = 40;
/** Lanes worked on at once: bounds what is held in memory, leaves room beside a tenant that does not answer, and other
 * tenants to other processes. */
const LANES = 24;
/** Deliveries of a lane that wait for their turn to leave: those of another notice come in between. */
const AT_DOOR = 4;
/** How often the last ones of a lane are looked through for something that has fallen due meanwhile. */
const LOOK_AGAIN_MS = SECOND;
/** What is left of a notice: when the next delivery falls due, and whether another process is at some of it. */
export interface Left {
  readonly next?: Instant;
  readonly elsewhere: boolean;
  /** Why it is left. */
  readonly why?: StuckReason;
}

const NOTHING: Left = { elsewhere: false };
const ELSEWHERE: Left = { elsewhere: true, why: 'elsewhere' };

/** Sends all that is due now and this process's to send. Nothing is under way any more when it returns or rejects. */
export async function dispatch(by: Dispatching, notice: Notice): Promise<Left> {
  const lanes = new Door(LANES);
  const left = await atRest(inTurns(notice.lanes).map((name) => lanes.pass(() => runLane(by, notice, name))));
  const next = left.flatMap((one) => one.next ?? []).sort()[0];
  const why = stuckReasons.find((reason) => left.some((one) => one.why === reason));
  return {
    ...(next === undefined ? {} : { next }),
    elsewhere: left.some(({ elsewhere }) => elsewhere),
    ...(why ? { why } : {}),
  };
}

/** The first lane of each tenant, then the second: with more lanes than places no tenant waits for another one's end. */
export function inTurns(lanes: readonly string[]): readonly string[] {
  return lanes.toSorted((a, b) => shardIn(a) - shardIn(b));
}

const shardIn = (lane: string): number => Number(lane.slice(lane.lastIndexOf('/') + 1));
const tenantIn = (lane: string): TenantId => tenantId(lane.slice(0, lane.lastIndexOf('/')));

async function runLane(by: Dispatching, notice: Notice, name: string): Promise<Left> {
  const { deps, leases } = by;
  const lane = new Lane(deps, notice.academy, notice.id, name);
  const tenant = tenantIn(name);
  const first = await lane.firstOpen();
  const behind = await isLaneBehind(deps.store, notice, name);
  if (!first && !behind) return NOTHING;
  const sending = first?.state.state === 'sending' || (await lane.isSending());
  if (first && !behind && !sending && isLater(first.state, deps.wallNow()))
    return leftOf(deps, tenant, first);
  const owner = await leases.hold(tenant);
  if (!owner) return ELSEWHERE;
  by.atWork();
  if (sending) {
    const held = await lane.holdOrphans(owner, deps.wallNow());
    if (held > 0) deps.log.warn({ held }, 'deliveries that were being sent are held');
  }
  if (behind) await markBehind(deps.store, notice, name, deps.wallNow());
  const current = async () => (await readNotice(deps.store, notice.academy, notice.id))?.data ?? notice;
  await pump({ ...by, lane, tenant, owner, notice, current, door: new Door(AT_DOOR) });
  if (!by.stopping() && !leases.isHeld(tenant, owner.epoch)) return ELSEWHERE;
  const left = leftOf(deps, tenant, await lane.firstOpen());
  const opens = addMilliseconds(deps.wallNow(), deps.pace.tenantPauseMs(tenant));
  return left.next !== undefined && left.next < opens ? { ...left, next: opens } : left;
}

const isLater = (state: Delivery['state'], now: Instant): boolean =>
  state.state === 'pending' && state.dueAt > now;

/** What is being sent although this process has nothing under way is another one's, or is found out by the next look. */
function leftOf(deps: DeliveryDeps, tenant: TenantId, open: Delivery | undefined): Left {
  if (!open) return NOTHING;
  if (open.state.state !== 'pending') return ELSEWHERE;
  // A card that gathers waits as it is meant to: nothing keeps it.
  const gathers = open.content.kind === 'reminders' && open.content.day !== undefined;
  const why = deps.pace.restsWhy(tenant) ?? (gathers ? undefined : 'chat');
  return { next: open.state.dueAt, elsewhere: false, ...(why ? { why } : {}) };
}

/** Keeps so many recipients under way until nothing is due: one that is slow keeps its own place only. */
async function pump(by: LaneWay & { readonly current: () => Promise<Notice> }): Promise<void> {
  const { deps, lane } = by;
  const underWay = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  const start = (chain: Chain) => {
    const ended = sendChain(by, chain.docs)
      .catch((error: unknown) => failures.push(error))
      .then(() => void underWay.delete(chain.person));
    underWay.set(chain.person, ended);
  };
  let waiting: Chain[] = [];
  let lastLook = -Infinity;
  let exhausted = false;
  const goesOn = () => failures.length === 0 && mayGoOn(by);
  while (goesOn()) {
    const lookAgain = !exhausted || underWay.size === 0 || deps.ticks() - lastLook > LOOK_AGAIN_MS;
    if (waiting.length === 0 && lookAgain) {
      lastLook = deps.ticks();
      const notice = await by.current();
      const due = await lane.due(deps.wallNow(), PAGE);
      exhausted = due.length < PAGE;
      const wanted = due.filter(({ data }) => !isStopped(notice, data));
      waiting = inOrder(wanted).filter(({ person }) => !underWay.has(person));
    }
    while (underWay.size < IN_FLIGHT && goesOn()) {
      const chain = waiting.shift();
      if (!chain) break;
      start(chain);
    }
    if (underWay.size === 0) break;
    await Promise.race(underWay.values());
  }
  await Promise.all(underWay.values());
  if (failures.length > 0) throw failures[0];
}

interface Chain {
  readonly person: string;
  readonly docs: readonly Stored<Delivery>[];
}

/** Deliveries by recipient: what one person gets, they get in order. */
function inOrder(due: readonly Stored<Delivery>[]): Chain[] {
  const chains = new Map<string, Stored<Delivery>[]>();
  for (const doc of due) chains.set(doc.data.person, [...(chains.get(doc.data.person) ?? []), doc]);
  return [...chains].map(([person, chain]) => ({
    person,
    docs: chain.sort((a, b) => a.data.part - b.data.part),
  }));
}
