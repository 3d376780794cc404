import { isFailure } from '../store/access.ts';
import { MAX_BATCH } from '../store/port.ts';
import type { Store, Stored } from '../store/port.ts';

/** Deletes every document of a type in a partition, whoever else deletes some of them meanwhile. */
export async function removeAll(store: Store, pk: string, type: string): Promise<void> {
  for (;;) {
    const { docs } = await store.query({ pk, type, limit: MAX_BATCH });
    if (docs.length === 0) return;
    try {
      await store.batch(
        pk,
        docs.map(({ id }) => ({ op: 'delete', id })),
      );
    } catch (error) {
      // What is gone is not found in the next look.
      if (!isFailure(error, 'notFound', 'ambiguous')) throw error;
    }
  }
}

/** Deletes a document as it was read; one that was changed since, or has gone, is left to whoever did that. */
export async function removeOne(store: Store, { pk, id, etag }: Stored): Promise<void> {
  try {
    await store.delete(pk, id, etag);
  } catch (error) {
    if (!isFailure(error, 'notFound', 'precondition', 'ambiguous')) throw error;
  }
}
