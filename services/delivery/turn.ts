/** Whose turn it is: what one person gets of a notice, or of a thread, they get in its order. */
import type { Delivery } from '../domain/delivery.ts';
import { noticeId } from '../domain/ids.ts';
import { addMilliseconds, SECOND } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { messageId } from '../store/documents.ts';
import type { DeliveryDeps } from './deps.ts';
import { Lane } from './lane.ts';

/** How far back a thread is looked through for a message that concerns the same person. */
const BACK = 10;

/** Until when a delivery waits for what comes before it; undefined: it may be sent. What is held, unreachable or
 * otherwise done with does not block the next. */
export async function waitsUntil(
  deps: DeliveryDeps,
  lane: Lane,
  delivery: Delivery,
  now: Instant,
): Promise<Instant | undefined> {
  const before =
    delivery.part > 0
      ? await lane.find(delivery.person, delivery.part - 1)
      : await messageBefore(deps, delivery);
  if (before?.state.state !== 'pending' && before?.state.state !== 'sending') return undefined;
  const soon = addMilliseconds(now, SECOND);
  return before.state.state === 'pending' && before.state.dueAt > soon ? before.state.dueAt : soon;
}

/** The person's last message of the same thread before this one. Their own ones were not sent to them. */
async function messageBefore(
  deps: DeliveryDeps,
  { academy, person, lane, content }: Delivery,
): Promise<Delivery | undefined> {
  if (content.kind !== 'message') return undefined;
  for (let n = content.number - 1; n >= Math.max(1, content.number - BACK); n -= 1) {
    const earlier = new Lane(deps, academy, noticeId(messageId(content.pairing, n)), lane);
    const found = await earlier.find(person, 0);
    if (found) return found;
  }
  return undefined;
}
