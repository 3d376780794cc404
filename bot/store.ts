/** The store that the configuration names. */
import { openCosmos } from '../services/store/cosmos/cosmos.ts';
import type { CosmosOptions, Credential } from '../services/store/cosmos/client.ts';
import type { OnOperation } from '../services/store/cosmos/observe.ts';
import { openEmbedded } from '../services/store/embedded.ts';
import type { Store } from '../services/store/port.ts';
import { storeFile } from './config.ts';
import type { CosmosConfig, StoreConfig } from './config.ts';

/**
 * Rejects with an error that says what is wrong and what to do; then nothing has been written.
 * @param onOperation told what each operation asked of Cosmos DB
 */
export async function openStore(config: StoreConfig, onOperation?: OnOperation): Promise<Store> {
  const { cosmos, dataDir } = config;
  if (!cosmos) return openEmbedded(storeFile(dataDir));
  const told = onOperation ? { onOperation } : {};
  return openCosmos({ ...(await cosmosOptions(cosmos, config)), ...told });
}

export async function cosmosOptions(
  { key, ...where }: CosmosConfig,
  { app }: Pick<StoreConfig, 'app'>,
): Promise<CosmosOptions> {
  if (key !== undefined) return { ...where, access: { key } };
  // The bot's own identity where it is one of the machine's; else the machine's, or (on a developer's) the person's.
  const identity = app?.type === 'UserAssignedMSI' ? app.id : undefined;
  return { ...where, access: { credential: await credentialOf(identity) } };
}

/** Loaded when it is needed: most of what it can do is not. */
async function credentialOf(managedIdentityClientId: string | undefined): Promise<Credential> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential(managedIdentityClientId === undefined ? {} : { managedIdentityClientId });
}
