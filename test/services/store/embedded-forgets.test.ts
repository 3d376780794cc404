import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openEmbedded } from '../../../services/store/embedded.ts';
import { aFolder } from '../../helpers/folder.ts';
import { aDoc } from '../../helpers/store-docs.ts';

describe('the embedded store', () => {
  const folder = aFolder();

  it('overwrites what is deleted or replaced: nobody reads it in the file afterwards', async () => {
    const file = folder.file('fadder.sqlite');
    const store = await openEmbedded(file);
    const text = (words: string) => ({ text: words.repeat(20) });
    const { pk, id, etag } = await store.create(aDoc({ data: text('Once written. ') }));
    const gone = await store.create(aDoc({ data: text('Soon deleted. ') }));
    await store.replace(aDoc({ pk, id, data: text('Now.') }), etag);
    await store.delete(gone.pk, gone.id);
    await store.close();
    const files = await readdir(dirname(file));
    const bytes = (
      await Promise.all(files.map((name) => readFile(join(dirname(file), name), 'latin1')))
    ).join();
    assert.ok(bytes.includes('Now.Now.'));
    for (const words of ['Once written.', 'Soon deleted.']) assert.ok(!bytes.includes(words), words);
  });
});
