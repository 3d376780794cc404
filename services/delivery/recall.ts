/** Finds the cards of a lane that are to be corrected or withdrawn where they stand. */
import type { Delivery, Notice } from '../domain/delivery.ts';
import type { Instant } from '../domain/time.ts';
import { isBehind, marked, postedIn } from '../rules/revise.ts';
import { across, contended } from '../store/access.ts';
import { after, deliveries, lanePartition, SETTLED } from '../store/documents.ts';
import type { Cursor, Store } from '../store/port.ts';
import { settleTogether, TOGETHER } from '../usecases/settle.ts';

const rangeOf = ({ academy, id }: Notice, lane: string) => ({
  pk: lanePartition(academy, id, lane),
  type: deliveries.type,
  from: SETTLED,
  to: after(SETTLED),
});

/** Whether some are left. Looked for once more at the end, since one that was on its way when the rest was marked has
 * arrived in its old words. */
export async function isLaneBehind(store: Store, notice: Notice, lane: string): Promise<boolean> {
  const { change } = notice;
  if (!change) return false;
  for await (const { data } of across<Delivery>(store, rangeOf(notice, lane)))
    if (isBehind(data.state, change.revision)) return true;
  return false;
}

/** Makes them pending, so many in a write. Repeated after a crash, it goes on with those that are left. */
export async function markBehind(store: Store, notice: Notice, lane: string, now: Instant): Promise<void> {
  let from: Cursor | undefined;
  do from = await contended(() => markSome(store, { notice, lane, now }, from));
  while (from);
}

/** Where there may be more. */
async function markSome(
  store: Store,
  { notice, lane, now }: { readonly notice: Notice; readonly lane: string; readonly now: Instant },
  from: Cursor | undefined,
): Promise<Cursor | undefined> {
  const { academy, id, change } = notice;
  if (!change) return undefined;
  const page = { ...rangeOf(notice, lane), limit: TOGETHER, ...(from ? { after: from } : {}) };
  const { docs, next } = await store.query<Delivery>(page);
  const behind = docs.flatMap((doc) => {
    const posted = isBehind(doc.data.state, change.revision) ? postedIn(doc.data.state) : undefined;
    return posted ? [{ doc, state: marked(posted, now) }] : [];
  });
  if (behind.length > 0) await settleTogether(store, { academy, notice: id, lane }, behind);
  return next;
}
