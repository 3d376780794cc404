import type { Sqlite } from '../../services/store/sqlite.ts';

/** As node:sqlite reports a failure with this result code. */
export const sqliteError = (errcode: number): Error =>
  Object.assign(new Error('disk I/O error'), { errcode });

/** A database that only notes what is run, and fails where the test says. */
export function aDatabase(fail: (sql: string) => Error | undefined = () => undefined): {
  readonly db: Sqlite;
  readonly ran: readonly string[];
} {
  const ran: string[] = [];
  const run = (sql: string): number => {
    ran.push(sql);
    const error = fail(sql);
    if (error) throw error;
    return 1;
  };
  const db: Sqlite = {
    exec: () => undefined,
    prepare: (sql) => ({ run: () => run(sql), get: () => undefined, all: () => [] }),
    close: () => undefined,
  };
  return { db, ran };
}
