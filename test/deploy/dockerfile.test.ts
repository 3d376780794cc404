import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { readConfig } from '../../bot/config.ts';
import { parse } from '../architecture/parse.ts';
import { filesIn, read } from '../architecture/tree.ts';
import { build, release, start, stateOf } from '../helpers/container.ts';
import type { Contained } from '../helpers/container.ts';
import { dockerfile, isSent, parseDockerfile } from '../helpers/dockerfile.ts';
import { aFolder } from '../helpers/folder.ts';
import { freePort } from '../helpers/free-port.ts';

const image = dockerfile();
/** Where an instance says that it can be sent something. */
const READY = '/readyz';
const BOT = {
  MicrosoftAppId: '77777777-7777-4777-8777-777777777777',
  MicrosoftAppTenantId: '88888888-8888-4888-8888-888888888888',
  MicrosoftAppPassword: 'not asked for before something is sent',
};

describe('the container image', function () {
  // What the platform gives it for ending, and as much for beginning.
  this.timeout(120_000);
  const running: Contained[] = [];
  let [code, data] = ['', ''];
  // Before the folder is removed.
  after(async () => {
    for (const one of running) {
      one.kill('SIGKILL');
      await one.ended;
    }
    release(code);
  });
  const folder = aFolder();
  before(() => {
    [code, data] = [folder.file('fadder'), folder.file('data')];
    for (const path of [code, data]) mkdirSync(path);
    build(code);
  });

  const begin = (command: readonly string[] | undefined, settings: Readonly<Record<string, string>>) => {
    assert.ok(command);
    const one = start(code, command, settings);
    running.push(one);
    return one;
  };

  it('starts, says that it is ready, and ends in order when it is asked to', async () => {
    const PORT = String(await freePort());
    const settings = { ...BOT, PORT, HOST: '127.0.0.1', DATA_DIR: data };
    const before = stateOf(code);
    const bot = begin(image.command, settings);
    await bot.says('Fadder listens on');
    assert.equal((await fetch(`http://127.0.0.1:${PORT}${READY}`)).status, 200);
    assert.equal((await begin(image.health?.command, settings).ended).code, 0);
    assert.ok(image.stopSignal);
    bot.kill(image.stopSignal);
    assert.deepEqual(await bot.ended.then(({ code: exit, signal, stderr }) => [exit, signal, stderr]), [
      ...[0, null, ''],
    ]);
    assert.deepEqual(stateOf(code), before, 'its own files stay as they were');
    const unwell = await begin(image.health?.command, settings).ended;
    assert.equal(unwell.code, 1);
  });

  it('refuses to listen to everybody without signing anybody in', async () => {
    const { code: exit, stderr } = await begin(image.command, { DATA_DIR: data }).ended;
    assert.equal(exit, 1);
    assert.match(stderr, /HOST is 0\.0\.0\.0, but without MicrosoftAppId/);
  });

  it('has the packages that its code imports', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const copied = image.copies.filter(({ from }) => from === undefined).flatMap(({ sources }) => sources);
    const sources = copied.filter((source) => !source.includes('.')).flatMap(filesIn);
    const code = sources.filter((path) => path.endsWith('.ts') && isSent(path));
    assert.ok(code.length > 100);
    for (const path of code)
      for (const { specifier, typeOnly } of parse(path, read(path)).imports) {
        const [, name = ''] = /^((?:@[^/]+\/)?[^/]+)/.exec(specifier) ?? [];
        const isThere = specifier.startsWith('.') || isBuiltIn(specifier) || name in dependencies;
        assert.ok(typeOnly || isThere, `${path} imports ${specifier}`);
      }
  });
});

const isBuiltIn = (specifier: string) =>
  builtinModules.includes(specifier.replace(/^node:/, '')) || specifier === 'node:sqlite';

describe('the folder that stands for the image', () => {
  const folder = aFolder();

  it('is locked and released without what its links lead to', () => {
    const [inside, outside] = [folder.file('inside'), folder.file('outside')];
    for (const path of [inside, outside]) mkdirSync(path);
    const file = join(outside, 'package.json');
    writeFileSync(file, '{}');
    chmodSync(file, 0o640);
    chmodSync(outside, 0o750);
    symlinkSync(outside, join(inside, 'node_modules'), 'junction');
    const modes = () => [outside, file].map((path) => statSync(path).mode);
    const before = modes();
    release(inside);
    assert.deepEqual(modes(), before);
  });
});

describe('the Dockerfile', () => {
  it('takes an exact version of its base, the same in every stage', () => {
    const bases = new Set(image.stages.map(({ base }) => base));
    assert.equal(bases.size, 1);
    assert.match([...bases].join(), /^node:24\.\d+\.\d+-[a-z]+-slim(@sha256:[0-9a-f]{64})?$/);
  });

  it('installs from the lock file, and lets no package run anything', () => {
    const runs = image.stages.flatMap((stage) => stage.runs);
    assert.deepEqual(runs, ['npm ci --omit=dev --ignore-scripts']);
    const sources = image.stages[0]?.copies.flatMap((copy) => copy.sources) ?? [];
    assert.deepEqual(sources, ['package.json', 'package-lock.json', '.npmrc']);
    for (const path of sources) assert.ok(isSent(path), path);
  });

  it('does not run as root, and gets its signals itself', () => {
    assert.equal(image.user, 'node');
    assert.equal(image.stopSignal, 'SIGTERM');
    const { serve } = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
    assert.equal(image.command?.join(' '), serve);
    assert.throws(() => parseDockerfile('FROM a\nCMD node bot/serve.ts'), /JSON/);
  });

  it('sets what the configuration knows, and opens its port', () => {
    const { HOST, ...others } = image.environment;
    assert.deepEqual([HOST, others], ['0.0.0.0', { NODE_ENV: 'production' }]);
    assert.deepEqual(image.ports, [readConfig({}).port]);
  });

  it('is sent the code, and neither secrets nor data, tests or the packages of this machine', () => {
    for (const path of ['bot/serve.ts', 'cards/words/fi.ts', 'services/store/port.ts', 'tsconfig.json'])
      assert.ok(isSent(path), path);
    const kept = [
      '.env',
      '.data/fadder.sqlite',
      '.git/config',
      'node_modules/tsx/package.json',
      'test/run.ts',
    ];
    for (const path of [...kept, 'deploy/env/.env.dev.user', 'cards/guide/mentor.md'])
      assert.ok(!isSent(path), path);
  });

  it('is read strictly', () => {
    assert.throws(() => parseDockerfile('FROM a\nADD b c'), /not understood in the Dockerfile: ADD/);
    assert.throws(() => parseDockerfile('RUN b'), /nothing to do this in/);
  });
});
