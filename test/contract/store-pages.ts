import assert from 'node:assert/strict';
import type { Query, Store } from '../../services/store/port.ts';
import { aDoc, everyDoc, everyPage, freshName, mistake } from '../helpers/store-docs.ts';
import type { Current } from './store.contract.ts';

/** In the order of their UTF-8 bytes; by UTF-16 units the emoji would come before U+FFFD. */
const BY_BYTES = [
  '',
  ' ',
  '-',
  '0',
  '10',
  '2',
  'A',
  'Z',
  'a',
  'aa',
  'z',
  'Ä',
  'ä',
  'ö',
  '\u20ac',
  '\ufffd',
  '😀',
];

async function fill(store: Store, pk: string, type: string, keys: readonly (readonly [string, string])[]) {
  for (const [sort, id] of keys) await store.create(aDoc({ pk, type, id, sort }));
}

export function pages(current: Current): void {
  describe('a query', () => {
    const sorts = async (query: Query) => (await everyDoc(current(), query)).map((doc) => doc.sort);
    const ids = async (query: Query) => (await everyDoc(current(), query)).map((doc) => doc.id);

    it('finds nothing where there is nothing', async () => {
      assert.deepEqual(await current().query({ pk: freshName('p'), type: 'note', limit: 1 }), { docs: [] });
      assert.deepEqual(await current().query({ type: freshName('type'), limit: 1000 }), { docs: [] });
    });

    it('that is relaxed finds the same, page by page', async () => {
      const [pk, type] = [freshName('partition'), freshName('type')];
      await fill(current(), pk, type, [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ]);
      for (const query of [
        { pk, type, limit: 2 },
        { pk, type, from: 'b', to: 'c', limit: 1 },
        { type, limit: 2 },
      ]) {
        const found = await everyDoc(current(), query);
        assert.ok(found.length > 0);
        assert.deepEqual(await everyDoc(current(), { ...query, relaxed: true }), found);
      }
    });

    it('gives whole documents with their ETags', async () => {
      const created = await current().create(aDoc({ ttl: 1000 }));
      assert.deepEqual((await current().query({ pk: created.pk, type: 'note', limit: 5 })).docs, [created]);
    });

    it('never mixes types or partitions', async () => {
      const [pk, type] = [freshName('partition'), freshName('type')];
      await fill(current(), pk, type, [['b', '1']]);
      await fill(current(), pk, `${type}x`, [['a', '2']]);
      await fill(current(), `${pk}x`, type, [['c', '3']]);
      assert.deepEqual(await ids({ pk, type, limit: 10 }), ['1']);
      assert.deepEqual(await ids({ type, limit: 10 }), ['1', '3']);
    });

    for (const across of [false, true])
      it(`orders by UTF-8 bytes ${across ? 'across partitions' : 'in a partition'}`, async () => {
        const type = freshName('type');
        const shuffled = BY_BYTES.map((sort, index) => ({ sort, id: `n${index}` })).reverse();
        const pk = freshName('partition');
        for (const { sort, id } of shuffled)
          await current().create(aDoc({ pk: across ? freshName('partition') : pk, type, sort, id }));
        const query: Query = across ? { type, limit: 3 } : { pk, type, limit: 3 };
        assert.deepEqual(await sorts(query), BY_BYTES);
        assert.deepEqual(await sorts({ ...query, from: 'Z', to: 'ä' }), ['Z', 'a', 'aa', 'z', 'Ä']);
        assert.deepEqual(await sorts({ ...query, from: '\ufffd' }), ['\ufffd', '😀']);
      });

    it('orders equal sort keys by id in a partition', async () => {
      const [pk, type] = [freshName('partition'), freshName('type')];
      await fill(current(), pk, type, [
        ['b', '0'],
        ['a', '😀'],
        ['a', '\ufffd'],
        ['a', 'B'],
        ['a', 'a'],
      ]);
      assert.deepEqual(await ids({ pk, type, limit: 1 }), ['B', 'a', '\ufffd', '😀', '0']);
    });

    it('orders across partitions by sort key, then partition, then id', async () => {
      const type = freshName('type');
      const pk = freshName('partition');
      await fill(current(), `${pk}-2`, type, [
        ['b', 'v'],
        ['a', 'x'],
      ]);
      await fill(current(), `${pk}-1`, type, [
        ['c', 'u'],
        ['a', 'z'],
        ['a', 'y'],
      ]);
      for (const limit of [1, 2, 3, 10])
        assert.deepEqual(await ids({ type, limit }), ['y', 'z', 'x', 'v', 'u'], `pages of ${limit}`);
    });

    it('takes from as the first key and to as the first no longer wanted', async () => {
      const [pk, type] = [freshName('partition'), freshName('type')];
      await fill(
        current(),
        pk,
        type,
        ['a', 'b', 'c', 'd'].map((sort) => [sort, sort] as const),
      );
      for (const query of [
        { pk, type, limit: 1 },
        { type, limit: 2 },
      ]) {
        assert.deepEqual(await sorts({ ...query, from: 'b' }), ['b', 'c', 'd']);
        assert.deepEqual(await sorts({ ...query, to: 'c' }), ['a', 'b']);
        assert.deepEqual(await sorts({ ...query, from: 'b', to: 'd' }), ['b', 'c']);
        assert.deepEqual(await sorts({ ...query, from: 'c', to: 'c' }), []);
        assert.deepEqual(await sorts({ ...query, from: 'd', to: 'a' }), []);
        assert.deepEqual(await sorts({ ...query, after: { sort: 'a', pk, id: 'a' }, from: 'c' }), ['c', 'd']);
      }
    });

    it('tells of a next page only when there is one', async () => {
      const [pk, type] = [freshName('partition'), freshName('type')];
      await fill(
        current(),
        pk,
        type,
        [1, 2, 3, 4].map((n) => ['s', `${n}`] as const),
      );
      const sizes = async (limit: number) =>
        (await everyPage(current(), { pk, type, limit })).map((page) => page.docs.length);
      assert.deepEqual(await sizes(4), [4]);
      assert.deepEqual(await sizes(2), [2, 2]);
      assert.deepEqual(await sizes(3), [3, 1]);
      const { next } = await current().query({ pk, type, limit: 2 });
      assert.deepEqual(next, { sort: 's', pk, id: '2' });
    });

    for (const across of [false, true])
      it(`pages ${across ? 'across partitions ' : ''}without a gap or a repeat while others write`, async () => {
        const [pk, type] = [freshName('partition'), freshName('type')];
        const query: Query = across ? { type, limit: 2 } : { pk, type, limit: 2 };
        const at = (n: number) => [`s${n}`, `n${n}`] as const;
        await fill(current(), pk, type, [at(1), at(3), at(5), at(7)]);
        const first = await current().query(query);
        assert.deepEqual(first.next, { sort: 's3', pk, id: 'n3' });
        // Behind the position, before it, and the document itself that the position names.
        await fill(current(), pk, type, [at(2), at(4), at(8)]);
        await current().delete(pk, 'n3');
        await current().delete(pk, 'n5');
        assert.deepEqual(await ids({ ...query, after: first.next }), ['n4', 'n7', 'n8']);
      });

    it('refuses a page size out of bounds and a cursor of another partition', async () => {
      const [pk, type] = [freshName('partition'), freshName('type')];
      for (const limit of [0, -1, 1.5, 1001, Number.NaN])
        await assert.rejects(current().query({ pk, type, limit }), mistake, `limit ${limit}`);
      const after = { sort: 's', pk: freshName('partition'), id: 'n' };
      await assert.rejects(current().query({ pk, type, limit: 1, after }), mistake);
    });
  });
}
