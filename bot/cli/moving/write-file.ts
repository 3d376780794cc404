import { createHash } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Stored } from '../../../services/store/port.ts';
import type { End, Header } from './format.ts';

/** As much text is gathered before it is written. */
const CHUNK = 256 * 1024;

/**
 * Writes the documents into a file that only its owner can read. It gets its name when it is whole: what was
 * interrupted leaves `FILE.partial` behind at most.
 * @param settle asked before the file gets its name; what it throws ends it
 * @throws Error where there is such a file already
 */
export async function writeFile(
  path: string,
  header: Header,
  docs: AsyncIterable<Stored>,
  settle: () => Promise<void>,
): Promise<End> {
  if (await exists(path)) throw new Error(`${path} is there already. Choose another name, or move it away.`);
  const partial = `${path}.partial`;
  // Of an export that was interrupted.
  await rm(partial, { force: true });
  const file = await open(partial, 'wx', 0o600);
  try {
    const end = await writeAll(file, header, docs);
    await file.sync();
    await settle();
    await file.close();
    await rename(partial, path);
    return end;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

async function writeAll(file: FileHandle, header: Header, docs: AsyncIterable<Stored>): Promise<End> {
  const hash = createHash('sha256');
  let gathered = '';
  const flush = async (): Promise<void> => {
    hash.update(gathered);
    await file.appendFile(gathered);
    gathered = '';
  };
  const types: Record<string, number> = {};
  const schemas: Record<string, number> = {};
  gathered += `${JSON.stringify(header)}\n`;
  for await (const { etag: _etag, ...doc } of docs) {
    types[doc.type] = (types[doc.type] ?? 0) + 1;
    schemas[doc.type] = Math.max(schemas[doc.type] ?? 0, doc.schema);
    gathered += `${JSON.stringify(doc)}\n`;
    if (gathered.length >= CHUNK) await flush();
  }
  await flush();
  const documents = Object.values(types).reduce((sum, count) => sum + count, 0);
  const end: End = { documents, types, schemas, sha256: hash.digest('hex') };
  await file.appendFile(`${JSON.stringify({ end })}\n`);
  return end;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
