/** What somebody had not been reached with is done with once they come: they are told what is live by then. */
import type { Delivery, Notice } from '../domain/delivery.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Person } from '../domain/people.ts';
import { contended } from '../store/access.ts';
import {
  academyPartition,
  after,
  deliveryId,
  GENERAL,
  laneOf,
  lanePartition,
  newestFirst,
  notices,
  NOWHERE,
  PERSONAL,
} from '../store/documents.ts';
import type { Stored } from '../store/port.ts';
import type { Deps } from './deps.ts';
import { inParallel } from './parallel.ts';
import { settleTogether } from './settle.ts';

type Superseding = Pick<Deps, 'store' | 'persons' | 'wallNow'>;

/** Notices read at a time. */
const PAGE = 100;

/**
 * Marks what the recipients of a notice had not been reached with before as superseded by it. One pass over the
 * academy's earlier notices, and a read or two for each of those that may have gone to somebody; repeatable. False: one
 * of them is still being expanded, and may yet write down somebody as not reached who is by now.
 */
export async function supersedeOlder(deps: Superseding, notice: Notice): Promise<boolean> {
  if (notice.audience.to !== 'people') return true;
  let through = true;
  for (const id of notice.audience.people) {
    const person = (await deps.persons.read(id))?.data;
    if (!person) continue;
    for await (const older of before(deps, notice)) {
      through &&= older.every(({ status }) => status !== 'expanding');
      await inParallel(
        older.filter((one) => mayConcern(one, person)),
        (one) => supersede(deps, one, person, notice.id),
      );
    }
  }
  return through;
}

const mayConcern = ({ audience }: Notice, { id }: Person): boolean =>
  audience.to !== 'people' || audience.people.includes(id);

/** The notices that fell due before, newest first, a page at a time. */
async function* before({ store }: Superseding, { id, academy, dueAt }: Notice) {
  const pk = academyPartition(academy);
  for (const sort of [GENERAL, PERSONAL]) {
    const from = `${sort}${newestFirst(dueAt)}`;
    const query = { pk, type: notices.type, from, to: after(sort), limit: PAGE };
    let page = await store.query<Notice>(query);
    for (;;) {
      yield page.docs.map(({ data }) => data).filter((notice) => notice.id !== id);
      if (!page.next) break;
      page = await store.query<Notice>({ ...query, after: page.next });
    }
  }
}

async function supersede(deps: Superseding, older: Notice, person: Person, by: NoticeId): Promise<void> {
  const { id: notice, academy, lanes, contents, expansion } = older;
  // Who has no account stands in one lane; who had one and was refused, in that of its tenant.
  const tenants = new Set([NOWHERE, ...person.accounts.map(({ tenant }) => tenant)]);
  const theirs = new Set([...tenants].map((tenant) => laneOf(tenant, person.id, expansion.shards)));
  for (const lane of lanes.filter((one) => theirs.has(one))) {
    const pk = lanePartition(academy, notice, lane);
    await contended(async () => {
      const parts = await inParallel([...contents.keys()], (part) =>
        deps.store.read<Delivery>(pk, deliveryId(person.id, part)),
      );
      const missed = parts.filter((doc): doc is Stored<Delivery> => doc?.data.state.state === 'unreachable');
      if (missed.length === 0) return;
      const state = { state: 'superseded', by, at: deps.wallNow() } as const;
      const settling = missed.map((doc) => ({ doc, state }));
      await settleTogether(deps.store, { academy, notice, lane }, settling);
    });
  }
}
