import type { Store } from '../../services/store/port.ts';
import { batches } from './store-batches.ts';
import { limits } from './store-limits.ts';
import { pages } from './store-pages.ts';
import { expiry } from './store-expiry.ts';
import { values } from './store-values.ts';
import { writes } from './store-writes.ts';

export interface ContractOptions {
  /** Moves the clock that `ttl` is counted by, of every store `open` has made. Left out: expiry is not tried. */
  readonly advance?: (seconds: number) => void;
}

/** The store of the running test. */
export type Current = () => Store;

/**
 * What every store must do. `open` is called before each test and its store closed after it; the tests use
 * partitions and types of their own, so the stores may all stand on the same documents.
 */
export function storeContract(name: string, open: () => Promise<Store>, options: ContractOptions = {}): void {
  describe(`${name} keeps the store's contract`, () => {
    let store: Store;
    const current: Current = () => store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    writes(current);
    batches(current);
    pages(current);
    values(current);
    limits(current);
    if (options.advance) expiry(current, options.advance);
  });
}
