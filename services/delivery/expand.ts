/** A notice into deliveries: page by page of the roster, resumable, with ids that make a repetition harmless. Whom a page
 * is for, and in which lane each of them stands, is decided once: in the notice, before any of it is written. */
import type { Delivery, DeliveryState, Notice, Share, Tally } from '../domain/delivery.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Member, Person } from '../domain/people.ts';
import { inAudience } from '../usecases/audience.ts';
import type { Academy } from '../usecases/academies.ts';
import type { Deps } from '../usecases/deps.ts';
import { addTally, noTally } from '../usecases/ledger.ts';
import { inParallel } from '../usecases/parallel.ts';
import { reachableAccount, whyNowhere } from '../usecases/persons.ts';
import { placeOnDay } from '../usecases/reminder-day.ts';
import type { Place } from '../usecases/reminder-day.ts';
import { contended, creating, replaceDoc, saving } from '../store/access.ts';
import {
  deliveries,
  deliveryId,
  laneOf,
  lanePartition,
  lanesWith,
  laneTallies,
  notices,
  NOWHERE,
} from '../store/documents.ts';
import type { LaneTally } from '../store/documents.ts';
import { MAX_BATCH } from '../store/port.ts';
import type { Stored } from '../store/port.ts';
import type { DeliveryDeps } from './deps.ts';

type Expanding = Deps & Pick<DeliveryDeps, 'served'>;

/** Expands what is left of a notice and returns it ready for sending; when told to stop, after the page in hand. */
export async function expand(
  deps: Expanding,
  academy: Academy,
  doc: Stored<Notice>,
  stopping: () => boolean = () => false,
): Promise<Stored<Notice>> {
  if (doc.data.status !== 'expanding') return doc;
  const revision = await deps.academies.revisionOf(academy.id, doc.data.expansion.revision);
  // The roster, its pairings and its items together are those of one revision, whatever is imported meanwhile.
  const pinned = { ...academy, revision, programme: revision.programme };
  const keep = (notice: Notice, read: Stored<Notice>) => replaceDoc(deps.store, notices, notice, read);
  let current = doc;
  if (!doc.data.expansion.chosen) current = await keep(await choose(deps, pinned, doc.data), doc);
  while (current.data.status === 'expanding' && !stopping()) {
    const { chosen = [], ...expansion } = current.data.expansion;
    await makeDeliveries(deps, pinned, current.data, chosen);
    const page = expansion.page + 1;
    const last = page >= revision.pages.length || current.data.audience.to === 'people';
    const notice: Notice = { ...current.data, expansion: { ...expansion, page } };
    // One write ends a page and decides about the next one.
    const next = last ? { ...notice, status: 'sending' as const } : await choose(deps, pinned, notice);
    current = await keep(next, current);
  }
  return current;
}

/** Whom the page that is next is for, and where each of them is reached: of two processes that choose at once, or one
 * after the other while somebody changes tenants, the one whose choice is written first has chosen for both. */
async function choose(deps: Expanding, academy: Academy, notice: Notice): Promise<Notice> {
  const { expansion } = notice;
  const members = await recipients(deps, academy, notice);
  const shares = new Map<string, Share>();
  const persons = await inParallel(members, async ({ person }) => (await deps.persons.read(person))?.data);
  for (const person of persons) {
    if (!person || (await isThere(deps, notice, person))) continue;
    const tenant = reachableAccount(person, deps.served)?.tenant;
    const where = tenant === undefined ? { reason: whyNowhere(person) } : { tenant };
    const key = tenant ?? `! ${whyNowhere(person)}`;
    shares.set(key, { ...where, people: [...(shares.get(key)?.people ?? []), person.id] });
  }
  const chosen = [...shares.values()];
  const lanes = chosen.flatMap((share) => share.people.map((person) => laneIn(notice, share, person)));
  const count = chosen.reduce((sum, { people }) => sum + people.length, 0);
  return {
    ...notice,
    lanes: [...new Set([...notice.lanes, ...lanes])].sort(),
    expansion: { ...expansion, chosen, recipients: expansion.recipients + count },
  };
}

