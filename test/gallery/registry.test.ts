import assert from 'node:assert/strict';
import { exhibits } from './registry.ts';
import { kinds, statesOf } from './states.ts';

describe('the gallery', () => {
  const all = exhibits();

  for (const kind of kinds)
    it(`shows ${kind} in each of its states and in no other`, () => {
      const shown = new Set(all.filter((exhibit) => exhibit.kind === kind).map(({ state }) => state));
      assert.deepEqual([...shown].sort(), [...statesOf(kind)].sort());
    });

  it('can link to each case', () => {
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    for (const { id } of all) assert.match(id, /^[a-z0-9-]+$/);
  });

  it('lists the cases of a kind together', () => {
    const turns = all.filter(({ kind }, index) => kind !== all[index - 1]?.kind);
    assert.deepEqual(
      turns.map(({ kind }) => kind),
      kinds,
    );
  });
});
