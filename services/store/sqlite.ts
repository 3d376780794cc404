/**
 * The one place that knows which SQLite there is: `node:sqlite` where Node brings it (22.13 and later), else the
 * libsql package. Both read and write the same files under the same locks, so different Nodes may share one.
 */
import type { DatabaseSync } from 'node:sqlite';

export type Value = string | number | null;

export interface Statement<Row> {
  /** Executes and returns how many rows were changed; meaningful after INSERT, UPDATE and DELETE alone. */
  run(...values: readonly Value[]): number;
  get(...values: readonly Value[]): Row | undefined;
  all(...values: readonly Value[]): Row[];
}

/** Synchronous: every call blocks the event loop for as long as it takes, so calls are kept short. */
export interface Sqlite {
  exec(sql: string): void;
  /** Keep what this returns: libsql leaks when a statement is prepared for each call. */
  prepare<Row>(sql: string): Statement<Row>;
  close(): void;
}

/** Primary result codes of SQLite, those that are told apart here. */
export const SQLITE = {
  busy: 5,
  locked: 6,
  nomem: 7,
  readonly: 8,
  ioerr: 10,
  corrupt: 11,
  full: 13,
  cantopen: 14,
  protocol: 15,
  notadb: 26,
} as const;

/** The primary result code behind an error of either library; undefined when it is not an error of SQLite. */
export function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const code: unknown = 'errcode' in error ? error.errcode : 'rawCode' in error ? error.rawCode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/**
 * Opens a database file (or ':memory:'), creating it where there is none.
 * @throws what the library throws (see `resultCode`); an Error that says what to install where there is no SQLite
 */
export async function openSqlite(file: string): Promise<Sqlite> {
  const builtin = nodeSqlite();
  return builtin ? overNode(new builtin.DatabaseSync(file)) : openLibsql(file);
}

function nodeSqlite(): typeof import('node:sqlite') | undefined {
  if (!('getBuiltinModule' in process)) return undefined;
  const emitWarning = process.emitWarning;
  // Node announces that its SQLite is experimental; that is no news to the people who run Fadder. The look-up is
  // synchronous, so nothing else can warn while this one warning is held back.
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    if (String(warning).startsWith('SQLite is an experimental feature')) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

function overNode(db: DatabaseSync): Sqlite {
  return {
    exec: (sql) => db.exec(sql),
    prepare: <Row>(sql: string): Statement<Row> => {
      const statement = db.prepare(sql);
      return {
        run: (...values) => Number(statement.run(...values).changes),
        get: (...values) => row<Row>(statement.get(...values)),
        all: (...values) => rows<Row>(statement.all(...values)),
      };
    },
    close: () => db.close(),
  };
}

async function openLibsql(file: string): Promise<Sqlite> {
  const { default: Database } = await import('libsql').catch((cause: unknown) => {
    throw new Error(
      `This Node (${process.version}) brings no SQLite and the package libsql cannot be loaded on this machine. ` +
        'Use Node 22.13 or later, or install libsql.',
      { cause },
    );
  });
  const db = opened(() => new Database(file));
  return {
    exec: (sql) => void db.exec(sql),
    prepare: <Row>(sql: string): Statement<Row> => {
      const statement = db.prepare(sql);
      return {
        run: (...values) => statement.run(...values).changes,
        get: (...values) => row<Row>(statement.get(...values)),
        all: (...values) => rows<Row>(statement.all(...values)),
      };
    },
    close: () => void db.close(),
  };
}

// Where libsql cannot open a file, it says so in the debug output of its own language.
function opened<T>(open: () => T): T {
  try {
    return open();
  } catch (cause) {
    throw new Error('unable to open database file', { cause });
  }
}

// A row's shape is what its SQL says; both libraries leave it open, so the caller of `prepare` names it.
const row = <Row>(found: unknown): Row | undefined => found as Row | undefined;
const rows = <Row>(found: unknown): Row[] => found as Row[];
