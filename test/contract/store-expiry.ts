import assert from 'node:assert/strict';
import type { BatchOperation } from '../../services/store/port.ts';
import { aDoc, everyDoc, failure, freshName } from '../helpers/store-docs.ts';
import type { Current } from './store.contract.ts';

export function expiry(current: Current, advance: (seconds: number) => void): void {
  describe('a document with a ttl', () => {
    it('is there until its time has passed and nowhere after', async () => {
      const { pk, id, type, etag } = await current().create(aDoc({ type: freshName('type'), ttl: 60 }));
      advance(59);
      assert.equal((await current().read(pk, id))?.ttl, 60);
      advance(1);
      assert.equal(await current().read(pk, id), undefined);
      assert.deepEqual((await current().query({ pk, type, limit: 10 })).docs, []);
      assert.deepEqual((await current().query({ type, limit: 10 })).docs, []);
      await assert.rejects(current().replace(aDoc({ pk }), etag), failure('notFound'));
      await assert.rejects(current().delete(pk, id), failure('notFound'));
    });

    it('frees its id, and a new document there lives by its own ttl', async () => {
      const { pk, id, etag } = await current().create(aDoc({ ttl: 60 }));
      await assert.rejects(current().create(aDoc({ pk })), failure('conflict'));
      advance(60);
      const again = await current().create(aDoc({ pk }));
      assert.notEqual(again.etag, etag);
      advance(1_000_000);
      assert.deepEqual(await current().read(pk, id), again);
    });

    it('counts from its last write', async () => {
      const { pk, id, etag } = await current().create(aDoc({ ttl: 60 }));
      advance(40);
      await current().replace(aDoc({ pk, ttl: 60 }), etag);
      advance(40);
      assert.ok(await current().read(pk, id));
      advance(20);
      assert.equal(await current().read(pk, id), undefined);
    });

    it('stays for good once it is replaced by one without', async () => {
      const { pk, id, etag } = await current().create(aDoc({ ttl: 60 }));
      await current().replace(aDoc({ pk }), etag);
      advance(1_000_000);
      const kept = await current().read(pk, id);
      assert.ok(kept && !('ttl' in kept));
    });

    it('leaves pages whole when it expires between them', async () => {
      const [pk, type] = [freshName('partition'), freshName('type')];
      const note = (id: string, ttl?: number) => aDoc({ pk, type, id, ...(ttl ? { ttl } : {}) });
      for (const doc of [note('a'), note('b', 60), note('c', 60), note('d'), note('e')])
        await current().create(doc);
      const first = await current().query({ pk, type, limit: 2 });
      advance(60);
      const after = first.next;
      assert.ok(after);
      const rest = await everyDoc(current(), { pk, type, limit: 2, after });
      assert.deepEqual(
        rest.map((doc) => doc.id),
        ['d', 'e'],
      );
    });

    it('goes without taking others along, however many expire at once', async () => {
      const [pk, type] = [freshName('partition'), freshName('type')];
      const operations = Array.from({ length: 100 }, (_, n): BatchOperation => {
        const ttl = n % 2 ? { ttl: 10 } : {};
        return { op: 'create', doc: aDoc({ pk, type, id: `n${n}`, ...ttl }) };
      });
      await current().batch(pk, operations);
      advance(10);
      for (let n = 0; n < 30; n += 1) await current().create(aDoc());
      assert.equal((await everyDoc(current(), { pk, type, limit: 30 })).length, 50);
    });
  });
}
