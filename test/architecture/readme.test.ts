import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { USAGE } from '../../bot/cli/arguments.ts';
import { variables } from '../../bot/config.ts';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8').replace(/ +/g, ' ');

describe('the README', () => {
  it('describes every variable of the configuration in the words of the code, with its default', () => {
    const rows = Object.entries(variables).map(([name, { holds, read }]) => {
      const { data } = read.safeParse(undefined);
      const value = [data ?? []].flat().filter(isPlain).join(',');
      const byDefault = value === '' ? '' : `\`${value}\` `;
      return `| \`${name}\` | ${holds} | ${byDefault}|`;
    });
    for (const row of rows) assert.ok(readme.includes(row), `missing: ${row}`);
    const [, about = ''] = /## Configuration\n(.*?)\n## /s.exec(readme) ?? [];
    const described = [...about.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    assert.deepEqual(described, Object.keys(variables), 'and no other');
  });

  it('names only scripts that are there', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm run ([a-z0-9:]+)/g)].flatMap((match) => match[1] ?? []);
    assert.ok(named.length > 5);
    for (const name of named) assert.ok(name in scripts, `no script ${name}`);
  });

  it('names every command of the academy', () => {
    const commands = (text: string) => new Set(text.match(/npm run (?:-s )?academy -- [a-z]+/g));
    assert.deepEqual([...commands(readme)].sort(), [...commands(USAGE.join('\n'))].sort());
  });

  it('links only to files that are there', () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].flatMap((match) => match[1] ?? []);
    assert.ok(links.length > 10);
    for (const link of links) assert.ok(existsSync(new URL(link, root)), `no file ${link}`);
  });
});

const isPlain = (one: unknown): one is string | number => typeof one === 'string' || typeof one === 'number';
