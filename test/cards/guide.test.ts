import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { askedBy } from '../../bot/inbound/typed.ts';
import { commandWords } from '../../cards/words/commands.ts';
import type { CommandName } from '../../cards/words/commands.ts';
import { USAGE } from '../../manifest/arguments.ts';
import { filesIn } from '../architecture/tree.ts';
import { guides, pictureFolder, shownPictures } from '../helpers/guides.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);

const ADMINISTRATOR = 'deploy/administrator.md';
const ALL = [...guides, ADMINISTRATOR];

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

  it('show pictures that the walk in the browser takes, each with a text for who does not see it', () => {
    const taken = read('test/e2e/walk.test.ts');
    for (const path of guides)
      assert.ok(
        shownPictures().some((picture) => picture.path === path),
        path,
      );
    for (const { path, url, name, alt } of shownPictures()) {
      assert.equal(url.href, new URL(name, pictureFolder).href, path);
      assert.ok(existsSync(url), `${path}: no picture ${name}`);
      assert.ok(alt.length > 20, `${path}: nothing is said about ${name}`);
      const called = /^(?:ebba|henrik|katri)-([a-z-]+)\.png$/.exec(name)?.[1] ?? name;
      assert.ok(taken.includes(`picture('${called}')`), `${path}: the walk takes no picture ${called}`);
    }
  });

  it('keep no picture that is not shown, and none that is slow to load', () => {
    const kept = readdirSync(pictureFolder);
    const shown = new Set(shownPictures().map(({ name }) => name));
    assert.deepEqual(kept, [...shown].sort());
    for (const name of kept) assert.ok(statSync(new URL(name, pictureFolder)).size < 80 * 1024, name);
  });

  it('explain what the log says in its own words', () => {
    const code = ['bot', 'services'].flatMap(filesIn).filter((path) => path.endsWith('.ts'));
    const said = matches(code.map(read).join('\n'), /'([^'\n]+)',?\s*\)/g);
    const [, about = ''] = /## What the log says\n(.*?)\n## /s.exec(read(ADMINISTRATOR)) ?? [];
    const explained = matches(about, /^\| `([^`]+)`/gm);
    assert.ok(explained.length > 5);
    for (const message of explained) assert.ok(said.includes(message), `no log says: ${message}`);
  });

  it('explain every option of the app package', () => {
    const options = matches(USAGE.join('\n'), /^ {2}(--[a-z-]+)/gm);
    const explained = matches(read(ADMINISTRATOR), /^\| `(--[a-z-]+)`/gm);
    assert.ok(options.length > 5);
    assert.deepEqual([...explained].sort(), [...options].sort());
  });
});
