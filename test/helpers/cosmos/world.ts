/** A store in Cosmos DB on the emulator, for the tests of a `describe`. */
import { openCosmos } from '../../../services/store/cosmos/cosmos.ts';
import type { CosmosOptions } from '../../../services/store/cosmos/client.ts';
import { prepareCosmos } from '../../../services/store/cosmos/prepare.ts';
import type { Store } from '../../../services/store/port.ts';
import type { Asked } from './request.ts';
import { startCosmos } from './server.ts';
import type { CosmosServer, Fault } from './server.ts';

export interface CosmosWorld {
  readonly server: CosmosServer;
  readonly options: CosmosOptions;
  /** A store on the same documents, closed after the test. */
  open(overrides?: Partial<CosmosOptions>): Promise<Store>;
}

export const optionsOf = (server: CosmosServer, database = 'fadder'): CosmosOptions => ({
  ...{ endpoint: server.endpoint, database },
  access: { key: server.key },
});

/** Call the returned function in a hook or a test. */
export function aCosmosWorld(): () => CosmosWorld {
  let server: CosmosServer | undefined;
  const opened: Store[] = [];
  const world = (): CosmosWorld => {
    if (!server) throw new Error('the server is started by a hook: ask for it later');
    const options = optionsOf(server);
    return {
      ...{ server, options },
      open: async (overrides) => {
        const store = await openCosmos({ ...options, ...overrides });
        opened.push(store);
        return store;
      },
    };
  };
  before(async () => {
    server = await startCosmos();
    await prepareCosmos(world().options);
  });
  afterEach(async () => {
    server?.fails(undefined);
    for (const store of opened.splice(0)) await store.close();
  });
  after(() => server?.close());
  return world;
}

const WRITES: readonly Asked['kind'][] = ['create', 'replace', 'delete', 'batch'];
export const isWrite = ({ kind }: Asked): boolean => WRITES.includes(kind);

/** The first so many of the requests that `which` names fail so. */
export function failing(
  fault: Fault,
  which: (asked: Asked) => boolean,
  times = Infinity,
): (asked: Asked) => Fault | undefined {
  let left = times;
  return (asked) => {
    if (!which(asked) || left <= 0) return undefined;
    left -= 1;
    return fault;
  };
}
