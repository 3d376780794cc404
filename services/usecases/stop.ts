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
    do {
      const after = from;
      from = await contended(() => cancelSome(store, notice, lane, after));
    } while (from);
  }
}

/** Whether a delivery is not to be sent any more. What somebody has had sent again after the stop is, and a card that
 * stands in a chat is put right all the same. */
export function isStopped({ stopped }: Notice, { state }: Delivery): boolean {
  if (!stopped || postedIn(state)) return false;
  const again = 'again' in state ? state.again : undefined;
  return !(again && again.at > stopped.at);
}

/** Where to go on. */
async function cancelSome(
  store: Store,
  notice: Notice,
  lane: string,
  from: Cursor | undefined,
): Promise<Cursor | undefined> {
  if (!notice.stopped) return undefined;
  const pk = lanePartition(notice.academy, notice.id, lane);
  const range = { from: PENDING, to: after(PENDING), ...(from ? { after: from } : {}) };
  const page = await store.query<Delivery>({ pk, type: deliveries.type, ...range, limit: TOGETHER });
  const state = { state: 'cancelled', ...notice.stopped } as const;
  const some = page.docs.filter(({ data }) => isStopped(notice, data)).map((doc) => ({ doc, state }));
  const of = { academy: notice.academy, notice: notice.id, lane };
  if (some.length > 0) await settleTogether(store, of, some);
  return page.next;
}
