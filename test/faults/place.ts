/** Where the processes of a campaign keep their documents. */
import { openCosmos } from '../../services/store/cosmos/cosmos.ts';
import { prepareCosmos } from '../../services/store/cosmos/prepare.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import type { Store } from '../../services/store/port.ts';
import { storeFile } from '../../bot/config.ts';
import { startCosmos } from '../helpers/cosmos/server.ts';
import type { CosmosServer } from '../helpers/cosmos/server.ts';
import { optionsOf } from '../helpers/cosmos/world.ts';

export interface Place {
  readonly store: Store;
  /** What leads a process to the same store. */
  readonly environment: Readonly<Record<string, string>>;
  readonly cosmos?: CosmosServer;
  close(): Promise<void>;
}

export async function aFilePlace(folder: string): Promise<Place> {
  const store = await openEmbedded(storeFile(folder));
  return { store, environment: { DATA_DIR: folder }, close: () => store.close() };
}

/** The emulator of this process, which is not killed. */
export async function aCosmosPlace(): Promise<Place> {
  const cosmos = await startCosmos();
  await prepareCosmos(optionsOf(cosmos));
  const store = await openCosmos(optionsOf(cosmos));
  const { endpoint, key } = cosmos;
  return {
    ...{ store, cosmos },
    environment: { COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key, COSMOS_DATABASE: 'fadder' },
    close: async () => {
      await store.close();
      await cosmos.close();
    },
  };
}
