import assert from 'node:assert/strict';
import { encodeBatch } from '../../../../services/store/encoding.ts';
import { fromItem, toItem } from '../../../../services/store/cosmos/item.ts';
import type { Item } from '../../../../services/store/cosmos/item.ts';
import type { Doc } from '../../../../services/store/port.ts';
import { aDoc } from '../../../helpers/store-docs.ts';

function itemOf(doc: Doc): Item {
  const [change] = encodeBatch(doc.pk, [{ op: 'create', doc }]);
  assert.ok(change?.op === 'create');
  return toItem(change.encoded, 'write');
}

/** As Cosmos gives it back. */
const returned = (item: Item): unknown => ({
  ...(JSON.parse(JSON.stringify(item)) as object),
  _etag: 'etag',
});

describe('an item in Cosmos DB', () => {
  it('holds the data as people can read it', () => {
    const data = { text: 'Hyvä 😀', numbers: [1, -0.5, Number.MAX_SAFE_INTEGER], none: null };
    const item = itemOf(aDoc({ data }));
    assert.deepEqual([item.data, item.text], [data, undefined]);
  });

  const brittle: readonly (readonly [string, unknown])[] = [
    ['half of a pair', { text: 'x\ud800' }],
    ['half of a pair in a name', { '\udc00': 1 }],
    ['NUL', ['a\u0000b']],
    ['a whole number beyond 2^53', { n: 2 ** 53 }],
    ['a number far beyond', { n: [1e21] }],
    ['a name that is empty', { '': 1 }],
    ['a name that is no name elsewhere', JSON.parse('{"__proto__":1}')],
  ];
  for (const [what, data] of brittle)
    it(`holds data with ${what} as text, and gives it back as it was`, () => {
      const doc = aDoc<unknown>({ data });
      const item = itemOf(doc);
      assert.ok(!('data' in item));
      assert.equal(item.text, JSON.stringify(data));
      assert.deepEqual(fromItem(returned(item)), { ...doc, write: 'write', etag: 'etag' });
    });

  it('stands under a digest where its id could not be addressed, and keeps its name', () => {
    const doc = aDoc({ id: '..' });
    const item = itemOf(doc);
    assert.deepEqual([item.name, item.id.length], ['..', 44]);
    assert.equal(fromItem(returned(item)).id, '..');
  });

  it('is refused where another program has written it', () => {
    assert.throws(() => fromItem({ id: 'a', pk: 'p', _etag: 'e' }), /no document of Fadder/);
  });
});
