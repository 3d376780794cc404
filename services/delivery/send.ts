/** One delivery on its way: made ready, claimed, sent, recorded. */
import type { Delivery, DeliveryState, Notice } from '../domain/delivery.ts';
import type { TenantId } from '../domain/ids.ts';
import type { Account, Person } from '../domain/people.ts';
import { addMilliseconds, milliseconds, SECOND } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import type { Card } from '../domain/view.ts';
import { afterAnswer, meaningOf } from '../rules/outcome.ts';
import { StoreError } from '../store/port.ts';
import type { Stored } from '../store/port.ts';
import type { Academy } from '../usecases/academies.ts';
import { toldOnArrival } from '../usecases/arrive.ts';
import { tell } from '../usecases/contents.ts';
import { reachableAccount } from '../usecases/persons.ts';
import type { DeliveryDeps, Owner } from './deps.ts';
import type { Door } from './door.ts';
import type { Lane } from './lane.ts';
import type { Leases } from './leases.ts';
import type { ChatAddress } from './messenger.ts';
import type { EndTurn } from './pace.ts';
import { chatWith } from './first-contact.ts';
import { reachAfter } from './reach.ts';
import { waitsUntil } from './turn.ts';

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

/** What one recipient gets, in order. */
export async function sendChain(by: LaneWay, chain: readonly Stored<Delivery>[]): Promise<void> {
  for (const doc of chain) {
    if (!mayGoOn(by)) return;
    const waits = await waitsUntil(by.deps, by.lane, doc.data, by.deps.wallNow());
    if (waits === undefined) await sendOne(by, doc);
    else await putOff(by, doc, waits);
  }
}

async function putOff({ lane }: LaneWay, doc: Stored<Delivery>, dueAt: Instant): Promise<void> {
  if (doc.data.state.state === 'pending') await lane.settle(doc, { ...doc.data.state, dueAt });
}

interface Ready {
  readonly academy: Academy;
  readonly person: Person;
  readonly account: Account;
  readonly card: Card;
  readonly to: ChatAddress;
}

async function sendOne(by: LaneWay, doc: Stored<Delivery>): Promise<void> {
  const { deps, lane } = by;
  const leaving = await by.door.pass(() => makeReady(by, doc));
  if (!leaving) return;
  if ('state' in leaving) return lane.settle(doc, leaving);
  const { claimed, ready, endTurn } = leaving;
  const answer = await deps.messenger.post(ready.to, ready.card);
  endTurn(answer);
  const now = deps.wallNow();
  const state: DeliveryState =
    answer.result === 'accepted'
      ? sent(claimed.data, ready, answer.activityId, now)
      : afterAnswer(claimed.data.state, meaningOf(answer), now, deps.random(), by.notice.whenUncertain);
  if (state.state === 'unreachable' && state.reason === 'chatGone') {
    await lane.settle(claimed, await withoutChat(deps, claimed.data, ready, state));
    return;
  }
  await noteOutcome(by, claimed.data, ready, state);
  await lane.settle(claimed, state);
  if (state.state === 'sent') noteLateness(by, doc.data, ready, now);
}

/** A demonstration's clock leaps, and a card of the day waits as it is meant to. */
function noteLateness({ deps, notice }: LaneWay, delivery: Delivery, { academy }: Ready, now: Instant): void {
  if (academy.programme.demo) return;
  const { content, state } = delivery;
  const gathered = content.kind === 'reminders' && content.day !== undefined && state.state === 'pending';
  const dueAt = gathered ? state.dueAt : (notice.reopenedAt ?? notice.dueAt);
  deps.trail?.sent(Math.max(0, milliseconds(now) - milliseconds(dueAt)));
}

/** Forgets the chat that is gone, so that the next attempt opens one; where that helps nothing the person is out of reach. */
async function withoutChat(
  deps: DeliveryDeps,
  { state }: Leaving['claimed']['data'],
  { person, account }: Ready,
  gone: Extract<DeliveryState, { state: 'unreachable' }>,
): Promise<DeliveryState> {
  await deps.persons.setChat(person.id, account, undefined);
  const { attempt, maybeTwice, again } = state;
  const kept = { ...(maybeTwice ? { maybeTwice } : {}), ...(again ? { again } : {}) };
  if (!state.anew) return { state: 'pending', dueAt: gone.at, attempt: attempt + 1, anew: true, ...kept };
  await reachAfter(deps, person, account, gone);
  return gone;
}

interface Leaving {
  readonly claimed: Stored<Delivery> & { data: { state: Extract<DeliveryState, { state: 'sending' }> } };
  readonly ready: Ready;
  readonly endTurn: EndTurn;
}

