/** An empty store of its own for a test, that goes when it is closed. */
import process from 'node:process';
import { openCosmos } from '../../services/store/cosmos/cosmos.ts';
import { prepareCosmos } from '../../services/store/cosmos/prepare.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import type { Store } from '../../services/store/port.ts';
import { startCosmos } from './cosmos/server.ts';
import { optionsOf } from './cosmos/world.ts';

/** In memory, or with `FADDER_TEST_STORE=cosmos` in Cosmos DB on the emulator: the same tests tell the same there. */
export function aStore(): Promise<Store> {
  return process.env['FADDER_TEST_STORE'] === 'cosmos' ? inCosmos() : openEmbedded(':memory:');
}

async function inCosmos(): Promise<Store> {
  const server = await startCosmos();
  await prepareCosmos(optionsOf(server));
  const store = await openCosmos(optionsOf(server));
  return {
    read: (pk, id) => store.read(pk, id),
    create: (doc) => store.create(doc),
    replace: (doc, etag) => store.replace(doc, etag),
    delete: (pk, id, etag) => store.delete(pk, id, etag),
    batch: (pk, operations) => store.batch(pk, operations),
    query: (query) => store.query(query),
    close: async () => {
      await store.close();
      await server.close();
    },
  };
}
