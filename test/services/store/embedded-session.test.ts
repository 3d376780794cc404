import assert from 'node:assert/strict';
import sinon from 'sinon';
import { Session } from '../../../services/store/embedded-session.ts';
import { SQLITE } from '../../../services/store/sqlite.ts';
import { aDatabase, sqliteError } from '../../helpers/noted-database.ts';

describe('a session with the embedded file', () => {
  it('commits what its work has done', async () => {
    const { db, ran } = aDatabase();
    const session = new Session(db, 0);
    assert.equal(await session.attempt(() => session.transaction(() => 'done')), 'done');
    assert.deepEqual(ran, ['BEGIN IMMEDIATE', 'COMMIT']);
  });

  it('rolls back when its work throws, and passes the error on', async () => {
    const { db, ran } = aDatabase();
    const session = new Session(db, 0);
    const bug = new TypeError('a bug');
    const work = () => {
      throw bug;
    };
    await assert.rejects(
      session.attempt(() => session.transaction(work)),
      bug,
    );
    assert.deepEqual(ran, ['BEGIN IMMEDIATE', 'ROLLBACK']);
  });

  for (const code of [SQLITE.full, SQLITE.ioerr, SQLITE.readonly, SQLITE.corrupt, SQLITE.ioerr | (3 << 8)])
    it(`calls the store unavailable on the result ${code}, even when it has rolled back by itself`, async () => {
      const { db, ran } = aDatabase((sql) => (sql === 'ROLLBACK' ? sqliteError(1) : undefined));
      const session = new Session(db, 0);
      const work = () => {
        throw sqliteError(code);
      };
      await assert.rejects(
        session.attempt(() => session.transaction(work)),
        { failure: 'unavailable' },
      );
      assert.deepEqual(ran, ['BEGIN IMMEDIATE', 'ROLLBACK']);
    });

  it('calls a commit ambiguous when the disk fails in it, and unavailable when it is only full', async () => {
    for (const [code, failure] of [
      [SQLITE.ioerr, 'ambiguous'],
      [SQLITE.full, 'unavailable'],
    ] as const) {
      const { db } = aDatabase((sql) => (sql === 'COMMIT' ? sqliteError(code) : undefined));
      const session = new Session(db, 0);
      await assert.rejects(
        session.attempt(() => session.transaction(() => 1)),
        { failure },
      );
    }
  });

  it('tries again while another process is in its way', async () => {
    let busy = 3;
    const { db, ran } = aDatabase((sql) =>
      sql === 'BEGIN IMMEDIATE' && busy-- > 0 ? sqliteError(SQLITE.busy) : undefined,
    );
    const session = new Session(db, 10_000);
    assert.equal(await session.attempt(() => session.transaction(() => 'done')), 'done');
    assert.equal(ran.filter((sql) => sql === 'BEGIN IMMEDIATE').length, 4);
  });

  it('lets timers run however many calls follow one another', async () => {
    const session = new Session(aDatabase().db, 0);
    const fired = sinon.fake();
    setTimeout(fired, 1);
    const start = performance.now();
    while (!fired.called && performance.now() - start < 1000) await session.attempt(() => 1);
    assert.ok(fired.called);
  });

  it('says throttled, and when to try again, once its patience has run out', async () => {
    const { db } = aDatabase(() => sqliteError(SQLITE.busy));
    const session = new Session(db, 0);
    await assert.rejects(
      session.attempt(() => session.transaction(() => 1)),
      { failure: 'throttled', retryAfterMs: 250 },
    );
  });
});
