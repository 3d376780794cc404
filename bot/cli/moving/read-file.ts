import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Doc } from '../../../services/store/port.ts';
import { MAX_BATCH } from '../../../services/store/port.ts';
import { FORMAT, lines, readLine } from './format.ts';
import type { End, Header } from './format.ts';

/** Why a file cannot be restored. */
class BadFile extends Error {
  constructor(path: string, why: string) {
    super(`${path}: ${why}`);
    this.name = 'BadFile';
  }
}

/** No line is longer than the largest document with every character escaped. */
const LONGEST = 16 * 1024 * 1024;
/** Documents of one chunk fit into one write, whatever they hold. */
const CHUNK_BYTES = 1024 * 1024;

export interface Checked {
  readonly header: Header;
  readonly end: End;
}

/** Reads the whole file, line by line. @throws BadFile where it is no whole, unaltered file of this format */
export async function checkFile(path: string): Promise<Checked> {
  const hash = createHash('sha256');
  const types: Record<string, number> = {};
  const schemas: Record<string, number> = {};
  let [header, end]: [Header | undefined, End | undefined] = [undefined, undefined];
  let number = 0;
  for await (const line of linesOf(path)) {
    number += 1;
    if (end) throw new BadFile(path, `something follows its last line (line ${String(number)})`);
    if (header) end = readLine(line, lines.closing)?.end;
    else header = headerOf(path, line);
    if (end) continue;
    hash.update(`${line}\n`);
    if (number === 1) continue;
    const doc = readLine(line, lines.document);
    if (!doc) throw new BadFile(path, `line ${String(number)} is no document`);
    types[doc.type] = (types[doc.type] ?? 0) + 1;
    schemas[doc.type] = Math.max(schemas[doc.type] ?? 0, doc.schema);
  }
  if (!header) throw new BadFile(path, 'it is empty');
  if (!end) throw new BadFile(path, 'its end is missing: it was not written, or not copied, to its end');
  const documents = number - 2;
  if (!isDeepStrictEqual({ ...end }, { documents, types, schemas, sha256: hash.digest('hex') }))
    throw new BadFile(path, 'its content is not what its last line says: it was altered or damaged');
  return { header, end };
}

function headerOf(path: string, line: string): Header {
  const header = readLine(line, lines.header);
  if (!header) throw new BadFile(path, 'it is no export of Fadder');
  if (header.format !== FORMAT)
    throw new BadFile(path, `it is of format ${String(header.format)}, this Fadder reads ${String(FORMAT)}`);
  return header;
}

/** The documents of a file that has been checked, in chunks. */
export async function* chunksOf(path: string): AsyncGenerator<readonly Doc[]> {
  let chunk: Doc[] = [];
  let bytes = 0;
  for await (const line of linesOf(path)) {
    const doc = readLine(line, lines.document);
    // The first line and the last.
    if (!doc) continue;
    const size = Buffer.byteLength(line);
    if (chunk.length === MAX_BATCH || (chunk.length > 0 && bytes + size > CHUNK_BYTES)) {
      yield chunk;
      [chunk, bytes] = [[], 0];
    }
    const { ttl, ...rest } = doc;
    chunk.push(ttl === undefined ? rest : { ...rest, ttl });
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

/** Each line that is ended. One that is not is half a line. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  const stream = createReadStream(path, { encoding: 'utf8' });
  for await (const piece of stream as AsyncIterable<string>) {
    const parts = (rest + piece).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > LONGEST) throw new BadFile(path, 'it has a line that is longer than any document');
    yield* parts;
  }
  if (rest !== '')
    throw new BadFile(path, 'its last line is not whole: it was not written, or not copied, to its end');
}
