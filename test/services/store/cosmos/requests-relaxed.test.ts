import assert from 'node:assert/strict';
import type { Query } from '../../../../services/store/port.ts';
import { aCosmosWorld } from '../../../helpers/cosmos/world.ts';
import { aDoc, freshName } from '../../../helpers/store-docs.ts';

describe('a query of Cosmos DB', () => {
  const world = aCosmosWorld();
  const LEVEL = 'x-ms-consistency-level';

  /** The levels that were asked for by what `work` does. */
  async function levels(work: () => Promise<unknown>): Promise<readonly unknown[]> {
    const { asked } = world().server;
    const before = asked.length;
    await work();
    return asked.slice(before).map(({ headers }) => headers[LEVEL]);
  }

  it('asks for less than the account’s consistency where it is relaxed, and nothing else does', async () => {
    const store = await world().open();
    const [pk, type] = [freshName('partition'), freshName('type')];
    const { id } = await store.create(aDoc({ pk, type }));
    for (const where of [{ pk, type }, { type }]) {
      const query: Query = { ...where, limit: 1 };
      const relaxed = await levels(() => store.query({ ...query, relaxed: true }));
      assert.ok(relaxed.includes('Eventual'), relaxed.join());
      assert.ok(!(await levels(() => store.query(query))).includes('Eventual'));
    }
    assert.ok(!(await levels(() => store.read(pk, id))).includes('Eventual'));
  });
});
