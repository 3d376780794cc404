import process from 'node:process';
import { cosmosOptions } from '../../../../bot/store.ts';
import { openCosmos } from '../../../../services/store/cosmos/cosmos.ts';
import { prepareCosmos } from '../../../../services/store/cosmos/prepare.ts';
import { storeContract } from '../../../contract/store.contract.ts';
import { startCosmos } from '../../../helpers/cosmos/server.ts';
import type { CosmosServer } from '../../../helpers/cosmos/server.ts';

describe('on the emulator from npm', () => {
  let now = Date.parse('2023-05-31T06:00:00Z');
  let server: CosmosServer;
  const options = () => ({ endpoint: server.endpoint, database: 'fadder', access: { key: server.key } });
  before(async () => {
    server = await startCosmos(() => now);
    await prepareCosmos(options());
  });
  after(() => server.close());

  storeContract('the store in Cosmos DB', () => openCosmos(options()), {
    advance: (seconds) => {
      now += seconds * 1000;
    },
  });
});

// A real account or the official emulator, where the environment names one. Its clock cannot be moved: expiry is left
// out. The database is one of its own, whatever the bot's is, and is left behind; without a key the machine's identity
// is used, and may have to be given that database.
const { COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key } = process.env;
if (endpoint) {
  describe(`at ${endpoint}`, function () {
    this.timeout(120_000);
    const named = { endpoint, database: 'fadder-contract', ...(key ? { key } : {}) };
    const options = () => cosmosOptions(named, {});
    before(async () => {
      await prepareCosmos(await options());
    });
    storeContract('the store in Cosmos DB', async () => openCosmos(await options()));
  });
}
