import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { StoreError } from './port.ts';
import type { Sqlite, Statement } from './sqlite.ts';
import { resultCode, SQLITE } from './sqlite.ts';

/** SQLite waits for a lock by sleeping, with the event loop; so it waits in slices, and the loop runs in between. */
const SLICE_MS = 15;
const BREATH_MS = 5;
const RETRY_AFTER_MS = 250;
/** How long calls that need not wait may follow one another before timers and sockets get their turn. */
const TURN_MS = 10;

const BUSY: readonly number[] = [SQLITE.busy, SQLITE.locked];
const BROKEN: readonly number[] = [
  SQLITE.nomem,
  SQLITE.readonly,
  SQLITE.ioerr,
  SQLITE.corrupt,
  SQLITE.full,
  SQLITE.cantopen,
  SQLITE.protocol,
  SQLITE.notadb,
];

/** One connection: waits for other processes, runs transactions, and says failures in the words of the port. */
export class Session {
  readonly db: Sqlite;
  readonly #patienceMs: number;
  readonly #begin: Statement<unknown>;
  readonly #commit: Statement<unknown>;
  readonly #rollback: Statement<unknown>;
  readonly #partBegins: Statement<unknown>;
  readonly #partEnds: Statement<unknown>;
  readonly #partUndone: Statement<unknown>;
  #turnedAt = 0;
  #closed = false;

  constructor(db: Sqlite, patienceMs: number) {
    this.db = db;
    this.#patienceMs = patienceMs;
    db.exec(`PRAGMA busy_timeout = ${SLICE_MS}`);
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
    this.#partBegins = db.prepare('SAVEPOINT part');
    this.#partEnds = db.prepare('RELEASE part');
    this.#partUndone = db.prepare('ROLLBACK TO part');
  }

  /**
   * Runs `work` (synchronous; it may run several times) until no other process is in its way. Patience counts from
   * `since`.
   * @throws StoreError `throttled` when patience has run out, `unavailable` or `ambiguous` when the file or disk
   * fails; anything else as it came
   */
  async attempt<T>(work: () => T, since = performance.now()): Promise<T> {
    await this.#giveWay();
    const deadline = since + this.#patienceMs;
    for (;;) {
      if (this.#closed) throw new Error('the store is closed');
      try {
        return work();
      } catch (error) {
        if (!BUSY.includes(resultCode(error) ?? 0)) throw translated(error);
        if (performance.now() >= deadline)
          throw new StoreError('throttled', 'another process keeps the store locked', RETRY_AFTER_MS);
      }
      await pause(BREATH_MS);
    }
  }

  // Awaiting a call that is done at once never leaves the current turn of the event loop: a loop over ten thousand
  // documents would keep the whole process from answering.
  async #giveWay(): Promise<void> {
    if (performance.now() - this.#turnedAt < TURN_MS) return;
    await nextTurn();
    this.#turnedAt = performance.now();
  }

  /** All of `work` or, when it throws, nothing of it. The write lock is taken first, so what it reads stays true. */
  transaction<T>(work: () => T): T {
    this.#begin.run();
    try {
      const result = work();
      this.#finish();
      return result;
    } catch (error) {
      this.#abandon();
      throw error;
    }
  }

  /** Within a transaction: all of `work` or, when it throws, nothing of it; the transaction can go on. */
  part<T>(work: () => T): T {
    this.#partBegins.run();
    try {
      return work();
    } catch (error) {
      this.#partUndone.run();
      throw error;
    } finally {
      this.#partEnds.run();
    }
  }

  #finish(): void {
    try {
      this.#commit.run();
    } catch (error) {
      // The log may already hold the commit: after a crash it would come true.
      if (resultCode(error) === SQLITE.ioerr)
        throw new StoreError('ambiguous', 'the disk failed while a change was being committed');
      throw error;
    }
  }

  #abandon(): void {
    try {
      this.#rollback.run();
    } catch {
      // SQLite has rolled back by itself, as it does when the disk is full: there is no transaction to end.
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      // libsql keeps the file open until its statements are collected; so the log is moved into the file here.
      this.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
    } catch {
      // Tidiness only: the log is read at the next open.
    }
    this.db.close();
  }
}

function translated(error: unknown): unknown {
  const code = resultCode(error);
  if (code === undefined || !BROKEN.includes(code) || !(error instanceof Error)) return error;
  return new StoreError('unavailable', `the store's file cannot be used: ${error.message}`);
}
