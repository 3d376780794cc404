import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { FOLDERS, TOP, filesIn, read } from './tree.ts';

/** What may stand at the top: the folders, and what tools and custom expect. */
const FILES = [
  'CHANGELOG.md',
  'GLOSSARY.md',
  'LICENSE',
  'README.md',
  'eslint.config.mjs',
  'knip.json',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
];

/** Test folders of their own: they cut across the source folders. */
const CROSSING = [
  'architecture',
  'bench',
  'contract',
  'e2e',
  'faults',
  'fuzz',
  'gallery',
  'helpers',
  'scenarios',
];

describe('the layout', () => {
  it('has nothing at the top but the folders, dotfiles and what tools expect', () => {
    const ignored = read('.gitignore').split(/\s+/);
    const entries = readdirSync(TOP, { withFileTypes: true }).map(({ name }) => name);
    const unexpected = entries.filter(
      (name) =>
        !name.startsWith('.') &&
        ![...FOLDERS, ...FILES].includes(name) &&
        !ignored.some((pattern) => pattern === name || pattern === `${name}/`),
    );
    assert.deepEqual(unexpected, []);
  });

  it('gives each test the place of what it tests', () => {
    const misplaced = filesIn('test')
      .filter((path) => path.endsWith('.test.ts'))
      .map((path) => path.slice('test/'.length))
      .filter((path) => !CROSSING.some((folder) => path.startsWith(`${folder}/`)))
      .filter((path) => !mirrored(path));
    assert.deepEqual(misplaced, []);
  });

  it('names files in small letters with hyphens', () => {
    const odd = FOLDERS.flatMap(filesIn).filter(
      (path) => path.endsWith('.ts') && !/^[a-z0-9./-]+$/.test(path),
    );
    assert.deepEqual(odd, []);
  });
});

/** `a/b.test.ts` tests `a/b.ts`, the folder `a/b` or another file of that name (`a/B`, `a/b.yml`), and
 * `a/b-under-load.test.ts` a side of it. */
function mirrored(path: string): boolean {
  const [folder, file] = [posix.dirname(path), posix.basename(path, '.test.ts')];
  if (!existsSync(`${TOP}${folder}`)) return false;
  const names = readdirSync(`${TOP}${folder}`).map((name) => name.replace(/\.[a-z]+$/, '').toLowerCase());
  const words = file.split('-');
  return words.some((_, index) => names.includes(words.slice(0, index + 1).join('-')));
}
