/** A send that is stopped while it runs: who has got it keeps it, nobody else gets it. */
import type { Delivery, Notice } from '../domain/delivery.ts';
import type { NoticeId } from '../domain/ids.ts';
import { postedIn } from '../rules/revise.ts';
import { contended, replaceDoc } from '../store/access.ts';
import { after, deliveries, lanePartition, notices, PENDING } from '../store/documents.ts';
import type { Cursor, Store } from '../store/port.ts';
import type { Act } from './deps.ts';
import { readNotice } from './ledger.ts';
import { settleTogether, TOGETHER } from './settle.ts';

/** Of two coordinators one stops it, in one conditional write against its end. A second click makes good what a crash
 * left undone; so does whoever works on the notice. */
export async function stopNotice({ deps, academy, person }: Act, id: NoticeId): Promise<void> {
  const { store, wallNow } = deps;
  const notice = await contended(async () => {
    const doc = await readNotice(store, academy.id, id);
    if (!doc || doc.data.stopped || doc.data.status === 'done') return doc?.data;
    const stopped: Notice = { ...doc.data, stopped: { by: person.id, at: wallNow() } };
    return (await replaceDoc(store, notices, stopped, doc)).data;
  });
  if (notice) await cancelWaiting(store, notice);
}

/** What a stopped notice still has to send is not sent. What stands in somebody's chat already, and is to be changed there,
 * is no sending. */
export async function cancelWaiting(store: Store, notice: Notice): Promise<void> {
  for (const lane of notice.lanes) {
    let from: Cursor | undefined;
    do from = await contended(() => cancelSome(store, notice, lane, from));
    while (from);
  }
}

/** Where there may be more. */
async function cancelSome(
  store: Store,
  notice: Notice,
  lane: string,
  from: Cursor | undefined,
): Promise<Cursor | undefined> {
  if (!notice.stopped) return undefined;
  const pk = lanePartition(notice.academy, notice.id, lane);
  const query = { pk, type: deliveries.type, from: PENDING, to: after(PENDING), limit: TOGETHER };
  const { docs, next } = await store.query<Delivery>({ ...query, ...(from ? { after: from } : {}) });
  const waiting = docs.filter(({ data }) => postedIn(data.state) === undefined);
  const state = { state: 'cancelled', ...notice.stopped } as const;
  if (waiting.length > 0) {
    await settleTogether(
      store,
      { academy: notice.academy, notice: notice.id, lane },
      waiting.map((doc) => ({ doc, state })),
    );
  }
  return next;
}
