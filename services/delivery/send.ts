/** One delivery on its way: made ready, claimed, sent, recorded. */
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import type { Account, Person } from '../domain/people.ts';
import { milliseconds } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import type { Card } from '../domain/view.ts';
import { afterAnswer, meaningOf } from '../rules/outcome.ts';
import { toChange } from '../rules/revise.ts';
import { StoreError } from '../store/port.ts';
import type { Stored } from '../store/port.ts';
import type { Academy } from '../usecases/academies.ts';
import { toldOnArrival } from '../usecases/arrive.ts';
import { tell } from '../usecases/contents.ts';
import { reachableAccount, whyNowhere } from '../usecases/persons.ts';
import type { DeliveryDeps } from './deps.ts';
import { chatWith } from './first-contact.ts';
import type { ChatAddress } from './messenger.ts';
import { complain, noteOutcome, reachAfter } from './reach.ts';
import { reviseOne } from './revise.ts';
import { waitsUntil } from './turn.ts';
import { mayGoOn, takeTurn } from './way.ts';
import type { LaneWay, Turn } from './way.ts';

/** What one recipient gets, in order. */
export async function sendChain(by: LaneWay, chain: readonly Stored<Delivery>[]): Promise<void> {
  for (const doc of chain) {
    if (!mayGoOn(by)) return;
    const posted = toChange(doc.data.state);
    const waits = posted ? undefined : await waitsUntil(by.deps, by.lane, doc.data, by.deps.wallNow());
    if (posted) await reviseOne(by, doc, posted);
    else if (waits === undefined) await sendOne(by, doc);
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
  readonly revision?: number;
  readonly to: ChatAddress;
}

async function sendOne(by: LaneWay, doc: Stored<Delivery>): Promise<void> {
  const { deps, lane } = by;
  const leaving = await by.door.pass(() => makeReady(by, doc));
  if (!leaving) return;
  if ('state' in leaving) {
    complain(deps, doc.data, leaving);
    return lane.settle(doc, leaving);
  }
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
  await noteOutcome(deps, claimed.data, ready, state);
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
  const { attempt, maybeTwice, again, posted } = state;
  const kept = {
    ...(maybeTwice ? { maybeTwice } : {}),
    ...(again ? { again } : {}),
    ...(posted ? { posted } : {}),
  };
  if (!state.anew) return { state: 'pending', dueAt: gone.at, attempt: attempt + 1, anew: true, ...kept };
  await reachAfter(deps, person, account, gone);
  return gone;
}

interface Leaving extends Turn {
  readonly ready: Ready;
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
  const turn = await takeTurn(by, doc, to);
  return turn && 'claimed' in turn ? { ...turn, ready } : turn;
}

async function prepare(by: LaneWay, delivery: Delivery): Promise<Omit<Ready, 'to'> | DeliveryState> {
  const { deps } = by;
  const at = deps.wallNow();
  const academy = await deps.academies.read(delivery.academy);
  if (!academy) return { state: 'skipped', reason: 'gone', at };
  const person = (await deps.persons.read(delivery.person))?.data;
  const account = person && reachableAccount(person, deps.served);
  if (!person || !account)
    return { state: 'unreachable', reason: person ? whyNowhere(person) : 'notMet', at };
  if (!deps.served(account.tenant)) return notServed(deps, person, account);
  try {
    if (await toldOnArrival(deps, delivery)) return { state: 'skipped', reason: 'told', at };
    const telling = await tell(deps, academy, person, delivery.content);
    if ('skip' in telling) return { state: 'skipped', reason: telling.skip, at };
    const { tell: view, revision } = telling;
    const card = deps.render(view, person.language);
    return { academy, person, account, card, ...(revision === undefined ? {} : { revision }) };
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
    ...(ready.revision === undefined ? {} : { revision: ready.revision }),
  };
}
