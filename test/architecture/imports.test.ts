import assert from 'node:assert/strict';
import { parse } from './parse.ts';
import { problems } from './rules.ts';
import { FOLDERS, filesIn, read } from './tree.ts';

/** What is said of a project that holds these files alone. */
function check(files: Record<string, string>): string[] {
  return problems(Object.entries(files).map(([path, text]) => parse(path, text)));
}

describe('the architecture', () => {
  it('holds in every source file', () => {
    const sources = FOLDERS.flatMap(filesIn).filter((path) => path.endsWith('.ts'));
    assert.deepEqual(problems(sources.map((path) => parse(path, read(path)))), []);
  });
});

describe('the architecture check', () => {
  const violations: [name: string, path: string, text: string, complaint: RegExp][] = [
    [
      'a rule that imports a use case',
      'services/rules/a.ts',
      "import { b } from '../usecases/b.ts';",
      /rules may not/,
    ],
    [
      'a service that imports a card',
      'services/usecases/a.ts',
      "import '../../cards/b.ts';",
      /usecases may not/,
    ],
    [
      'a use case that imports an adapter',
      'services/usecases/a.ts',
      "export * from '../store/sqlite.ts';",
      /adapters/,
    ],
    [
      'a card that imports a rule',
      'cards/a.ts',
      "import type { B } from '../services/rules/b.ts';",
      /cards may not/,
    ],
    [
      'a card that imports values',
      'cards/a.ts',
      "import { b } from '../services/domain/b.ts';",
      /values of domain/,
    ],
    ['a bot that imports its launcher', 'bot/a.ts', "import '../deploy/local/start.ts';", /bot may not/],
    ['code that imports a test', 'bot/a.ts', "import { b } from '../test/helpers/b.ts';", /no layer/],
    ['the SDK outside bot', 'cards/a.ts', "import type { Activity } from 'botbuilder';", /botbuilder/],
    ['the server outside bot', 'services/usecases/a.ts', "const r = await import('restify');", /restify/],
    ['Cosmos outside its adapter', 'services/store/embedded.ts', "import '@azure/cosmos';", /cosmos/],
    [
      'a file system in a rule',
      'services/rules/a.ts',
      "import { readFile } from 'node:fs/promises';",
      /node:fs/,
    ],
    [
      'a workbook outside the files',
      'bot/a.ts',
      "import write from 'write-excel-file/node';",
      /belongs to services\/files/,
    ],
    [
      'a workbook of cells that are not safe',
      'services/files/a.ts',
      "import write from 'write-excel-file/node'; import type { b } from './safe-cells.ts';",
      /tables without/,
    ],
    [
      'a CSV cell made by hand',
      'bot/a.ts',
      `export const a = (text: string) => text.replaceAll('"', '""');`,
      /makes cells/,
    ],
    ['process.env', 'bot/a.ts', 'export const a = () => process.env.PORT;', /environment/],
    ['process["env"]', 'bot/a.ts', "export const a = () => process['env'];", /environment/],
    ['env by name', 'bot/a.ts', "import { env as e } from 'node:process';", /environment/],
    [
      'a destructured environment',
      'bot/a.ts',
      'export function a() { const { env } = process; }',
      /environment/,
    ],
    ['a call on import', 'bot/a.ts', 'start();', /a statement that runs/],
    ['a branch on import', 'bot/a.ts', 'if (import.meta.main) start();', /a statement that runs/],
    ['an await on import', 'bot/a.ts', 'export const a = await load();', /await/],
    ['state in a module', 'bot/a.ts', 'let roster = [];', /can change/],
    [
      'a file read on import',
      'bot/a.ts',
      "import fs from 'node:fs'; const a = fs.readFileSync('b');",
      /fs\.readFileSync/,
    ],
    ['a timer on import', 'bot/a.ts', 'const a = setInterval(() => {}, 1);', /setInterval/],
    ['a client made on import', 'bot/a.ts', 'export const client = new Client();', /new Client/],
    ['the clock on import', 'bot/a.ts', 'export const started = new Date();', /clock/],
    ['a static effect', 'bot/a.ts', 'class A { static b = process.cwd(); }', /process\.cwd/],
  ];

  for (const [name, path, text, complaint] of violations) {
    it(`catches ${name}`, () => assert.match(check({ [path]: text }).join('\n'), complaint));
  }

  it('names the file and the line', () => {
    const [problem] = check({ 'cards/a.ts': "\n\nimport { b } from '../bot/b.ts';" });
    assert.equal(problem, 'cards/a.ts:3: cards may not import bot (bot/b.ts)');
  });

  it('catches files that import each other', () => {
    const [problem] = check({ 'bot/a.ts': "import './b.ts';", 'bot/b.ts': "import './a.ts';" });
    assert.match(problem ?? '', /bot\/a\.ts -> bot\/b\.ts -> bot\/a\.ts/);
  });

  it('lets declarations, pure constants, types and composition roots be', () => {
    const clean = {
      'services/domain/a.ts':
        "const a = z.object({}); export const b = new Set(['c']); export type D = string;",
      'services/rules/a.ts': "import type { D } from '../domain/a.ts'; export class E { at = new Date(); }",
      'services/files/a.ts':
        "import write from 'write-excel-file/node'; import { b } from './safe-cells.ts';",
      'services/usecases/a.ts':
        "import { put } from '../store/port.ts'; export const f = () => setTimeout(put, 1);",
      'cards/a.ts': "import type { D } from '../services/domain/a.ts'; declare const brand: unique symbol;",
      'bot/config.ts': 'export const config = () => process.env;',
      'bot/serve.ts': "import { config } from './config.ts'; await serve(config());",
    };
    assert.deepEqual(check(clean), []);
  });
});
