import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The folder of the last walk's pictures. */
export const ALBUM = fileURLToPath(new URL('../../test-results/e2e/', import.meta.url));

/** Where the pictures of a walk are put, numbered in the order in which they are taken. */
export class Album {
  #count = 0;

  /** Throws away what an earlier walk left. */
  constructor() {
    rmSync(ALBUM, { recursive: true, force: true });
    mkdirSync(ALBUM, { recursive: true });
  }

  /** The path of the next picture. */
  next(name: string): string {
    this.#count += 1;
    return join(ALBUM, `${String(this.#count).padStart(2, '0')}-${name}.png`);
  }
}
