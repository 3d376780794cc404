/** Sends what is due of one notice: claim, render, send, record. */
import type { Delivery, DeliveryState, Notice } from '../domain/delivery.ts';
import type { Account, Person } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import type { Card } from '../domain/view.ts';
import { afterAnswer, meaningOf } from '../rules/outcome.ts';
import { StoreError } from '../store/port.ts';
import type { Stored } from '../store/port.ts';
import { depart, noteRefused } from '../usecases/arrive.ts';
import { tell } from '../usecases/contents.ts';
import { reachableAccount } from '../usecases/persons.ts';
import type { DeliveryDeps, Owner } from './deps.ts';
import { atRest, Door } from './door.ts';
import { Lane } from './lane.ts';
import { waitsUntil } from './turn.ts';

/** Requests under way at once in a lane: a crash leaves at most as many in doubt. */
const IN_FLIGHT = 8;
/** Lanes worked on at once: bounds what is held in memory, and leaves room beside a tenant that does not answer. */
const LANES = 24;
/** Deliveries of a notice that wait for their turn to leave: those of another notice come in between. */
const AT_DOOR = 4;

export interface Dispatching {
  readonly deps: DeliveryDeps;
  readonly owner: Owner;
  /** Rejects when another process has taken over: what is claimed is finished, nothing new is. */
  readonly check: (owner: Owner) => Promise<void>;
  /** True when the process is to stop: likewise. */
  readonly stopping: () => boolean;
}

/** One notice on its way. */
interface Way extends Dispatching {
  readonly door: Door;
}

/** Sends all that is due now. Returns when the next delivery of the notice is due; undefined: nothing is left. Nothing is
 * under way any more when it returns or rejects. */
export async function dispatch(by: Dispatching, notice: Notice): Promise<Instant | undefined> {
  const way: Way = { ...by, door: new Door(AT_DOOR) };
  const lanes = new Door(LANES);
  const next = await atRest(
    notice.lanes.map((name) =>
      lanes.pass(() => runLane(way, new Lane(by.deps, notice.academy, notice.id, name))),
    ),
  );
  return next.filter((at) => at !== undefined).sort()[0];
}

async function runLane(by: Way, lane: Lane): Promise<Instant | undefined> {
  const { deps, owner } = by;
  const orphans = await lane.holdOrphans(owner, deps.wallNow());
  if (orphans > 0) deps.log.warn({ held: orphans }, 'deliveries that were being sent are held');
  while (!by.stopping()) {
    const due = await lane.due(deps.wallNow(), IN_FLIGHT);
    if (due.length === 0) break;
    await by.check(owner);
    await atRest(inOrder(due).map((chain) => sendChain(by, lane, chain)));
  }
  return lane.nextDue();
}

/** Deliveries by recipient: what one person gets, they get in order. */
function inOrder(due: readonly Stored<Delivery>[]): readonly (readonly Stored<Delivery>[])[] {
  const chains = new Map<string, Stored<Delivery>[]>();
  for (const doc of due) chains.set(doc.data.person, [...(chains.get(doc.data.person) ?? []), doc]);
  return [...chains.values()].map((chain) => chain.sort((a, b) => a.data.part - b.data.part));
}

async function sendChain(by: Way, lane: Lane, chain: readonly Stored<Delivery>[]): Promise<void> {
  for (const doc of chain) {
    if (by.stopping()) return;
    const waits = await waitsUntil(by.deps, lane, doc.data, by.deps.wallNow());
    if (waits === undefined) await sendOne(by, lane, doc);
    else if (doc.data.state.state === 'pending') await lane.settle(doc, { ...doc.data.state, dueAt: waits });
  }
}

interface Ready {
  readonly person: Person;
  readonly account: Account;
  readonly card: Card;
  readonly to: { readonly serviceUrl: string; readonly conversationId: string };
}

