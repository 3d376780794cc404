/**
 * What every store demands of keys, documents and calls, checked before anything is read or written, so that all
 * stores accept and refuse the same. A breach is a bug of the caller and throws a plain Error; only size, which
 * people's input decides, is a `StoreError`.
 */
import type { BatchOperation, Doc, Query } from './port.ts';
import { MAX_BATCH, MAX_DOCUMENT_BYTES, StoreError } from './port.ts';

const MAX_PARTITION_KEY_CHARS = 255;
const MAX_KEY_BYTES = 1023;
const MAX_TTL_SECONDS = 2 ** 31 - 1;
/** Cosmos stops at 128 levels; the document around the data and an adapter's wrapping take a few. */
const MAX_DEPTH = 100;
const MAX_PAGE = 1000;

/** A document ready to be stored: its data as JSON, and the UTF-8 bytes of the JSON of the whole. */
export interface Encoded {
  readonly doc: Omit<Doc, 'data'>;
  readonly json: string;
  readonly bytes: number;
}

export function checkKey(pk: string, id: string): void {
  checkPartitionKey(pk);
  checkText('id', id);
  checkAddressable('id', id);
}

function checkPartitionKey(pk: string): void {
  checkText('partition key', pk);
  checkAddressable('partition key', pk);
  if (pk.length > MAX_PARTITION_KEY_CHARS) throw bug('partition key', pk, 'is too long');
}

// Lone surrogates have no UTF-8 form, so two keys would become one. Control characters do not survive every
// driver: libsql and older node:sqlite cut a text off at NUL.
function checkText(what: string, text: string): void {
  if (typeof text !== 'string') throw new Error(`${what} is not a string`);
  if (/[\p{Cc}\p{Surrogate}]/u.test(text)) throw bug(what, text, 'holds a control character or half a pair');
  if (Buffer.byteLength(text) > MAX_KEY_BYTES) throw bug(what, text, 'is too long');
}

// Cosmos puts these keys into URLs: it forbids / \ ? # and cannot address a name that ends in a space.
function checkAddressable(what: string, text: string): void {
  if (!/^[^/\\?#]*[^/\\?# ]$/.test(text))
    throw bug(what, text, 'is empty, ends in a space or holds / \\ ? #');
}

function bug(what: string, text: string, why: string): Error {
  return new Error(`${what} ${JSON.stringify(text.slice(0, 80))} ${why}`);
}

function encode({ pk, id, type, sort, schema, ttl, data }: Doc): Encoded {
  checkKey(pk, id);
  checkText('type', type);
  if (type === '') throw new Error('type is empty');
  checkText('sort key', sort);
  if (!Number.isSafeInteger(schema) || schema < 0) throw new Error(`schema ${schema} is not a whole number`);
  if (ttl !== undefined && !(Number.isInteger(ttl) && ttl > 0 && ttl <= MAX_TTL_SECONDS))
    throw new Error(`ttl ${ttl} is not a whole number of seconds from 1 up`);
  checkJson(data, 'data', 1);
  const doc = { pk, id, type, sort, schema, ...(ttl === undefined ? {} : { ttl }) };
  const json = JSON.stringify(data);
  const bytes = Buffer.byteLength(json) + Buffer.byteLength(JSON.stringify(doc)) + ',"data":'.length;
  return { doc, json, bytes };
}

/**
 * JSON.stringify would turn NaN into null, a Date into a string and a Map into {}: what is read back would not be
 * what was written. Such data is refused. A property that is undefined is left out, as if it were not there.
 */
function checkJson(value: unknown, path: string, depth: number): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (typeof value !== 'object')
    throw new Error(`${path} is no JSON: it is a ${typeof value}, or not finite`);
  if (depth > MAX_DEPTH) throw new Error(`${path.slice(0, 80)}…: nested more than ${MAX_DEPTH} levels deep`);
  // Not forEach or entries(): a hole in an array has to be seen.
  if (Array.isArray(value))
    for (let index = 0; index < value.length; index += 1)
      checkJson(value[index], `${path}[${index}]`, depth + 1);
  else checkObject(value, path, depth);
}

function checkObject(value: object, path: string, depth: number): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new Error(`${path}: an instance of a class is not JSON`);
  for (const [name, property] of Object.entries(value))
    if (property !== undefined) checkJson(property, `${path}.${name}`, depth + 1);
}

/** One operation of a batch, checked and encoded. */
export type Change =
  | { readonly op: 'create'; readonly id: string; readonly encoded: Encoded }
  | { readonly op: 'replace'; readonly id: string; readonly encoded: Encoded; readonly etag: string }
  | { readonly op: 'delete'; readonly id: string; readonly etag: string | undefined };

/**
 * Checks a write: 1-100 operations in one partition, one per id.
 * @throws StoreError `tooLarge` when its documents, alone or together, are over `MAX_DOCUMENT_BYTES`, which is also
 * the most that Cosmos takes in one request; Error for a bad key, or data that JSON cannot carry
 */
export function encodeBatch(pk: string, operations: readonly BatchOperation[]): readonly Change[] {
  checkPartitionKey(pk);
  if (operations.length < 1 || operations.length > MAX_BATCH)
    throw new Error(`a batch holds 1-${MAX_BATCH} operations, not ${operations.length}`);
  const changes = operations.map((operation) => encodeOperation(pk, operation));
  if (new Set(changes.map((change) => change.id)).size < changes.length)
    throw new Error('a batch names the same id twice');
  const bytes = changes.reduce((sum, change) => sum + (change.op === 'delete' ? 0 : change.encoded.bytes), 0);
  if (bytes > MAX_DOCUMENT_BYTES)
    throw new StoreError(
      'tooLarge',
      `${bytes} bytes of documents in one write, ${MAX_DOCUMENT_BYTES} are allowed`,
    );
  return changes;
}

function encodeOperation(pk: string, operation: BatchOperation): Change {
  if (operation.op === 'delete') {
    checkKey(pk, operation.id);
    return { op: 'delete', id: operation.id, etag: operation.etag };
  }
  if (operation.doc.pk !== pk)
    throw new Error(`a batch in ${pk} holds a document of another partition, ${operation.doc.pk}`);
  const { id } = operation.doc;
  const encoded = encode(operation.doc);
  return operation.op === 'create'
    ? { op: 'create', id, encoded }
    : { op: 'replace', id, encoded, etag: operation.etag };
}

export function checkQuery({ pk, type, from, to, after, limit }: Query): void {
  if (pk !== undefined) checkPartitionKey(pk);
  checkText('type', type);
  for (const bound of [from, to, after?.sort]) if (bound !== undefined) checkText('bound', bound);
  if (after) checkKey(after.pk, after.id);
  if (after && pk !== undefined && after.pk !== pk) throw new Error('the cursor is of another partition');
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE)
    throw new Error(`a page holds 1-${MAX_PAGE} documents, not ${limit}`);
}
