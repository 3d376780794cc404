import assert from 'node:assert/strict';
import type { Doc } from '../../services/store/port.ts';
import { MAX_DOCUMENT_BYTES } from '../../services/store/port.ts';
import { aDoc, failure, mistake } from '../helpers/store-docs.ts';
import type { Current } from './store.contract.ts';

export function limits(current: Current): void {
  describe('limits', () => {
    /** A document whose JSON has exactly so many bytes, most of them in letters of two bytes. */
    function docOfBytes(bytes: number): Doc {
      const bare = Buffer.byteLength(JSON.stringify(aDoc({ data: '' })));
      const rest = bytes - bare;
      const doc = aDoc({ data: 'ä'.repeat(Math.floor(rest / 2)) + 'x'.repeat(rest % 2) });
      assert.equal(Buffer.byteLength(JSON.stringify(doc)), bytes);
      return doc;
    }

    it('a document of the greatest size is kept, one byte more is too large', async () => {
      const doc = docOfBytes(MAX_DOCUMENT_BYTES);
      await current().create(doc);
      const read = await current().read(doc.pk, doc.id);
      assert.ok(read && read.data === doc.data);
      await assert.rejects(current().create(docOfBytes(MAX_DOCUMENT_BYTES + 1)), failure('tooLarge'));
      const grown = { ...docOfBytes(MAX_DOCUMENT_BYTES + 1), pk: doc.pk };
      await assert.rejects(current().replace(grown, read.etag), failure('tooLarge'));
      assert.equal((await current().read(doc.pk, doc.id))?.etag, read.etag);
    });

    it('an id has at most 1023 bytes, a partition key at most 255 characters', async () => {
      const pk = `${aDoc().pk}${'p'.repeat(300)}`;
      await current().create(aDoc({ id: 'ä'.repeat(511) + 'x' }));
      await assert.rejects(current().create(aDoc({ id: 'ä'.repeat(512) })), mistake);
      await current().create(aDoc({ pk: pk.slice(0, 255) }));
      await assert.rejects(current().create(aDoc({ pk: pk.slice(0, 256) })), mistake);
    });

    it('a sort key has at most 1023 bytes', async () => {
      await current().create(aDoc({ sort: 's'.repeat(1023) }));
      await assert.rejects(current().create(aDoc({ sort: 's'.repeat(1024) })), mistake);
    });

    it('type, schema and ttl are sound', async () => {
      await assert.rejects(current().create(aDoc({ type: '' })), mistake);
      for (const schema of [-1, 0.5, Number.NaN])
        await assert.rejects(current().create(aDoc({ schema })), mistake, `schema ${schema}`);
      for (const ttl of [0, -1, 0.5, Number.NaN, 2 ** 31])
        await assert.rejects(current().create(aDoc({ ttl })), mistake, `ttl ${ttl}`);
    });
  });
}
