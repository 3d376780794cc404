import type { Store } from '../../services/store/port.ts';
import { aDoc, failure } from './store-docs.ts';

export const COUNTER = { pk: 'counter', id: 'n' } as const;
export const LOG = 'log';

/** Adds one to the counter so many times, each time from what it has just read. */
export async function increment(store: Store, times: number): Promise<void> {
  for (let done = 0; done < times;) {
    const seen = await store.read<number>(COUNTER.pk, COUNTER.id);
    if (!seen) throw new Error('the counter is missing');
    try {
      await store.replace(aDoc({ ...COUNTER, data: seen.data + 1 }), seen.etag);
      done += 1;
    } catch (error) {
      if (!failure('precondition')(error)) throw error;
    }
  }
}

const WRITERS = 5;

/** Creates documents for ever, two in a batch and several batches at once, and tells the id of each pair that the store
 * has acknowledged. */
export async function writeOn(store: Store, acknowledged: (id: string) => void): Promise<void> {
  const half = (id: string) => ({ op: 'create', doc: aDoc({ pk: LOG, id, sort: id }) }) as const;
  const writer = async (_: unknown, number: number): Promise<never> => {
    for (let n = 0; ; n += 1) {
      const id = `${number}.${n}`;
      await store.batch(LOG, [half(`${id}-a`), half(`${id}-b`)]);
      acknowledged(id);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}
