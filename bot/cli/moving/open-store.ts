import { openEmbedded } from '../../../services/store/embedded.ts';
import type { Store } from '../../../services/store/port.ts';
import { storeFile } from '../../config.ts';
import type { Surroundings } from '../import.ts';

/** Opens the store that the command is about, and closes it whatever becomes of the work. */
export async function onStore<T>(
  dataDir: string | undefined,
  surroundings: Surroundings,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openEmbedded(storeFile(dataDir ?? surroundings.dataDir()));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
