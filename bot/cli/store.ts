import { prepareCosmos } from '../../services/store/cosmos/prepare.ts';
import type { CosmosConfig, StoreConfig } from '../config.ts';
import { cosmosOptions, openStore } from '../store.ts';
import type { Surroundings } from './import.ts';
import type { Terminal } from './terminal.ts';

/** Makes the store that the configuration names, or checks it, and says what it found. Returns the exit code. */
export async function prepareStore({ terminal, config }: Surroundings): Promise<number> {
  const named = config();
  if (named.cosmos) await prepareAccount(named.cosmos, named, terminal);
  else {
    await (await openStore(named)).close();
    terminal.print(`The store in the folder ${named.dataDir} is as it should be.`);
  }
  return 0;
}

async function prepareAccount(cosmos: CosmosConfig, config: StoreConfig, terminal: Terminal): Promise<void> {
  const { made, advice } = await prepareCosmos(await cosmosOptions(cosmos, config));
  for (const what of made) terminal.print(`Made the ${what}.`);
  terminal.print(`The store "${cosmos.database}" at ${cosmos.endpoint} is as it should be.`);
  for (const line of advice) terminal.print(line);
}
