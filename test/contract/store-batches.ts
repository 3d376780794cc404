import assert from 'node:assert/strict';
import type { BatchOperation, Doc } from '../../services/store/port.ts';
import { MAX_BATCH } from '../../services/store/port.ts';
import { aDoc, everyDoc, failure, freshName, mistake } from '../helpers/store-docs.ts';
import type { Current } from './store.contract.ts';

const create = (doc: Doc): BatchOperation => ({ op: 'create', doc });

export function batches(current: Current): void {
  describe('a batch', () => {
    const contents = async (pk: string) => everyDoc(current(), { pk, type: 'note', limit: 1000 });

    it('creates, replaces and deletes in one go and returns the new ETags in order', async () => {
      const pk = freshName('partition');
      const old = await current().create(aDoc({ pk, id: 'old' }));
      const gone = await current().create(aDoc({ pk, id: 'gone' }));
      const blind = await current().create(aDoc({ pk, id: 'blind' }));
      const etags = await current().batch(pk, [
        { op: 'delete', id: gone.id, etag: gone.etag },
        create(aDoc({ pk, id: 'new' })),
        { op: 'delete', id: blind.id },
        { op: 'replace', doc: aDoc({ pk, id: 'old', data: { text: 'b' } }), etag: old.etag },
      ]);
      assert.deepEqual([etags.length, etags[0], etags[2]], [4, undefined, undefined]);
      assert.deepEqual(
        (await contents(pk)).map(({ id, etag, data }) => ({ id, etag, data })),
        [
          { id: 'new', etag: etags[1], data: { text: 'Hei' } },
          { id: 'old', etag: etags[3], data: { text: 'b' } },
        ],
      );
    });

    const failing: readonly [string, (pk: string) => BatchOperation][] = [
      ['conflict', (pk) => create(aDoc({ pk, id: 'there' }))],
      ['precondition', (pk) => ({ op: 'replace', doc: aDoc({ pk, id: 'there' }), etag: 'old' })],
      ['precondition', () => ({ op: 'delete', id: 'there', etag: 'old' })],
      ['notFound', (pk) => ({ op: 'replace', doc: aDoc({ pk, id: 'nowhere' }), etag: 'old' })],
      ['notFound', () => ({ op: 'delete', id: 'nowhere' })],
    ];
    for (const [expected, operation] of failing)
      it(`writes nothing when a ${operation('p').op} in its middle fails with ${expected}`, async () => {
        const pk = freshName('partition');
        await current().create(aDoc({ pk, id: 'there' }));
        const other = await current().create(aDoc({ pk, id: 'other' }));
        const before = await contents(pk);
        const operations: readonly BatchOperation[] = [
          create(aDoc({ pk, id: 'a' })),
          { op: 'replace', doc: aDoc({ pk, id: 'other', data: { text: 'b' } }), etag: other.etag },
          operation(pk),
          create(aDoc({ pk, id: 'z' })),
        ];
        await assert.rejects(current().batch(pk, operations), { failure: expected });
        assert.deepEqual(await contents(pk), before);
      });

    it('is named by the first operation that fails', async () => {
      const pk = freshName('partition');
      await current().create(aDoc({ pk, id: 'there' }));
      const conflict = create(aDoc({ pk, id: 'there' }));
      const missing: BatchOperation = { op: 'delete', id: 'nowhere' };
      await assert.rejects(current().batch(pk, [conflict, missing]), failure('conflict'));
      await assert.rejects(current().batch(pk, [missing, conflict]), failure('notFound'));
    });

    it('can be tried again after it has failed', async () => {
      const pk = freshName('partition');
      const { id } = await current().create(aDoc({ pk, id: 'there' }));
      const operations = [create(aDoc({ pk, id: 'a' })), create(aDoc({ pk, id }))];
      await assert.rejects(current().batch(pk, operations), failure('conflict'));
      await current().delete(pk, id);
      await current().batch(pk, operations);
      assert.deepEqual(
        (await contents(pk)).map((doc) => doc.id),
        ['a', 'there'],
      );
    });

    it('is whole or nothing for itself alone, whatever others do at the same moment', async () => {
      const pk = freshName('partition');
      const make = (...ids: readonly string[]) => ids.map((id) => create(aDoc({ pk, id })));
      await current().batch(pk, make('there'));
      const ends = await Promise.allSettled(
        [['a'], ['b', 'there'], ['c', 'd'], ['there'], ['e']].map((ids) => current().batch(pk, make(...ids))),
      );
      const [, refused, , again] = ends;
      assert.deepEqual(
        ends.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
      );
      for (const end of [refused, again])
        assert.ok(end?.status === 'rejected' && failure('conflict')(end.reason));
      assert.deepEqual(
        (await contents(pk)).map(({ id }) => id),
        ['a', 'c', 'd', 'e', 'there'],
      );
    });

    it('wins alone where several change the same document at the same moment', async () => {
      const pk = freshName('partition');
      const { etag } = await current().create(aDoc({ pk, id: 'one' }));
      const ends = await Promise.allSettled(
        ['a', 'b', 'c', 'd'].map((text) =>
          current().batch(pk, [
            { op: 'replace', doc: aDoc({ pk, id: 'one', data: { text } }), etag },
            create(aDoc({ pk, id: text })),
          ]),
        ),
      );
      assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1);
      for (const end of ends) if (end.status === 'rejected') assert.ok(failure('precondition')(end.reason));
      const winner = String.fromCharCode(
        'a'.charCodeAt(0) + ends.findIndex(({ status }) => status === 'fulfilled'),
      );
      assert.deepEqual(
        (await contents(pk)).map(({ id, data }) => [id, data]),
        [
          [winner, { text: 'Hei' }],
          ['one', { text: winner }],
        ],
      );
    });

    it('holds a hundred operations and no more, and at least one', async () => {
      const pk = freshName('partition');
      const many = Array.from({ length: MAX_BATCH + 1 }, (_, index) => create(aDoc({ pk, id: `n${index}` })));
      await assert.rejects(current().batch(pk, many), mistake);
      await assert.rejects(current().batch(pk, []), mistake);
      assert.deepEqual(await contents(pk), []);
      const etags = await current().batch(pk, many.slice(1));
      assert.equal(new Set(etags).size, MAX_BATCH);
      assert.equal((await contents(pk)).length, MAX_BATCH);
    });

    it('may name an id only once', async () => {
      const pk = freshName('partition');
      const doc = aDoc({ pk, id: 'twice' });
      await assert.rejects(current().batch(pk, [create(doc), create(doc)]), mistake);
      await assert.rejects(current().batch(pk, [create(doc), { op: 'delete', id: 'twice' }]), mistake);
      assert.deepEqual(await contents(pk), []);
    });

    it('stays in its partition', async () => {
      const [pk, elsewhere] = [freshName('partition'), freshName('partition')];
      const operations = [create(aDoc({ pk, id: 'a' })), create(aDoc({ pk: elsewhere, id: 'b' }))];
      await assert.rejects(current().batch(pk, operations), mistake);
      assert.deepEqual([...(await contents(pk)), ...(await contents(elsewhere))], []);
    });

    it('is refused as a whole when its documents together are too large', async () => {
      const pk = freshName('partition');
      const half = { text: 'x'.repeat(1024 * 1024) };
      const operations = ['a', 'b'].map((id) => create(aDoc({ pk, id, data: half })));
      await assert.rejects(current().batch(pk, operations), failure('tooLarge'));
      assert.deepEqual(await contents(pk), []);
    });
  });
}
