import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { askedBy } from '../../bot/inbound/typed.ts';
import { commandWords } from '../../cards/words/commands.ts';
import type { CommandName } from '../../cards/words/commands.ts';
import { USAGE } from '../../manifest/arguments.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);

const FOR_ROLES = ['participant', 'mentor', 'coordinator'].map((role) => `cards/guide/${role}.md`);
const ADMINISTRATOR = 'deploy/administrator.md';
const ALL = [...FOR_ROLES, ADMINISTRATOR];

describe('the guides', () => {
  it('name words that the bot understands, each in its column’s language', () => {
    const row = /^\| `([^`]+)` +\| `([^`]+)` +\| `([^`]+)` +\|/gm;
    for (const path of ['cards/guide/participant.md', 'cards/guide/mentor.md']) {
      const rows = [...read(path).matchAll(row)];
      assert.equal(rows.length, 4, path);
      for (const [, en = '', sv = '', fi = ''] of rows) {
        const words = commandWords[en as CommandName];
        assert.deepEqual([en, sv, fi], [words.en[0], words.sv[0], words.fi[0]], path);
        assert.deepEqual(askedBy(sv), askedBy(en));
        assert.deepEqual(askedBy(fi), askedBy(en));
      }
    }
  });

  it('link to files and name scripts that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const path of ALL) {
      const text = read(path);
      for (const link of matches(text, /\]\(([^)#:]+)/g))
        assert.ok(existsSync(new URL(link, new URL(path, root))), `${path}: no file ${link}`);
      for (const name of matches(text, /npm run ([a-z0-9:]+)/g))
        assert.ok(name in scripts, `${path}: no script ${name}`);
    }
  });

  it('ask for pictures that the walk in the browser takes', () => {
    const taken = read('test/e2e/walk.test.ts');
    for (const path of FOR_ROLES) {
      const wanted = read(path).split('Pictures wanted')[1] ?? '';
      const names = matches(wanted, /\b(?:ebba|henrik|katri)-([a-z-]+)/g);
      assert.ok(names.length > 5, path);
      for (const name of names) {
        const picture = name.endsWith('-on-phone') ? '`${name}-on-phone`' : `'${name}'`;
        assert.ok(taken.includes(`picture(${picture})`), `${path}: no picture ${name}`);
      }
    }
  });

  it('explain every option of the app package', () => {
    const options = matches(USAGE.join('\n'), /^ {2}(--[a-z-]+)/gm);
    const explained = matches(read(ADMINISTRATOR), /^\| `(--[a-z-]+)`/gm);
    assert.ok(options.length > 5);
    assert.deepEqual([...explained].sort(), [...options].sort());
  });
});
