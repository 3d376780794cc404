import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
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
const CROSSING = ['architecture', 'bench', 'contract', 'e2e', 'gallery', 'helpers', 'scenarios'];

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

/** `a/b.test.ts` tests `a/b.ts` or the folder `a/b`, and `a/b-under-load.test.ts` a side of it. */
function mirrored(path: string): boolean {
  const words = path.replace(/\.test\.ts$/, '').split('-');
  const subjects = words.map((_, index) => `${TOP}${words.slice(0, index + 1).join('-')}`);
  return subjects.some((subject) => existsSync(`${subject}.ts`) || existsSync(subject));
}
