import { randomUUID } from 'node:crypto';
import { instant } from '../../../services/domain/time.ts';
import type { Store } from '../../../services/store/port.ts';
import { joined } from '../../joined.ts';
import { openStore } from '../../store.ts';
import type { Surroundings } from '../import.ts';
import type { Terminal } from '../terminal.ts';

type Work<T> = (store: Store) => Promise<T>;

/** Opens the store that the command is about, and closes it whatever becomes of the work. For who carries documents as
 * they are. */
export async function onStore<T>(
  dataDir: string | undefined,
  surroundings: Surroundings,
  work: Work<T>,
): Promise<T> {
  return closing(await opened(dataDir, surroundings), work);
}

/**
 * The same for who works beside the bot: nothing is written that another process could not read.
 * @throws NotNow where the store is of a newer Fadder, or half restored; then nothing was written
 */
export async function besideTheBot<T>(
  dataDir: string | undefined,
  surroundings: Surroundings,
  work: Work<T>,
): Promise<T> {
  const { terminal, wallNow } = surroundings;
  const process = { id: randomUUID(), wallNow: () => instant(wallNow()), log: complaining(terminal) };
  return closing(await joined(await opened(dataDir, surroundings), process), work);
}

const opened = (dataDir: string | undefined, { config }: Surroundings): Promise<Store> =>
  openStore(dataDir === undefined ? config() : { dataDir });

async function closing<T>(store: Store, work: Work<T>): Promise<T> {
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function complaining(terminal: Terminal) {
  const complain = (_facts: object, what: string) => {
    terminal.complain(what);
  };
  return { info: () => undefined, warn: complain, error: complain };
}
