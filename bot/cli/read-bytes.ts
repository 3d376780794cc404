import { readFile, stat } from 'node:fs/promises';
import type { Read } from '../../services/files/local-time.ts';
import { MAX_BYTES } from '../../services/files/table.ts';

/** A file's content, or why there is none. Nothing that is larger than any file we take is read into memory. */
export async function readBytes(path: string): Promise<Read<Buffer>> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) return { wrong: `is larger than ${String(MAX_BYTES / 1_000_000)} MB` };
    return { value: await readFile(path) };
  } catch (error) {
    return { wrong: `cannot be read: ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'this user may not read it',
  };
  return known[code] ?? (code || String(error));
}
