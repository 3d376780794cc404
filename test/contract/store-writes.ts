import assert from 'node:assert/strict';
import { aDoc, failure, freshName } from '../helpers/store-docs.ts';
import type { Current } from './store.contract.ts';

export function writes(current: Current): void {
  describe('reading and writing one document', () => {
    it('gives back what was created, with an ETag', async () => {
      const doc = aDoc();
      const created = await current().create(doc);
      assert.deepEqual(created, { ...doc, etag: created.etag });
      assert.notEqual(created.etag, '');
      assert.deepEqual(await current().read(doc.pk, doc.id), created);
    });

    it('reads nothing where there is nothing', async () => {
      const { pk, id } = await current().create(aDoc());
      assert.equal(await current().read(pk, 'other'), undefined);
      assert.equal(await current().read(freshName('partition'), id), undefined);
    });

    it('keeps the same id in two partitions apart', async () => {
      const [one, two] = [aDoc({ data: { text: 'one' } }), aDoc({ data: { text: 'two' } })];
      await current().create(one);
      await current().create(two);
      assert.deepEqual((await current().read(one.pk, one.id))?.data, { text: 'one' });
      assert.deepEqual((await current().read(two.pk, two.id))?.data, { text: 'two' });
    });

    it('refuses to create a taken id and keeps what was there, even of another type', async () => {
      const first = await current().create(aDoc());
      await assert.rejects(current().create(aDoc({ pk: first.pk, type: 'other' })), failure('conflict'));
      assert.deepEqual(await current().read(first.pk, first.id), first);
    });

    it('replaces every part of a document under its current ETag', async () => {
      const first = await current().create(aDoc());
      const changed = { ...aDoc({ pk: first.pk }), type: 'moved', sort: 'z', schema: 2, data: [1] };
      const second = await current().replace(changed, first.etag);
      assert.deepEqual(second, { ...changed, etag: second.etag });
      assert.deepEqual(await current().read(first.pk, first.id), second);
      assert.deepEqual((await current().query({ pk: first.pk, type: 'note', limit: 10 })).docs, []);
      assert.equal((await current().query({ pk: first.pk, type: 'moved', limit: 10 })).docs.length, 1);
    });

    it('refuses to replace under an old ETag and keeps the newer version', async () => {
      const first = await current().create(aDoc());
      const second = await current().replace(aDoc({ pk: first.pk, data: { text: 'b' } }), first.etag);
      const late = aDoc({ pk: first.pk, data: { text: 'c' } });
      await assert.rejects(current().replace(late, first.etag), failure('precondition'));
      assert.deepEqual(await current().read(first.pk, first.id), second);
    });

    it('says notFound where there is nothing to replace or delete', async () => {
      const { pk, id, etag } = await current().create(aDoc());
      await current().delete(pk, id);
      await assert.rejects(current().replace(aDoc({ pk }), etag), failure('notFound'));
      await assert.rejects(current().delete(pk, id, etag), failure('notFound'));
      await assert.rejects(current().delete(pk, id), failure('notFound'));
      assert.equal(await current().read(pk, id), undefined);
    });

    it('deletes under the current ETag only, or whatever the version without one', async () => {
      const first = await current().create(aDoc());
      const second = await current().replace(aDoc({ pk: first.pk }), first.etag);
      await assert.rejects(current().delete(first.pk, first.id, first.etag), failure('precondition'));
      assert.deepEqual(await current().read(first.pk, first.id), second);
      await current().delete(first.pk, first.id, second.etag);
      await current().create(aDoc({ pk: first.pk }));
      await current().delete(first.pk, first.id);
      assert.equal(await current().read(first.pk, first.id), undefined);
    });

    it('never uses an ETag again, not for the same content nor after a delete', async () => {
      const doc = aDoc();
      const etags: string[] = [];
      for (let round = 0; round < 5; round += 1) {
        const created = await current().create(doc);
        const replaced = await current().replace(doc, created.etag);
        etags.push(created.etag, replaced.etag);
        await assert.rejects(current().replace(doc, created.etag), failure('precondition'));
        await current().delete(doc.pk, doc.id);
      }
      await current().create(doc);
      assert.equal(new Set(etags).size, etags.length);
      for (const etag of etags)
        await assert.rejects(current().replace(doc, etag), failure('precondition'), 'an old ETag fits');
    });

    it('lets exactly one of many writers that saw the same ETag win', async () => {
      const { pk, etag } = await current().create(aDoc());
      const attempts = Array.from({ length: 10 }, (_, writer) =>
        current().replace(aDoc({ pk, data: { writer } }), etag),
      );
      const outcomes = await Promise.allSettled(attempts);
      assert.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') assert.ok(failure('precondition')(outcome.reason));
    });

    it('lets exactly one of many creators win', async () => {
      const doc = aDoc();
      const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => current().create(doc)));
      assert.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') assert.ok(failure('conflict')(outcome.reason));
    });

    it('answers no more once it is closed, and may be closed twice', async () => {
      const { pk, id } = await current().create(aDoc());
      await current().close();
      await current().close();
      await assert.rejects(current().read(pk, id));
      await assert.rejects(current().create(aDoc()));
    });
  });
}
