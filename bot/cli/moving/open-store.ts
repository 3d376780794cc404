import type { Store } from '../../../services/store/port.ts';
import { openStore } from '../../store.ts';
import type { Surroundings } from '../import.ts';

/** Opens the store that the command is about, and closes it whatever becomes of the work. */
export async function onStore<T>(
  dataDir: string | undefined,
  surroundings: Surroundings,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore(dataDir === undefined ? surroundings.config() : { dataDir });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
