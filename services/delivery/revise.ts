/** A card that stands in somebody's chat, corrected or withdrawn there. Made twice it does no harm: what may have arrived
 * is made again, and nothing is ever in doubt. */
import type { Delivery, DeliveryState, Posted, SendResult } from '../domain/delivery.ts';
import type { Account, Person } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import type { Card } from '../domain/view.ts';
import { meaningOf } from '../rules/outcome.ts';
import { afterChange, afterDeletion, corrected, inItsPlace, marked, staysPosted } from '../rules/revise.ts';
import { StoreError } from '../store/port.ts';
import type { Stored } from '../store/port.ts';
import { readBroadcast, withdrawnView } from '../usecases/broadcast-parts.ts';
import { tell } from '../usecases/contents.ts';
import { reachableAccount } from '../usecases/persons.ts';
import type { DeliveryDeps } from './deps.ts';
import type { ChatAddress } from './messenger.ts';
import { noteOutcome } from './reach.ts';
import { takeTurn } from './way.ts';
import type { LaneWay, Turn } from './way.ts';

/** What is to become of the card, and of which revision that is. */
interface Wanted {
  readonly revision: number;
  readonly what: 'correct' | 'withdraw';
  /** What is to stand in its place. Absent: nothing. */
  readonly card?: Card;
}

interface Ready extends Wanted {
  readonly person: Person;
  readonly account: Account;
  readonly to: ChatAddress;
}

export async function reviseOne(by: LaneWay, doc: Stored<Delivery>, posted: Posted): Promise<void> {
  const leaving = await by.door.pass(() => makeReady(by, doc, posted));
  if (!leaving) return;
  if ('state' in leaving) return by.lane.settle(doc, leaving);
  const { claimed, ready, endTurn } = leaving;
  const answer = await request(by.deps, ready, posted);
  endTurn(answer);
  const state = stateAfter(by.deps, { tried: claimed.data.state, ready, posted }, answer);
  const noted = state.state === 'stays' ? (finalWord(answer, ready, posted, state.at) ?? state) : state;
  await noteOutcome(by.deps, claimed.data, ready, noted);
  await by.lane.settle(claimed, state);
}

async function makeReady(
  by: LaneWay,
  doc: Stored<Delivery>,
  posted: Posted,
): Promise<(Turn & { readonly ready: Ready }) | DeliveryState | undefined> {
  const ready = await prepare(by.deps, doc.data, posted);
  if ('state' in ready) return ready;
  const turn = await takeTurn(by, doc, ready.to);
  return turn && 'claimed' in turn ? { ...turn, ready } : turn;
}

async function prepare(
  deps: DeliveryDeps,
  delivery: Delivery,
  posted: Posted,
): Promise<Ready | DeliveryState> {
  const at = deps.wallNow();
  const wanted = await wantedOf(deps, delivery, posted);
  const stays = (state: DeliveryState) => staysPosted(state, posted, wanted.revision);
  if ('state' in wanted) return stays(wanted.state);
  // Taken without an id: there is no way to name it.
  if (posted.activityId === '') return stays({ state: 'dead', reason: 'noId', at });
  const person = (await deps.persons.read(delivery.person))?.data;
  const account = person && accountOf(person, posted, deps);
  if (!person || !account) return stays({ state: 'unreachable', reason: person ? 'removed' : 'notMet', at });
  if (!deps.served(account.tenant)) return stays({ state: 'unreachable', reason: 'notServed', at });
  const { tenant, serviceUrl } = account;
  return { ...wanted, person, account, to: { tenant, serviceUrl, conversationId: posted.conversationId } };
}

/** The one in whose chat the card stands; where nobody knows that chat any more, the one that is written to now. */
function accountOf(
  person: Person,
  { conversationId }: Posted,
  { served }: DeliveryDeps,
): Account | undefined {
  const there = person.accounts.find((one) => one.conversationId === conversationId);
  // Another account's connector knows nothing of this chat: that it is not there would say nothing of the card.
  if (there) return there.installed ? there : undefined;
  return reachableAccount(person, served);
}

/** A withdrawn card goes whoever has it; a corrected one is drawn anew for those whom it still concerns. */
async function wantedOf(
  deps: DeliveryDeps,
  { academy: id, person: reader, content, notice }: Delivery,
  posted: Posted,
): Promise<Wanted | { readonly revision: number; readonly state: DeliveryState }> {
  const at = deps.wallNow();
  const academy = await deps.academies.read(id);
  const doc =
    academy && content.kind === 'broadcast'
      ? await readBroadcast(deps.store, academy, content.broadcast)
      : undefined;
  const person = (await deps.persons.read(reader))?.data;
  if (!academy || !doc || !person) {
    return { revision: Number.MAX_SAFE_INTEGER, state: { state: 'skipped', reason: 'gone', at } };
  }
  const { revision, status } = doc.data;
  try {
    const telling = status.status !== 'withdrawn' && (await tell(deps, academy, person, content, true));
    // The latter where it was withdrawn between the two looks at it.
    if (!telling || ('skip' in telling && telling.skip === 'withdrawn')) {
      if (!posted.undeletable) return { revision, what: 'withdraw' };
      const view = withdrawnView(academy, doc.data);
      return { revision, what: 'withdraw', card: deps.render(view, person.language) };
    }
    if ('skip' in telling) return { revision, state: { state: 'skipped', reason: telling.skip, at } };
    return { revision, what: 'correct', card: deps.render(telling.tell, person.language) };
  } catch (error) {
    if (error instanceof StoreError) throw error;
    deps.log.error({ academy: id, notice, error }, 'a card could not be made');
    return { revision, state: { state: 'dead', reason: 'notMade', at } };
  }
}

/** What a refusal for good would say of a message: the person's reach and the log follow it here as well. Undefined where
 * it says nothing of the account that was asked. */
function finalWord(
  answer: SendResult,
  { account }: Ready,
  { conversationId }: Posted,
  at: Instant,
): DeliveryState | undefined {
  if (answer.result === 'accepted' || account.conversationId !== conversationId) return undefined;
  const meaning = meaningOf(answer);
  switch (meaning.meaning) {
    case 'unreachable':
      return { state: 'unreachable', reason: meaning.reason, at };
    case 'dead':
      return { state: 'dead', reason: meaning.reason, at };
    case 'retry':
    case 'inDoubt':
      return undefined;
  }
}

function request(
  { messenger }: DeliveryDeps,
  { to, card }: Ready,
  { activityId }: Posted,
): Promise<SendResult> {
  return card ? messenger.update(to, activityId, card) : messenger.delete(to, activityId);
}

function stateAfter(
  deps: DeliveryDeps,
  { tried, ready, posted }: { tried: Turn['claimed']['data']['state']; ready: Ready; posted: Posted },
  answer: SendResult,
): DeliveryState {
  const now = deps.wallNow();
  const { card, what, revision, person } = ready;
  const missing = answer.result === 'refused' && answer.status === 404;
  // A card that is gone is withdrawn as well as one can wish; to be corrected, it is posted afresh.
  const says = card ? missing && 'gone' : afterDeletion(answer);
  if (what === 'withdraw' && (says === 'gone' || answer.result === 'accepted'))
    return { state: 'withdrawn', at: now };
  if (says === 'undeletable') return marked({ ...posted, undeletable: true }, now);
  if (answer.result === 'accepted') return corrected(posted, { language: person.language, revision }, now);
  if (says === 'gone') return inItsPlace(posted, now);
  return afterChange(tried, { meaning: meaningOf(answer), posted, revision }, now, deps.random());
}