async function sendOne(by: Way, lane: Lane, doc: Stored<Delivery>): Promise<void> {
  const { deps } = by;
  const leaving = await by.door.pass(() => makeReady(by, lane, doc));
  if (!leaving) return;
  if ('state' in leaving) return lane.settle(doc, leaving);
  const { claimed, ready } = leaving;
  const answer = await deps.messenger.post(ready.to, ready.card);
  const now = deps.wallNow();
  const state: DeliveryState =
    answer.result === 'accepted'
      ? sent(claimed.data, ready, answer.activityId, now)
      : afterAnswer(claimed.data.state, meaningOf(answer), now, deps.random());
  await noteOutcome(by, claimed.data, ready, state);
  await lane.settle(claimed, state);
}

interface Leaving {
  readonly claimed: Stored<Delivery> & { data: { state: Extract<DeliveryState, { state: 'sending' }> } };
  readonly ready: Ready;
}

/** Everything that can end a delivery before it is sent is found out before it is claimed. Undefined: not ours to send,
 * or not now. */
async function makeReady(
  by: Way,
  lane: Lane,
  doc: Stored<Delivery>,
): Promise<Leaving | DeliveryState | undefined> {
  const { deps, owner } = by;
  const ready = await prepare(by, doc.data);
  if ('state' in ready) return ready;
  await deps.pace.turn();
  // While it waited the process may have been told to stop, and the pace with it: no burst at the end.
  if (by.stopping()) return undefined;
  // `sending` stands in the store before the request leaves: after a crash in between, the delivery is in doubt and
  // held instead of being sent twice.
  const claimed = await lane.claim(doc, owner, deps.wallNow());
  return claimed && isBeingSent(claimed) ? { claimed, ready } : undefined;
}

function isBeingSent(doc: Stored<Delivery>): doc is Leaving['claimed'] {
  return doc.data.state.state === 'sending';
}

async function prepare(by: Way, delivery: Delivery): Promise<Ready | DeliveryState> {
  const { deps } = by;
  const at = deps.wallNow();
  const academy = await deps.academies.read(delivery.academy);
  if (!academy) return { state: 'skipped', reason: 'gone', at };
  const person = (await deps.persons.read(delivery.person))?.data;
  const account = person && reachableAccount(person);
  if (!person || !account) return { state: 'unreachable', reason: person ? 'removed' : 'notMet', at };
  const { serviceUrl, conversationId } = account;
  try {
    const telling = await tell(deps, academy, person, delivery.content);
    if ('skip' in telling) return { state: 'skipped', reason: telling.skip, at };
    const card = deps.render(telling.tell, person.language);
    return { person, account, card, to: { serviceUrl, conversationId } };
  } catch (error) {
    if (error instanceof StoreError) throw error;
    // A card that cannot be made will not be made by trying again, and must not keep those behind it waiting.
    const { notice } = delivery;
    deps.log.error({ academy: academy.id, notice, error: String(error) }, 'a card could not be made');
    return { state: 'dead', reason: 'notMade', at };
  }
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
  };
}

/** Before the outcome is recorded: after a crash in between it is noted for a delivery that is held, which is no harm;
 * the other way round it would not be noted at all. */
async function noteOutcome(
  by: Way,
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
    deps.log.warn({ academy, notice, error: String(error) }, 'that a person is not reached was not noted');
  });
}

/** What the outcome says about reaching the person; undefined: nothing new. */
function reachAfter(
  deps: DeliveryDeps,
  person: Person,
  account: Account,
  state: DeliveryState,
): Promise<void> | undefined {
  if (state.state === 'sent') return account.refused ? noteRefused(deps, person, account) : undefined;
  if (state.state !== 'unreachable') return undefined;
  const { reason } = state;
  // What an administrator turned off, an administrator turns on again, and no event tells: the chat is tried again.
  const passing = reason === 'disabledByAdmin' || reason === 'refused';
  return passing ? noteRefused(deps, person, account, reason) : depart(deps, person, account, reason);
}