/** Everything that can end a delivery before it is sent is found out before it is claimed. Undefined: not ours to send,
 * or not now. */
async function makeReady(by: LaneWay, doc: Stored<Delivery>): Promise<Leaving | DeliveryState | undefined> {
  const { deps } = by;
  const told = await prepare(by, doc.data);
  if ('state' in told) return told;
  const to = await chatWith(deps, doc.data, told, () => mayGoOn(by));
  if (!to || 'state' in to) return to;
  const ready: Ready = { ...told, to };
  const pauseMs = deps.pace.pauseMs(to);
  if (pauseMs > SHORT_PAUSE_MS && deps.pace.tenantPauseMs(to.tenant) === 0) return later(doc, deps, pauseMs);
  const endTurn = await deps.pace.turn(to);
  const claimed = await claim(by, doc).catch((error: unknown) => {
    endTurn();
    throw error;
  });
  if (!claimed) endTurn();
  return claimed && { claimed, ready, endTurn };
}

function later({ data }: Stored<Delivery>, deps: DeliveryDeps, pauseMs: number): DeliveryState | undefined {
  const { state } = data;
  return state.state === 'pending'
    ? { ...state, dueAt: addMilliseconds(deps.wallNow(), pauseMs) }
    : undefined;
}

/** `sending` stands in the store before the request leaves: after a crash in between, the delivery is in doubt and held
 * instead of being sent twice. */
async function claim(by: LaneWay, doc: Stored<Delivery>): Promise<Leaving['claimed'] | undefined> {
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

function isBeingSent(doc: Stored<Delivery>): doc is Leaving['claimed'] {
  return doc.data.state.state === 'sending';
}

async function prepare(by: LaneWay, delivery: Delivery): Promise<Omit<Ready, 'to'> | DeliveryState> {
  const { deps } = by;
  const at = deps.wallNow();
  const academy = await deps.academies.read(delivery.academy);
  if (!academy) return { state: 'skipped', reason: 'gone', at };
  const person = (await deps.persons.read(delivery.person))?.data;
  const account = person && reachableAccount(person, deps.served);
  if (!person || !account) return { state: 'unreachable', reason: person ? 'removed' : 'notMet', at };
  if (!deps.served(account.tenant)) return notServed(deps, person, account);
  try {
    if (await toldOnArrival(deps, delivery)) return { state: 'skipped', reason: 'told', at };
    const telling = await tell(deps, academy, person, delivery.content);
    if ('skip' in telling) return { state: 'skipped', reason: telling.skip, at };
    return { academy, person, account, card: deps.render(telling.tell, person.language) };
  } catch (error) {
    if (error instanceof StoreError) throw error;
    // A card that cannot be made will not be made by trying again, and must not keep those behind it waiting.
    const { notice } = delivery;
    deps.log.error({ academy: academy.id, notice, error }, 'a card could not be made');
    return { state: 'dead', reason: 'notMade', at };
  }
}

/** The tenant was served once. It may be again, and no event tells: then what is sent says that the person is reached. */
async function notServed(deps: DeliveryDeps, person: Person, account: Account): Promise<DeliveryState> {
  const state = { state: 'unreachable', reason: 'notServed', at: deps.wallNow() } as const;
  if (!account.refused) await reachAfter(deps, person, account, state);
  return state;
}

function sent(
  delivery: Leaving['claimed']['data'],
  ready: Ready,
  activityId: string,
  at: Instant,
): DeliveryState {
  return {
    state: 'sent',
    activityId,
    conversationId: ready.to.conversationId,
    language: ready.person.language,
    at,
    ...(delivery.state.maybeTwice ? { maybeTwice: true } : {}),
    ...(delivery.state.again ? { again: delivery.state.again } : {}),
  };
}

/** Before the outcome is recorded: after a crash in between it is noted for a delivery that is held, which is no harm;
 * the other way round it would not be noted at all. */
async function noteOutcome(
  by: LaneWay,
  delivery: Delivery,
  { person: recipient, account }: Ready,
  state: DeliveryState,
): Promise<void> {
  const { deps } = by;
  const { academy, notice, person } = delivery;
  if (state.state === 'dead' || state.state === 'held') {
    deps.log.warn({ academy, notice, person, ...state }, 'a delivery was not confirmed');
  }
  const noting = reachAfter(deps, recipient, account, state);
  await noting?.catch((error: unknown) => {
    // The outcome itself must be recorded all the same.
    deps.log.warn({ academy, notice, error }, 'that a person is not reached was not noted');
  });
}
