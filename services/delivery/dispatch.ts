/** Sends what is due of one notice: claim, render, send, record. */
import type { Delivery, DeliveryState, Notice } from '../domain/delivery.ts';
import type { Person } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import type { Card } from '../domain/view.ts';
import { afterAnswer, meaningOf } from '../rules/outcome.ts';
import type { Stored } from '../store/port.ts';
import type { Academy } from '../usecases/academies.ts';
import { tell } from '../usecases/contents.ts';
import { reachableAccount } from '../usecases/persons.ts';
import { noteReach } from '../usecases/reach.ts';
import type { DeliveryDeps, Owner } from './deps.ts';
import { Lane } from './lane.ts';

/** Requests under way at once in a lane: a crash leaves at most as many in doubt. */
const IN_FLIGHT = 8;

export interface Dispatching {
  readonly deps: DeliveryDeps;
  readonly academy: Academy;
  readonly owner: Owner;
  /** True when the process is to stop: what is claimed is finished, nothing new is. */
  readonly stopping: () => boolean;
}

/** Sends all that is due now. Returns when the next delivery of the notice is due; undefined: nothing is left. */
export async function dispatch(by: Dispatching, notice: Notice): Promise<Instant | undefined> {
  const lanes = notice.lanes.map((lane) => new Lane(by.deps.store, notice.academy, notice.id, lane));
  const next = await Promise.all(lanes.map((lane) => runLane(by, lane)));
  return next.filter((at) => at !== undefined).sort()[0];
}

async function runLane(by: Dispatching, lane: Lane): Promise<Instant | undefined> {
  const { deps, owner } = by;
  const orphans = await lane.holdOrphans(owner, deps.wallNow());
  if (orphans > 0) deps.log.warn({ held: orphans }, 'deliveries of a stopped process are held');
  while (!by.stopping()) {
    const due = await lane.due(deps.wallNow(), IN_FLIGHT);
    if (due.length === 0) break;
    await Promise.all(inOrder(due).map((chain) => sendChain(by, lane, chain)));
  }
  return lane.nextDue();
}

/** Deliveries by recipient: what one person gets, they get in order. */
function inOrder(due: readonly Stored<Delivery>[]): readonly (readonly Stored<Delivery>[])[] {
  const chains = new Map<string, Stored<Delivery>[]>();
  for (const doc of due) chains.set(doc.data.person, [...(chains.get(doc.data.person) ?? []), doc]);
  return [...chains.values()].map((chain) => chain.sort((a, b) => a.data.part - b.data.part));
}

async function sendChain(by: Dispatching, lane: Lane, chain: readonly Stored<Delivery>[]): Promise<void> {
  for (const doc of chain) {
    if (by.stopping()) return;
    const state = await sendOne(by, lane, doc);
    // What was to follow waits for its turn behind it.
    if (state?.state === 'pending') return;
  }
}

interface Ready {
  readonly person: Person;
  readonly card: Card;
  readonly to: { readonly serviceUrl: string; readonly conversationId: string };
}

async function sendOne(
  by: Dispatching,
  lane: Lane,
  doc: Stored<Delivery>,
): Promise<DeliveryState | undefined> {
  const { deps, owner } = by;
  const ready = await prepare(by, doc.data);
  if ('state' in ready) {
    await lane.settle(doc, ready);
    return ready;
  }
  await deps.pace.turn();
  // `sending` stands in the store before the request leaves: after a crash in between, the delivery is in doubt and
  // held instead of being sent twice.
  const claimed = await lane.claim(doc, owner, deps.wallNow());
  if (claimed?.data.state.state !== 'sending') return undefined;
  const answer = await deps.messenger.post(ready.to, ready.card);
  const now = deps.wallNow();
  const state: DeliveryState =
    answer.result === 'accepted'
      ? sent(claimed.data, ready, answer.activityId, now)
      : afterAnswer(claimed.data.state, meaningOf(answer), now, deps.random());
  await lane.settle(claimed, state);
  await followUp(by, claimed.data, state);
  return state;
}

/** Everything that can end a delivery before it is sent is found out before it is claimed. */
async function prepare(by: Dispatching, delivery: Delivery): Promise<Ready | DeliveryState> {
  const { deps, academy } = by;
  const at = deps.wallNow();
  const person = (await deps.persons.read(delivery.person))?.data;
  const account = person && reachableAccount(person);
  if (!person || !account) return { state: 'unreachable', reason: person ? 'removed' : 'notMet', at };
  const telling = await tell(deps, academy, person, delivery.content);
  if ('skip' in telling) return { state: 'skipped', reason: telling.skip, at };
  const { serviceUrl, conversationId } = account;
  return { person, card: deps.render(telling.tell, person.language), to: { serviceUrl, conversationId } };
}

function sent(delivery: Delivery, ready: Ready, activityId: string, at: Instant): DeliveryState {
  const twice = delivery.state.state === 'sending' && delivery.state.maybeTwice;
  return {
    state: 'sent',
    activityId,
    conversationId: ready.to.conversationId,
    language: ready.person.language,
    at,
    ...(twice ? { maybeTwice: true } : {}),
  };
}

async function followUp(by: Dispatching, delivery: Delivery, state: DeliveryState): Promise<void> {
  const { deps } = by;
  const { academy, notice, person } = delivery;
  if (state.state === 'unreachable') {
    await noteReach(deps.store, academy, person, { state: 'lost', since: state.at, reason: state.reason });
  }
  if (state.state === 'dead' || state.state === 'held') {
    deps.log.warn({ academy, notice, person, ...state }, 'a delivery was not confirmed');
  }
}
