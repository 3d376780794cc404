/** The way of a lane: whether it may go on, and whose turn it is. */
import type { Delivery, DeliveryState, Notice } from '../domain/delivery.ts';
import type { TenantId } from '../domain/ids.ts';
import { addMilliseconds, SECOND } from '../domain/time.ts';
import type { Stored } from '../store/port.ts';
import type { DeliveryDeps, Owner } from './deps.ts';
import type { Door } from './door.ts';
import type { Lane } from './lane.ts';
import type { Leases } from './leases.ts';
import type { ChatAddress } from './messenger.ts';
import type { EndTurn } from './pace.ts';

/** A chat that asks for a longer pause is left for later, and does not keep others waiting. */
const SHORT_PAUSE_MS = SECOND;

export interface Dispatching {
  readonly deps: DeliveryDeps;
  readonly leases: Leases;
  /** Told when this process is the one that sends some of it. */
  readonly atWork: () => void;
  /** True when the process is to stop: what is claimed is finished, nothing new is. */
  readonly stopping: () => boolean;
}

/** One lane on its way, and as whose. */
export interface LaneWay extends Dispatching {
  readonly lane: Lane;
  readonly tenant: TenantId;
  readonly owner: Owner;
  readonly notice: Notice;
  /** To the pace: who has passed waits for nobody but it. */
  readonly door: Door;
}

/** Whether something new may be taken on. */
export function mayGoOn({ stopping, leases, tenant, owner, deps }: LaneWay): boolean {
  leases.use(tenant);
  return !stopping() && leases.isHeld(tenant, owner.epoch) && deps.pace.tenantPauseMs(tenant) === 0;
}

/** A delivery that is claimed, and whose request may leave. */
export interface Turn {
  readonly claimed: Stored<Delivery> & { data: { state: Extract<DeliveryState, { state: 'sending' }> } };
  readonly endTurn: EndTurn;
}

/** Waits until a request may leave for that chat, and claims the delivery for it. Undefined: not ours to send, or not
 * now. */
export async function takeTurn(
  by: LaneWay,
  doc: Stored<Delivery>,
  to: ChatAddress,
): Promise<Turn | DeliveryState | undefined> {
  const { deps } = by;
  const pauseMs = deps.pace.pauseMs(to);
  if (pauseMs > SHORT_PAUSE_MS && deps.pace.tenantPauseMs(to.tenant) === 0) return later(doc, deps, pauseMs);
  const endTurn = await deps.pace.turn(to);
  const claimed = await claim(by, doc).catch((error: unknown) => {
    endTurn();
    throw error;
  });
  if (!claimed) endTurn();
  return claimed && { claimed, endTurn };
}

function later({ data }: Stored<Delivery>, deps: DeliveryDeps, pauseMs: number): DeliveryState | undefined {
  const { state } = data;
  return state.state === 'pending'
    ? { ...state, dueAt: addMilliseconds(deps.wallNow(), pauseMs) }
    : undefined;
}

/** `sending` stands in the store before the request leaves: after a crash in between, the delivery is in doubt and held
 * instead of being sent twice. */
async function claim(by: LaneWay, doc: Stored<Delivery>): Promise<Turn['claimed'] | undefined> {
  const { deps, lane, leases, tenant, owner } = by;
  // While it waited for its turn the process may have been told to stop, and the pace with it: no burst at the end.
  if (!mayGoOn(by)) return undefined;
  const claimed = await lane.claim(doc, owner, deps.wallNow());
  if (!claimed || !isBeingSent(claimed)) return undefined;
  if (leases.isHeld(tenant, owner.epoch)) return claimed;
  // The process was paused in between, perhaps for long: somebody else may have held it, and it may have been sent again
  // by hand. Where not, it goes back.
  const { owner: _owner, epoch: _epoch, since: _since, ...kept } = claimed.data.state;
  await lane.settle(claimed, { ...kept, state: 'pending', dueAt: deps.wallNow() });
  return undefined;
}

function isBeingSent(doc: Stored<Delivery>): doc is Turn['claimed'] {
  return doc.data.state.state === 'sending';
}
