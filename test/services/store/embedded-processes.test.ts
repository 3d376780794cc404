import assert from 'node:assert/strict';
import { openEmbedded } from '../../../services/store/embedded.ts';
import { openSqlite } from '../../../services/store/sqlite.ts';
import { aFolder } from '../../helpers/folder.ts';
import { aDoc, everyDoc, failure } from '../../helpers/store-docs.ts';
import type { StoreChild } from '../../helpers/store-process.ts';
import { startStoreChild } from '../../helpers/store-process.ts';
import { COUNTER, increment, LOG } from '../../helpers/store-work.ts';

const ACKNOWLEDGED = 300;

describe('the embedded store among processes', function () {
  this.timeout(20_000);
  const folder = aFolder();
  const children: StoreChild[] = [];
  const start = (...args: Parameters<typeof startStoreChild>): StoreChild => {
    const child = startStoreChild(...args);
    children.push(child);
    return child;
  };
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(children.splice(0).map((child) => child.ended));
  });

  it('shows two adapters on one file the same documents', async () => {
    const file = folder.file('two.db');
    const [one, two] = [await openEmbedded(file), await openEmbedded(file)];
    const created = await one.create(aDoc());
    assert.deepEqual(await two.read(created.pk, created.id), created);
    await two.replace(aDoc({ pk: created.pk, data: { text: 'b' } }), created.etag);
    await assert.rejects(one.replace(aDoc({ pk: created.pk }), created.etag), failure('precondition'));
    await two.close();
    assert.deepEqual((await one.read(created.pk, created.id))?.data, { text: 'b' });
    await one.close();
  });

  it('loses no step of a counter that three processes raise at once, and prints nothing', async () => {
    const file = folder.file('counter.db');
    const store = await openEmbedded(file);
    await store.create(aDoc({ ...COUNTER, data: 0 }));
    const others = [start(file, 'increment', 100), start(file, 'increment', 100)];
    await Promise.all(others.map((child) => child.go()));
    await increment(store, 100);
    for (const child of others) assert.deepEqual(await child.ended, { code: 0, signal: null, stderr: '' });
    assert.equal((await store.read(COUNTER.pk, COUNTER.id))?.data, 300);
    await store.close();
  });

  it('opens a new file that several processes make at the same moment', async () => {
    const file = folder.file('new/folder/store.db');
    const others = [1, 2, 3].map(() => start(file, 'increment', 0));
    await Promise.all(others.map((child) => child.go()));
    for (const child of others) assert.deepEqual(await child.ended, { code: 0, signal: null, stderr: '' });
    const store = await openEmbedded(file);
    await store.create(aDoc());
    await store.close();
  });

  it('keeps every acknowledged write, and no half of a batch, when a writer is killed', async () => {
    const file = folder.file('killed.db');
    const child = start(file, 'write');
    const acknowledged: string[] = [];
    child.onWord((word) => {
      if (word !== 'ready') acknowledged.push(word);
      if (acknowledged.length >= ACKNOWLEDGED) child.kill('SIGKILL');
    });
    await child.go();
    assert.equal((await child.ended).signal, 'SIGKILL');

    const store = await openEmbedded(file);
    const kept = new Set(
      (await everyDoc(store, { pk: LOG, type: 'note', limit: 1000 })).map((doc) => doc.id),
    );
    for (const n of acknowledged) assert.ok(kept.has(`${n}-a`) && kept.has(`${n}-b`), `${n} is lost`);
    assert.equal(kept.size % 2, 0, 'half of a batch is there');
    await store.create(aDoc());
    await store.close();
    const raw = await openSqlite(file);
    assert.deepEqual(
      raw.prepare<{ integrity_check: string }>('PRAGMA integrity_check').get()?.integrity_check,
      'ok',
    );
    raw.close();
  });

  it('waits for another process, and says throttled when its patience runs out', async () => {
    const file = folder.file('locked.db');
    const store = await openEmbedded(file, { busyTimeoutMs: 40 });
    const kept = await store.create(aDoc());
    const other = await openSqlite(file);
    other.exec('BEGIN IMMEDIATE');
    await assert.rejects(store.create(aDoc()), { failure: 'throttled', retryAfterMs: 250 });
    assert.deepEqual(await store.read(kept.pk, kept.id), kept, 'readers do not wait for a writer');
    await assert.rejects(
      openEmbedded(file, { busyTimeoutMs: 40 }),
      /locked\.db: another process keeps it locked/,
    );
    other.exec('ROLLBACK');
    other.close();
    await store.create(aDoc());
    await store.close();
  });
});
