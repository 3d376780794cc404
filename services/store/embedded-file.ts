import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Session } from './embedded-session.ts';
import { StoreError } from './port.ts';
import type { Sqlite } from './sqlite.ts';
import { openSqlite, resultCode, SQLITE } from './sqlite.ts';

/** Marks the file as Fadder's ("FADD"), so that no other program's database is ever written to. */
const APPLICATION_ID = 0x46414444;
/** Version of the tables below. A program opens this one alone; a later one will upgrade from it. */
const VERSION = 1;

// An order by `sort` is an order by UTF-8 bytes: that is what SQLite's BINARY collation compares.
const TABLES = `
  CREATE TABLE document (
    pk TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    sort TEXT NOT NULL,
    schema INTEGER NOT NULL,
    ttl INTEGER,
    expires INTEGER,
    etag TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (pk, id)
  );
  CREATE INDEX document_in_partition ON document (pk, type, sort, id);
  CREATE INDEX document_across ON document (type, sort, pk, id);
  CREATE INDEX document_expiry ON document (expires) WHERE expires IS NOT NULL;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${VERSION};
`;

class Refused extends Error {}

/**
 * Opens the file with its tables in place; creates its folder and the file where there are none.
 * @throws Error that names the file, what is wrong with it and what to do
 */
export async function openFile(file: string, patienceMs: number): Promise<Session> {
  const place = file === ':memory:' ? file : resolve(file);
  let db: Sqlite | undefined;
  try {
    if (place !== ':memory:') await mkdir(dirname(place), { recursive: true });
    db = await openSqlite(place);
    const session = new Session(db, patienceMs);
    await session.attempt(() => prepareTables(session));
    await session.attempt(() => makeDurable(session.db, place));
    return session;
  } catch (cause) {
    db?.close();
    throw new Error(`Cannot open the store ${place}: ${explain(cause)}`, { cause });
  }
}

// Looked at before the write lock is taken, so that a foreign file is not even locked, and once more under it,
// because another process may be making the same new file.
function prepareTables(session: Session): void {
  isFresh(session.db);
  session.transaction(() => {
    if (isFresh(session.db)) session.db.exec(TABLES);
  });
}

function isFresh(db: Sqlite): boolean {
  const application = applicationOf(db);
  const version = db.prepare<{ user_version: number }>('PRAGMA user_version').get()?.user_version ?? 0;
  if (application === 0 && version === 0 && isEmpty(db)) return true;
  if (application !== APPLICATION_ID)
    throw new Refused('it is a database of another program. Choose another folder, or move that file away.');
  if (version > VERSION)
    throw new Refused(
      `it was written by a newer Fadder (store version ${version}, this one knows ${VERSION}). Update Fadder.`,
    );
  return false;
}

function applicationOf(db: Sqlite): number | undefined {
  try {
    return db.prepare<{ application_id: number }>('PRAGMA application_id').get()?.application_id;
  } catch (error) {
    if (resultCode(error) !== SQLITE.notadb) throw error;
    throw new Refused('it is not a database. Choose another folder, or move that file away.', {
      cause: error,
    });
  }
}

function isEmpty(db: Sqlite): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
}

function makeDurable(db: Sqlite, place: string): void {
  const mode = db.prepare<{ journal_mode: string }>('PRAGMA journal_mode = WAL').get()?.journal_mode;
  if (mode !== 'wal' && place !== ':memory:')
    throw new Refused(
      'its disk does not support shared memory. Put it on a local disk, not a network share.',
    );
  db.exec('PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864');
  // What is deleted or replaced is overwritten, so that what people wrote does not live on in the file's free pages.
  // In the log beside it, it does until the log comes round (4 MB of writes) or the last process closes the store.
  db.exec('PRAGMA secure_delete = ON');
}

function explain(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause instanceof Refused) return cause.message;
  if (cause instanceof StoreError && cause.failure === 'throttled')
    return 'another process keeps it locked. Stop that process, or try again.';
  return `${cause.message}. Check that the folder exists, may be written to and has room.`;
}
