/** What a person has been told in an academy, newest first. */
import type { CommandOf } from '../domain/command.ts';
import type { Delivery, Notice } from '../domain/delivery.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/people.ts';
import { addMilliseconds } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import type { ReceivedView } from '../domain/view.ts';
import {
  academyPartition,
  after,
  deliveryId,
  GENERAL,
  lanePartition,
  lanesWith,
  newestFirst,
  notices,
  PERSONAL,
} from '../store/documents.ts';
import type { Act } from './deps.ts';
import { outcomeOf } from './outcomes.ts';
import { inParallel } from './parallel.ts';
import type { Answered } from './tasks.ts';
import { whatOf } from './what.ts';

/** Rows on one card, about: those of one moment stay together. */
const ROWS = 12;
/** Notices of each sort read at a time, and how often before the card says how far back it has looked. */
const PAGE = 40;
const PAGES = 10;

export async function showReceived(
  act: Act,
  { person: id, before }: CommandOf<'person.show' | 'person.find'> & { readonly before?: Instant },
): Promise<Answered<ReceivedView>> {
  const { academy, deps } = act;
  const person = (await deps.persons.read(id))?.data;
  // Who has never been in this academy is nobody here.
  if (!person?.memberships.some((membership) => membership.academy === academy.id)) return { code: 'gone' };
  const { told, older } = await toldTo(act, person, before);
  const deliveries = (await inParallel(told, (notice) => deliveriesTo(act, notice, id))).flat();
  return {
    kind: 'received',
    frame: academy.frame,
    person: id,
    name: person.name,
    rows: await inParallel(deliveries, async ({ notice, delivery }) => ({
      notice: notice.id,
      what: await whatOf(deps, academy, delivery.content),
      at: notice.dueAt,
      outcome: await outcomeOf(act, notice, delivery),
    })),
    ...(older === undefined ? {} : { older }),
  };
}

/** The notices that may have gone to a person, from a moment backwards; and from when on there may be older ones. */
async function toldTo(
  act: Act,
  { id }: Person,
  before: Instant | undefined,
): Promise<{ readonly told: readonly Notice[]; readonly older?: Instant }> {
  const [general, personal] = await Promise.all([
    back(act, GENERAL, before, () => true),
    back(act, PERSONAL, before, ({ audience }) => audience.to === 'people' && audience.people.includes(id)),
  ]);
  const all = [...general.found, ...personal.found].sort((a, b) => (a.dueAt < b.dueAt ? 1 : -1));
  // Further back only one of the two sorts has been looked through.
  const seen = [general.until, personal.until]
    .flatMap((until) => until ?? [])
    .sort()
    .at(-1);
  const edge = all[ROWS - 1]?.dueAt;
  const last = seen !== undefined && (edge === undefined || seen > edge) ? seen : edge;
  const told = last === undefined ? all : all.filter(({ dueAt }) => dueAt >= last);
  const more = seen !== undefined || told.length < all.length;
  return { told, ...(more && last !== undefined ? { older: last } : {}) };
}

/** Notices of one sort, newest first, until there are enough; `until`: not looked further back than that. */
async function back(
  { academy, deps }: Act,
  sort: string,
  before: Instant | undefined,
  concerns: (notice: Notice) => boolean,
): Promise<{ readonly found: readonly Notice[]; readonly until?: Instant }> {
  const pk = academyPartition(academy.id);
  const from = before === undefined ? sort : after(`${sort}${newestFirst(before)}`);
  const query = { pk, type: notices.type, from, to: after(sort), limit: PAGE };
  const found: Notice[] = [];
  let page = await deps.store.query<Notice>(query);
  for (let pages = 1; ; pages += 1) {
    found.push(...page.docs.map(({ data }) => data).filter(concerns));
    const last = page.docs.at(-1)?.data.dueAt;
    if (!page.next || last === undefined) return { found };
    // Those of one moment may go on in the next page: they are all left to the next card.
    if (found.length > ROWS || pages === PAGES) {
      const until = addMilliseconds(last, 1);
      return { found: found.filter(({ dueAt }) => dueAt >= until), until };
    }
    page = await deps.store.query<Notice>({ ...query, after: page.next });
  }
}

/** By point reads: ids say where a person's deliveries would stand. */
async function deliveriesTo(
  { deps: { store } }: Act,
  notice: Notice,
  person: PersonId,
): Promise<readonly { readonly notice: Notice; readonly delivery: Delivery }[]> {
  const places = lanesWith(notice, person).flatMap((lane) =>
    notice.contents.map((_content, part) => ({
      pk: lanePartition(notice.academy, notice.id, lane),
      id: deliveryId(person, part),
    })),
  );
  const found = await inParallel(places, ({ pk, id }) => store.read<Delivery>(pk, id));
  return found.flatMap((doc) => (doc ? [{ notice, delivery: doc.data }] : []));
}
