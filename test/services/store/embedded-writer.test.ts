import assert from 'node:assert/strict';
import { Session } from '../../../services/store/embedded-session.ts';
import { Writer } from '../../../services/store/embedded-writer.ts';
import { StoreError } from '../../../services/store/port.ts';
import { SQLITE } from '../../../services/store/sqlite.ts';
import { aDatabase, sqliteError } from '../../helpers/noted-database.ts';

const BEGIN = 'BEGIN IMMEDIATE';
const TWO_PARTS = ['SAVEPOINT part', 'RELEASE part', 'SAVEPOINT part', 'RELEASE part'];

/** How writes that are asked for at one moment end: their result, or their failure. */
async function outcomes(writer: Writer, works: readonly (() => readonly string[])[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(works.map((work) => writer.write(1, work)));
  return settled.map((end) => {
    if (end.status === 'fulfilled') return end.value;
    const reason: unknown = end.reason;
    return reason instanceof StoreError ? reason.failure : reason;
  });
}

const succeeds = (etag: string) => () => [etag];
const refused = () => {
  throw new StoreError('conflict', 'it is there');
};

describe('writes to the embedded file', () => {
  it('that wait at the same moment share one commit', async () => {
    const { db, ran } = aDatabase();
    const writer = new Writer(new Session(db, 0));
    assert.deepEqual(await outcomes(writer, [succeeds('a'), succeeds('b')]), [['a'], ['b']]);
    assert.deepEqual(ran, [BEGIN, ...TWO_PARTS, 'COMMIT']);
  });

  it('that come alone need no parts', async () => {
    const { db, ran } = aDatabase();
    const writer = new Writer(new Session(db, 0));
    assert.deepEqual(await outcomes(writer, [succeeds('a')]), [['a']]);
    assert.deepEqual(await outcomes(writer, [succeeds('b')]), [['b']]);
    assert.deepEqual(ran, [BEGIN, 'COMMIT', BEGIN, 'COMMIT']);
  });

  it('leave out the one that is refused, and commit the others', async () => {
    const { db, ran } = aDatabase();
    const writer = new Writer(new Session(db, 0));
    const ends = await outcomes(writer, [succeeds('a'), refused, succeeds('b')]);
    assert.deepEqual(ends, [['a'], 'conflict', ['b']]);
    assert.equal(ran.filter((sql) => sql === 'ROLLBACK TO part').length, 1);
    assert.equal(ran.at(-1), 'COMMIT');
  });

  it('are all in doubt when their commit is, the refused one too: what refused it may not stand', async () => {
    const { db, ran } = aDatabase((sql) => (sql === 'COMMIT' ? sqliteError(SQLITE.ioerr) : undefined));
    const writer = new Writer(new Session(db, 0));
    const ends = await outcomes(writer, [succeeds('a'), refused, succeeds('b')]);
    assert.deepEqual(ends, ['ambiguous', 'ambiguous', 'ambiguous']);
    assert.equal(ran.filter((sql) => sql === 'COMMIT').length, 1, 'nothing in doubt is written again');
  });

  it('are written one by one where one of them breaks the transaction', async () => {
    const { db } = aDatabase();
    const writer = new Writer(new Session(db, 0));
    const tooMuch = () => {
      throw sqliteError(SQLITE.full);
    };
    assert.deepEqual(await outcomes(writer, [succeeds('a'), tooMuch, succeeds('b')]), [
      ['a'],
      'unavailable',
      ['b'],
    ]);
  });

  it('are no more in a group than the operations of one batch', async () => {
    const { db, ran } = aDatabase();
    const writer = new Writer(new Session(db, 0));
    await Promise.all([60, 60, 40].map((operations) => writer.write(operations, succeeds('a'))));
    assert.deepEqual(ran, [BEGIN, 'COMMIT', BEGIN, ...TWO_PARTS, 'COMMIT']);
  });

  it('say throttled once their patience has run out', async () => {
    const { db } = aDatabase((sql) => (sql === BEGIN ? sqliteError(SQLITE.busy) : undefined));
    const writer = new Writer(new Session(db, 0));
    assert.deepEqual(await outcomes(writer, [succeeds('a'), succeeds('b')]), ['throttled', 'throttled']);
  });

  it('go on after a failure', async () => {
    let broken = true;
    const { db } = aDatabase((sql) => (sql === 'COMMIT' && broken ? sqliteError(SQLITE.ioerr) : undefined));
    const writer = new Writer(new Session(db, 0));
    assert.deepEqual(await outcomes(writer, [succeeds('a')]), ['ambiguous']);
    broken = false;
    assert.deepEqual(await outcomes(writer, [succeeds('b')]), [['b']]);
  });
});
