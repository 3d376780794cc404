/** Deliveries in doubt: sent, and nobody knows whether they arrived. A coordinator has them sent again, or leaves them. */
import type { CommandOf } from '../domain/command.ts';
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import type { DeliveryRef, HeldView } from '../domain/view.ts';
import { across, contended } from '../store/access.ts';
import { after, deliveries, deliveryId, lanePartition, lanesWith, SETTLED } from '../store/documents.ts';
import type { Stored } from '../store/port.ts';
import type { Academy } from './academies.ts';
import type { Act, Deps } from './deps.ts';
import { readNotice, shownAt } from './ledger.ts';
import { reopen } from './notify.ts';
import { inParallel } from './parallel.ts';
import { settleTogether, TOGETHER } from './settle.ts';
import { whatOf } from './what.ts';

type Told = NonNullable<HeldView['told']>;
type Held = Stored<Delivery> & { data: { state: Extract<DeliveryState, { state: 'held' }> } };
type Named = DeliveryRef & { readonly since: Instant };

/** Listed on one card. */
const LISTED = 8;

/** Those in doubt in this academy, by person. Across partitions, and so for coordinators' cards alone. */
async function heldIn(deps: Deps, academy: Academy): Promise<readonly Held[]> {
  const from = `${SETTLED}held/`;
  const found: Held[] = [];
  for await (const doc of across<Delivery>(deps.store, { type: deliveries.type, from, to: after(from) })) {
    if (doc.data.academy === academy.id && isHeld(doc)) found.push(doc);
  }
  return found;
}

export async function heldCount(deps: Deps, academy: Academy): Promise<number> {
  return (await heldIn(deps, academy)).length;
}

const isHeld = (doc: Stored<Delivery>): doc is Held => doc.data.state.state === 'held';

export async function showHeld(act: Act, told?: Told): Promise<HeldView> {
  const { deps, academy } = act;
  const all = await heldIn(deps, academy);
  return {
    kind: 'held',
    frame: academy.frame,
    ...(told ? { told } : {}),
    deliveries: await inParallel(all.slice(0, LISTED), ({ data }) => lineOf(act, data)),
    others: Math.max(0, all.length - LISTED),
    until: deps.wallNow(),
  };
}

async function lineOf(
  { deps, academy }: Act,
  { person, notice, part, content, state }: Held['data'],
): Promise<HeldView['deliveries'][number]> {
  const [recipient, told] = await Promise.all([
    deps.persons.read(person),
    readNotice(deps.store, academy.id, notice),
  ]);
  return {
    name: recipient?.data.name ?? '–',
    what: await whatOf(deps, academy, content),
    at: told ? shownAt(academy, told.data, state.at) : state.at,
    cause: state.cause,
    delivery: { notice, person, part, since: state.at },
  };
}

/** What a click on one delivery names. Undefined: it is not in doubt any more, or in doubt anew. */
async function find(act: Act, { notice, person, part }: DeliveryRef): Promise<Stored<Delivery> | undefined> {
  const { store } = act.deps;
  const told = await readNotice(store, act.academy.id, notice);
  if (!told) return undefined;
  const found = await Promise.all(
    lanesWith(told.data, person).map((lane) =>
      store.read<Delivery>(lanePartition(act.academy.id, notice, lane), deliveryId(person, part)),
    ),
  );
  return found.find((doc) => doc !== undefined);
}

/** Has one of them sent again. Two clicks, or two coordinators, meet in one conditional write: exactly one wins. */
export async function sendAgain(act: Act, command: CommandOf<'held.again'>): Promise<HeldView> {
  return deal(act, command, (doc) => again(act, doc ? [doc] : []));
}

/** The same for all that were in doubt when the card was drawn. */
export async function sendAllAgain(act: Act, command: CommandOf<'held.all'>): Promise<HeldView> {
  return deal(act, command, async () => {
    const all = await heldIn(act.deps, act.academy);
    return again(
      act,
      all.filter(({ data }) => data.state.at <= command.until),
    );
  });
}

/** It has arrived, or is not worth sending again. */
export async function leaveHeld(act: Act, command: CommandOf<'held.leave'>): Promise<HeldView> {
  return deal(act, command, async (doc) => {
    const at = act.deps.wallNow();
    const count = doc ? await change(act, [doc], { state: 'cancelled', by: act.person.id, at }) : 0;
    return { what: 'left', count, at };
  });
}

/** @param work what is done, and to how many; 0: somebody else was quicker, and the answer says who did what. */
async function deal(
  act: Act,
  named: Named,
  work: (doc: Held | undefined) => Promise<{ what: 'again' | 'left'; count: number; at: Instant }>,
): Promise<HeldView> {
  const doc = await find(act, named);
  const done = await work(doc && isHeld(doc) && doc.data.state.at === named.since ? doc : undefined);
  if (done.count === 0) return showHeld(act, await doneBefore(act, named));
  const at = act.academy.now;
  return showHeld(act, { what: done.what, count: done.count, by: act.person.name, at, now: true });
}

async function doneBefore(act: Act, named: Named): Promise<Told> {
  const doc = await find(act, named);
  const before = doc && handled(doc.data.state);
  if (!before) return { what: 'settled' };
  const { what, by, at } = before;
  const who = await act.deps.persons.read(by);
  const when = addMilliseconds(at, act.academy.head.clockOffset);
  return { what, count: 1, by: who?.data.name ?? '–', at: when, now: false };
}

/** Who has dealt with it by hand. */
function handled(state: DeliveryState) {
  if (state.state === 'cancelled') return { what: 'left' as const, by: state.by, at: state.at };
  return 'again' in state ? { what: 'again' as const, ...state.again } : undefined;
}

async function again(act: Act, docs: readonly Held[]) {
  const { deps, academy, person } = act;
  const at = deps.wallNow();
  const notices = new Set(docs.map(({ data }) => data.notice));
  for (const notice of notices) await reopen(deps, academy, notice);
  const state = { state: 'pending', dueAt: at, attempt: 1, maybeTwice: true, again: { by: person.id, at } };
  const count = await change(act, docs, state as DeliveryState);
  for (const notice of notices) {
    // Had this process stood still in between, the notice could have been closed over it.
    const doc = await readNotice(deps.store, academy.id, notice);
    if (doc?.data.status === 'done') await reopen(deps, academy, notice);
  }
  deps.kick();
  return { what: 'again' as const, count, at };
}

/** Those that still are in the doubt in which they were read get the new state; how many. */
async function change(act: Act, docs: readonly Held[], state: DeliveryState): Promise<number> {
  const lanes = new Map<string, Held[]>();
  for (const doc of docs) lanes.set(doc.pk, [...(lanes.get(doc.pk) ?? []), doc]);
  let count = 0;
  for (const all of lanes.values()) {
    for (let start = 0; start < all.length; start += TOGETHER)
      count += await changeSome(act, all.slice(start, start + TOGETHER), state);
  }
  return count;
}

async function changeSome(act: Act, docs: readonly Held[], state: DeliveryState): Promise<number> {
  const { store } = act.deps;
  return contended(async () => {
    const there = await inParallel(docs, ({ pk, id }) => store.read<Delivery>(pk, id));
    const still = docs.filter(({ etag }, index) => there[index]?.etag === etag);
    const [first] = still;
    if (!first) return 0;
    await settleTogether(
      store,
      first.data,
      still.map((doc) => ({ doc, state })),
    );
    return still.length;
  });
}