/** Who has several roles may stand on several pages, and counts on the first one. */
async function isThere({ store }: Deps, notice: Notice, { id, memberships }: Person): Promise<boolean> {
  const roles = memberships.filter(({ academy }) => academy === notice.academy).length;
  if (notice.expansion.page === 0 || roles < 2) return false;
  const places = lanesWith(notice, id).map((lane) => lanePartition(notice.academy, notice.id, lane));
  const found = await inParallel(places, (pk) => store.read(pk, deliveryId(id, 0)));
  return found.some((doc) => doc !== undefined);
}

/** Who gets it, of the roster page that is next; people named one by one are taken in one go. */
async function recipients(
  deps: Deps,
  academy: Academy,
  notice: Notice,
): Promise<readonly Pick<Member, 'person'>[]> {
  const { audience, except, expansion } = notice;
  if (audience.to === 'people') {
    return [...new Set(audience.people)].filter((person) => person !== except).map((person) => ({ person }));
  }
  if (expansion.page >= academy.revision.pages.length) return [];
  const members = await deps.academies.page(academy.id, expansion.revision, expansion.page);
  const chosen = await inAudience(deps, academy, audience, members);
  const unique = new Map(chosen.map((member) => [member.person, member]));
  return [...unique.values()].filter((member) => member.person !== except);
}

const laneIn = ({ expansion }: Notice, share: Share, person: PersonId): string =>
  laneOf('tenant' in share ? share.tenant : NOWHERE, person, expansion.shards);

async function makeDeliveries(
  deps: Expanding,
  academy: Academy,
  notice: Notice,
  chosen: readonly Share[],
): Promise<void> {
  const byLane = new Map<string, Delivery[]>();
  for (const share of chosen) {
    const places = await inParallel(share.people, (person) => placeOf(deps, academy, notice, share, person));
    for (const [index, person] of share.people.entries()) {
      const lane = laneIn(notice, share, person);
      const made = deliveriesFor(deps, notice, share, person).map((one) => placed(one, places[index]));
      byLane.set(lane, [...(byLane.get(lane) ?? []), ...made]);
    }
  }
  for (const [lane, of] of byLane) {
    for (let start = 0; start < of.length; start += MAX_BATCH - 1) {
      await addToLane(deps, notice, lane, of.slice(start, start + MAX_BATCH - 1));
    }
  }
}

async function placeOf(
  deps: Expanding,
  academy: Academy,
  notice: Notice,
  share: Share,
  id: PersonId,
): Promise<Place | undefined> {
  if (notice.contents[0]?.kind !== 'reminders' || !('tenant' in share)) return undefined;
  const person = (await deps.persons.read(id))?.data;
  return person && placeOnDay(deps, academy, notice, person);
}

function deliveriesFor(deps: Expanding, notice: Notice, share: Share, person: PersonId): readonly Delivery[] {
  const now = deps.wallNow();
  const state: DeliveryState =
    'tenant' in share
      ? { state: 'pending', dueAt: now, attempt: 1 }
      : { state: 'unreachable', reason: share.reason, at: now };
  return notice.contents.map((content, part) => ({
    academy: notice.academy,
    notice: notice.id,
    person,
    tenant: 'tenant' in share ? share.tenant : NOWHERE,
    lane: laneIn(notice, share, person),
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

/** Creates deliveries together with their count. Only after a crash, or where another process is at it too, do some of
 * them exist: then the first try is refused, and those are left out. */
async function addToLane(deps: Deps, notice: Notice, lane: string, made: readonly Delivery[]): Promise<void> {
  const { store } = deps;
  const pk = lanePartition(notice.academy, notice.id, lane);
  let missing: readonly Delivery[] | undefined;
  await contended(async () => {
    missing = missing ? await notIn(deps, pk, made) : made;
    if (missing.length === 0) return;
    const tally = await store.read<LaneTally>(pk, 'tally');
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

async function notIn({ store }: Deps, pk: string, made: readonly Delivery[]): Promise<readonly Delivery[]> {
  const known = await inParallel(made, ({ person, part }) => store.read(pk, deliveryId(person, part)));
  return made.filter((_, index) => known[index] === undefined);
}
