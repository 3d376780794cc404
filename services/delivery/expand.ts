/** A notice into deliveries: page by page of the roster, resumable, with ids that make a repetition harmless. */
import type { Delivery, DeliveryState, Notice, Tally } from '../domain/delivery.ts';
import { tenantId } from '../domain/ids.ts';
import type { Member, Person } from '../domain/people.ts';
import { inAudience } from '../usecases/audience.ts';
import type { Academy } from '../usecases/academies.ts';
import type { Deps } from '../usecases/deps.ts';
import { addTally, noTally } from '../usecases/ledger.ts';
import { reachableAccount } from '../usecases/persons.ts';
import { placeOnDay } from '../usecases/reminder-day.ts';
import type { Place } from '../usecases/reminder-day.ts';
import { contended, creating, replaceDoc, saving } from '../store/access.ts';
import { deliveries, deliveryId, laneOf, lanePartition, laneTallies, notices } from '../store/documents.ts';
import type { LaneTally } from '../store/documents.ts';
import { MAX_BATCH } from '../store/port.ts';
import type { Stored } from '../store/port.ts';
import type { DeliveryDeps } from './deps.ts';

type Expanding = Deps & Pick<DeliveryDeps, 'served'>;

/** The lane of those who have no account yet: nothing in it is ever sent. */
const NOWHERE = tenantId('nowhere');
/** Persons read at once. */
const READERS = 8;

/** Expands what is left of a notice and returns it ready for sending; when told to stop, after the page in hand. */
export async function expand(
  deps: Expanding,
  academy: Academy,
  doc: Stored<Notice>,
  stopping: () => boolean = () => false,
): Promise<Stored<Notice>> {
  let current = doc;
  if (current.data.status !== 'expanding') return current;
  const revision = await deps.academies.revisionOf(academy.id, doc.data.expansion.revision);
  // The roster, its pairings and its items together are those of one revision, whatever is imported meanwhile.
  const pinned = { ...academy, revision, programme: revision.programme };
  while (current.data.status === 'expanding' && !stopping()) {
    const { expansion } = current.data;
    const members = await recipients(deps, pinned, current.data, revision.pages.length);
    const lanes = await makeDeliveries(deps, pinned, current.data, members);
    const page = expansion.page + 1;
    const last = page >= revision.pages.length || current.data.audience.to === 'people';
    const notice: Notice = {
      ...current.data,
      lanes: [...new Set([...current.data.lanes, ...lanes])].sort(),
      expansion: { ...expansion, page, recipients: expansion.recipients + members.length },
      status: last ? 'sending' : 'expanding',
    };
    current = await replaceDoc(deps.store, notices, notice, current);
  }
  return current;
}

/** Who gets it, of the roster page that is next; people named one by one are taken in one go. */
async function recipients(
  deps: Deps,
  academy: Academy,
  notice: Notice,
  pages: number,
): Promise<readonly Pick<Member, 'person'>[]> {
  const { audience, except, expansion } = notice;
  if (audience.to === 'people') {
    return [...new Set(audience.people)].filter((person) => person !== except).map((person) => ({ person }));
  }
  if (expansion.page >= pages) return [];
  const members = await deps.academies.page(academy.id, expansion.revision, expansion.page);
  const chosen = await inAudience(deps, academy, audience, members);
  const unique = new Map(chosen.map((member) => [member.person, member]));
  return [...unique.values()].filter((member) => member.person !== except);
}

async function makeDeliveries(
  deps: Expanding,
  academy: Academy,
  notice: Notice,
  members: readonly Pick<Member, 'person'>[],
): Promise<readonly string[]> {
  const made: Delivery[] = [];
  for (let start = 0; start < members.length; start += READERS) {
    const some = members.slice(start, start + READERS);
    const persons = await Promise.all(some.map(({ person }) => deps.persons.read(person)));
    for (const doc of persons) {
      if (!doc) continue;
      const reachable = reachableAccount(doc.data, deps.served) !== undefined;
      const place = reachable ? await placeOnDay(deps, academy, notice, doc.data) : undefined;
      made.push(...deliveriesFor(deps, notice, doc.data).map((delivery) => placed(delivery, place)));
    }
  }
  const byLane = new Map<string, Delivery[]>();
  for (const delivery of made) byLane.set(delivery.lane, [...(byLane.get(delivery.lane) ?? []), delivery]);
  for (const [lane, of] of byLane) {
    for (let start = 0; start < of.length; start += MAX_BATCH - 1) {
      await addToLane(deps, notice, lane, of.slice(start, start + MAX_BATCH - 1));
    }
  }
  return [...byLane.keys()];
}

function deliveriesFor(deps: Expanding, notice: Notice, person: Person): readonly Delivery[] {
  const now = deps.wallNow();
  const account = reachableAccount(person, deps.served);
  const reason = person.accounts.length > 0 ? 'removed' : 'notMet';
  const state: DeliveryState = account
    ? { state: 'pending', dueAt: now, attempt: 1 }
    : { state: 'unreachable', reason, at: now };
  const tenant = account?.tenant ?? NOWHERE;
  return notice.contents.map((content, part) => ({
    academy: notice.academy,
    notice: notice.id,
    person: person.id,
    tenant,
    lane: laneOf(tenant, person.id, notice.expansion.shards),
    part,
    content,
    state,
  }));
}

/** On the card of the day, where the person has one for several academies. */
function placed(delivery: Delivery, place: Place | undefined): Delivery {
  const { content, state } = delivery;
  if (place === undefined || content.kind !== 'reminders' || state.state !== 'pending') return delivery;
  if (place === 'joins')
    return { ...delivery, state: { state: 'skipped', reason: 'together', at: state.dueAt } };
  const dueAt = place.at > state.dueAt ? place.at : state.dueAt;
  return { ...delivery, content: { ...content, day: place.carries }, state: { ...state, dueAt } };
}

/** Creates deliveries together with their count. After a crash some of a page may exist: those are left out. */
async function addToLane(deps: Deps, notice: Notice, lane: string, made: readonly Delivery[]): Promise<void> {
  const { store } = deps;
  const pk = lanePartition(notice.academy, notice.id, lane);
  let missing = made;
  await contended(async () => {
    const tally = await store.read<LaneTally>(pk, 'tally');
    if (tally) {
      const known = await Promise.all(made.map((d) => store.read(pk, deliveryId(d.person, d.part))));
      missing = made.filter((_, index) => known[index] === undefined);
    }
    if (missing.length === 0) return;
    const added = missing.reduce<Tally>((sum, { state }) => addTally(sum, { [state.state]: 1 }), noTally);
    const counted: LaneTally = {
      academy: notice.academy,
      notice: notice.id,
      lane,
      tally: addTally(tally?.data.tally ?? noTally, added),
    };
    await store.batch(pk, [
      saving(laneTallies, counted, tally),
      ...missing.map((delivery) => creating(deliveries, delivery)),
    ]);
  });
}
