import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openFile } from '../../../services/store/embedded-file.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import { openSqlite } from '../../../services/store/sqlite.ts';
import { aFolder } from '../../helpers/folder.ts';
import { aDoc } from '../../helpers/store-docs.ts';

/** SQLite's word for `synchronous = FULL`. */
const FULL = 2;

async function makeDatabase(file: string, sql: string): Promise<void> {
  const db = await openSqlite(file);
  db.exec(sql);
  db.close();
}

async function count(file: string): Promise<number | undefined> {
  const db = await openSqlite(file);
  const rows = db.prepare<{ n: number }>('SELECT count(*) AS n FROM document').get()?.n;
  db.close();
  return rows;
}

describe('the file of the embedded store', () => {
  const folder = aFolder();

  it('keeps everything when it is closed and opened again', async () => {
    const file = folder.file('kept.db');
    const first = await openEmbedded(file);
    const created = await first.create(aDoc({ ttl: 1000 }));
    await first.close();
    const second = await openEmbedded(file);
    assert.deepEqual(await second.read(created.pk, created.id), created);
    await second.replace(aDoc({ pk: created.pk }), created.etag);
    await second.close();
  });

  it('is whole by itself once the store is closed', async () => {
    const file = folder.file('whole.db');
    const store = await openEmbedded(file);
    const { pk, id } = await store.create(aDoc());
    await store.close();
    const copy = folder.file('copy.db');
    await writeFile(copy, await readFile(file));
    const opened = await openEmbedded(copy);
    assert.ok(await opened.read(pk, id));
    await opened.close();
  });

  it('is made with its folder where there is none', async () => {
    const file = folder.file('a/b/c/store.db');
    await (await openEmbedded(file)).close();
    assert.ok((await readdir(dirname(file))).includes('store.db'));
  });

  it('may be an empty file', async () => {
    const file = folder.file('empty.db');
    await writeFile(file, '');
    const store = await openEmbedded(file);
    await store.create(aDoc());
    await store.close();
  });

  it('waits for the disk with every write', async () => {
    const session = await openFile(folder.file('mode.db'), 0);
    assert.equal(
      session.db.prepare<{ journal_mode: string }>('PRAGMA journal_mode').get()?.journal_mode,
      'wal',
    );
    assert.equal(session.db.prepare<{ synchronous: number }>('PRAGMA synchronous').get()?.synchronous, FULL);
    session.close();
  });

  it('loses its expired documents for good as others are written', async () => {
    const file = folder.file('expired.db');
    let now = 0;
    const store = await openEmbedded(file, { clock: () => now });
    for (let n = 0; n < 10; n += 1) await store.create(aDoc({ ttl: 1 }));
    now = 1000;
    for (let n = 0; n < 5; n += 1) await store.create(aDoc());
    assert.equal(await count(file), 5);
    await store.close();
  });

  const refused: readonly [string, string, RegExp][] = [
    [
      'of another program',
      'CREATE TABLE t (a)',
      /it is a database of another program\. Choose another folder/,
    ],
    ['marked by another program', 'PRAGMA application_id = 7', /it is a database of another program/],
    [
      'of a newer version',
      'PRAGMA application_id = 1178682436; PRAGMA user_version = 2',
      /newer Fadder.*Update/,
    ],
  ];
  for (const [what, sql, message] of refused)
    it(`is refused when it is a database ${what}, and stays as it is`, async () => {
      const file = folder.file(`${what}.db`);
      await makeDatabase(file, sql);
      const before = await readFile(file);
      await assert.rejects(openEmbedded(file), (error: unknown) => {
        assert.ok(error instanceof Error && error.message.includes(file));
        assert.match(error.message, message);
        return true;
      });
      assert.deepEqual(await readFile(file), before);
    });

  it('is refused when it is no database, and stays as it is', async () => {
    const file = folder.file('text.db');
    const text = 'Minutes of the meeting on 31 May. '.repeat(300);
    await writeFile(file, text);
    await assert.rejects(openEmbedded(file), /text\.db: it is not a database\. Choose another folder/);
    assert.equal(await readFile(file, 'utf8'), text);
  });

  it('is refused with its name and a remedy where it cannot be', async () => {
    await mkdir(folder.file('folder.db'));
    await assert.rejects(
      openEmbedded(folder.file('folder.db')),
      /folder\.db: unable to open database file\. Check that/,
    );
    await writeFile(folder.file('file'), '');
    await assert.rejects(openEmbedded(folder.file('file/store.db')), /store\.db: .*Check that/s);
  });
});
