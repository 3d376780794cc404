import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Folder {
  /** The path of a file in the folder; call it in a hook or a test, not while tests are being described. */
  file(name: string): string;
}

/** An empty folder for the tests of this `describe`, made before the first and removed after the last. */
export function aFolder(): Folder {
  let path: string | undefined;
  before(async () => {
    path = await mkdtemp(join(tmpdir(), 'fadder-test-'));
  });
  after(async () => {
    if (path !== undefined) await rm(path, { recursive: true, force: true });
  });
  return {
    file: (name) => {
      if (path === undefined) throw new Error('the folder is made by a hook: ask for its files later');
      return join(path, name);
    },
  };
}
