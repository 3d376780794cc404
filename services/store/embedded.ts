/** The store in a file of this machine: SQLite, shared by any number of its processes. */
import { randomUUID } from 'node:crypto';
import type { Change, Encoded } from './encoding.ts';
import { checkKey, checkQuery, encodeBatch } from './encoding.ts';
import { openFile } from './embedded-file.ts';
import { COLUMNS, pageSql } from './embedded-query.ts';
import type { Session } from './embedded-session.ts';
import { Writer } from './embedded-writer.ts';
import type { BatchOperation, Doc, Page, Query, Store, Stored } from './port.ts';
import { StoreError } from './port.ts';
import type { Statement } from './sqlite.ts';

export interface EmbeddedOptions {
  /** Wall time in epoch milliseconds: what a document's `ttl` is counted by. Default: the machine's. */
  readonly clock?: () => number;
  /** How long a call waits for other processes before it fails with `throttled`. Default: 5000. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens the store in `file` (its folder is created), or one that lives in memory alone for ':memory:'. A write
 * that was acknowledged survives a crash of the process and of the machine.
 * @throws Error that names the file, what is wrong with it and what to do
 */
export async function openEmbedded(file: string, options: EmbeddedOptions = {}): Promise<Store> {
  const session = await openFile(file, options.busyTimeoutMs ?? 5000);
  return new EmbeddedStore(session, options.clock ?? Date.now);
}

interface Row {
  readonly pk: string;
  readonly id: string;
  readonly type: string;
  readonly sort: string;
  readonly schema: number;
  readonly ttl: number | null;
  readonly etag: string;
  readonly data: string;
}

/** Expired documents removed by each write, per operation: more than it can add, so they never pile up. */
const PURGE_PER_OPERATION = 2;

const CURRENT = 'pk = ? AND id = ? AND (expires IS NULL OR expires > ?)';
const SQL = {
  read: `SELECT ${COLUMNS} FROM document WHERE ${CURRENT}`,
  // An expired document is no document: its id is free.
  create: `INSERT INTO document (type, sort, schema, ttl, expires, etag, data, pk, id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (pk, id) DO UPDATE SET type = excluded.type, sort = excluded.sort, schema = excluded.schema,
      ttl = excluded.ttl, expires = excluded.expires, etag = excluded.etag, data = excluded.data
    WHERE document.expires <= ?`,
  replace: `UPDATE document SET type = ?, sort = ?, schema = ?, ttl = ?, expires = ?, etag = ?, data = ?
    WHERE ${CURRENT} AND etag = ?`,
  remove: `DELETE FROM document WHERE ${CURRENT} AND etag = ifnull(?, etag)`,
  purge: 'DELETE FROM document WHERE rowid IN (SELECT rowid FROM document WHERE expires <= ? LIMIT ?)',
} as const;

class EmbeddedStore implements Store {
  readonly #session: Session;
  readonly #writer: Writer;
  readonly #clock: () => number;
  /** Prepared once each, by their text. */
  readonly #statements = new Map<string, Statement<Row>>();

  constructor(session: Session, clock: () => number) {
    this.#session = session;
    this.#writer = new Writer(session);
    this.#clock = clock;
  }

  async read<T>(pk: string, id: string): Promise<Stored<T> | undefined> {
    checkKey(pk, id);
    const row = await this.#session.attempt(() => this.#sql(SQL.read).get(pk, id, this.#clock()));
    return row && fromRow<T>(row);
  }

  async create<T>(doc: Doc<T>): Promise<Stored<T>> {
    return this.#writeOne<T>({ op: 'create', doc });
  }

  async replace<T>(doc: Doc<T>, etag: string): Promise<Stored<T>> {
    return this.#writeOne<T>({ op: 'replace', doc, etag });
  }

  async delete(pk: string, id: string, etag?: string): Promise<void> {
    await this.#write(pk, encodeBatch(pk, [{ op: 'delete', id, ...(etag === undefined ? {} : { etag }) }]));
  }

  async batch(pk: string, operations: readonly BatchOperation[]): Promise<readonly (string | undefined)[]> {
    return this.#write(pk, encodeBatch(pk, operations));
  }

  async query<T>(query: Query): Promise<Page<T>> {
    checkQuery(query);
    const rows = await this.#session.attempt(() => {
      const { sql, values } = pageSql(query, this.#clock());
      return this.#sql(sql).all(...values);
    });
    const docs = rows.slice(0, query.limit).map((row) => fromRow<T>(row));
    const last = docs.at(-1);
    if (!last || rows.length <= query.limit) return { docs };
    return { docs, next: { sort: last.sort, pk: last.pk, id: last.id } };
  }

  async close(): Promise<void> {
    this.#session.close();
    return Promise.resolve();
  }

  async #writeOne<T>(operation: Exclude<BatchOperation, { op: 'delete' }>): Promise<Stored<T>> {
    const changes = encodeBatch(operation.doc.pk, [operation]);
    const [etag = ''] = await this.#write(operation.doc.pk, changes);
    const [change] = changes;
    if (!change || change.op === 'delete') throw new Error('unreachable: one write is one change');
    // From the JSON, so that the caller gets what a read would give and not a part of its own object.
    return { ...change.encoded.doc, data: JSON.parse(change.encoded.json) as T, etag };
  }

  #write(pk: string, changes: readonly Change[]): Promise<readonly (string | undefined)[]> {
    return this.#writer.write(changes.length, () => {
      const now = this.#clock();
      const etags = changes.map((change) => this.#apply(pk, change, now));
      this.#sql(SQL.purge).run(now, PURGE_PER_OPERATION * changes.length);
      return etags;
    });
  }

  #apply(pk: string, change: Change, now: number): string | undefined {
    const { id } = change;
    if (change.op === 'delete') {
      const gone = this.#sql(SQL.remove).run(pk, id, now, change.etag ?? null);
      if (gone === 0) throw this.#missed(pk, id, now);
      return undefined;
    }
    // Random and not counted: an ETag never comes again, not even after a delete or a restored backup.
    const etag = randomUUID();
    const columns = columnsOf(change.encoded, etag, now);
    if (change.op === 'create') {
      if (this.#sql(SQL.create).run(...columns, pk, id, now) === 0)
        throw new StoreError('conflict', `${id} exists already`);
    } else if (this.#sql(SQL.replace).run(...columns, pk, id, now, change.etag) === 0)
      throw this.#missed(pk, id, now);
    return etag;
  }

  #missed(pk: string, id: string, now: number): StoreError {
    return this.#sql(SQL.read).get(pk, id, now)
      ? new StoreError('precondition', `${id} has been changed since it was read`)
      : new StoreError('notFound', `there is no ${id}`);
  }

  #sql(text: string): Statement<Row> {
    const kept = this.#statements.get(text);
    if (kept) return kept;
    const statement = this.#session.db.prepare<Row>(text);
    this.#statements.set(text, statement);
    return statement;
  }
}

function columnsOf({ doc, json }: Encoded, etag: string, now: number) {
  const expires = doc.ttl === undefined ? null : now + doc.ttl * 1000;
  return [doc.type, doc.sort, doc.schema, doc.ttl ?? null, expires, etag, json] as const;
}

function fromRow<T>({ pk, id, type, sort, schema, ttl, etag, data }: Row): Stored<T> {
  const doc = { pk, id, type, sort, schema, etag, data: JSON.parse(data) as T };
  return ttl === null ? doc : { ...doc, ttl };
}
