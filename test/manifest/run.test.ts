import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { problemsOf } from '../../manifest/check.ts';
import { runManifest } from '../../manifest/run.ts';
import type { Manifest } from '../../manifest/template.ts';
import { aFolder } from '../helpers/folder.ts';

const APP = '6F1C2F0E-5A3B-4C7D-9E8F-0A1B2C3D4E5F';
const asked = ['--app-id', APP, '--domain', 'Fadder.example.fi'];

/** Runs the command as in a terminal. */
async function run(...args: string[]): Promise<{ code: number; printed: string; complaints: string }> {
  const lines = { printed: '', complaints: '' };
  const code = await runManifest(args, {
    print: (line) => void (lines.printed += `${line}\n`),
    complain: (line) => void (lines.complaints += `${line}\n`),
  });
  return { code, ...lines };
}

describe('npm run manifest', () => {
  const folder = aFolder();
  const text = (zip: string, name: string): string => strFromU8(unzipSync(readFileSync(zip))[name]!);
  const manifestIn = (zip: string): Manifest => JSON.parse(text(zip, 'manifest.json')) as Manifest;

  it('builds a package for an id and a domain that passes every check', async () => {
    const out = folder.file('new/fadder.zip');
    const { code, printed, complaints } = await run(...asked, '--out', out);
    assert.deepEqual([code, complaints], [0, '']);
    assert.match(printed, /fadder\.zip: Fadder \d+\.\d+\.\d+ for fadder\.example\.fi, checked/);
    const files = unzipSync(readFileSync(out));
    assert.deepEqual(Object.keys(files).sort(), [
      'color.png',
      'fi.json',
      'manifest.json',
      'outline.png',
      'sv.json',
    ]);
    const appId = APP.toLowerCase();
    assert.deepEqual(await problemsOf(files, { appId, domain: 'fadder.example.fi' }), []);
    const { id, bots, validDomains } = manifestIn(out);
    assert.deepEqual([id, bots?.[0]?.botId, validDomains], [appId, appId, ['fadder.example.fi']]);
  });

  it('offers the bot in all three places, in each language', async () => {
    const out = folder.file('scopes.zip');
    await run(...asked, '--out', out);
    const [bot] = manifestIn(out).bots!;
    assert.deepEqual(bot!.scopes, ['personal', 'groupChat', 'team']);
    assert.deepEqual(
      bot!.commandLists!.map(({ scopes, commands }) => [...scopes, ...commands.map(({ title }) => title)]),
      [
        ['personal', 'Tasks', 'Thread', 'Language', 'Desk', 'Help'],
        ['groupChat', 'Sprint', 'Meeting', 'Help'],
        ['team', 'Sprint', 'Meeting', 'Help'],
      ],
    );
    const swedish = JSON.parse(text(out, 'sv.json')) as Record<string, string>;
    assert.equal(swedish['bots[0].commandLists[2].commands[2].title'], 'Hjälp');
    assert.equal(swedish['name.full'], 'Fadder för sprintakademier');
  });

  it('takes name, version, publisher and pages as they are given', async () => {
    const out = folder.file('given.zip');
    const { printed } = await run(
      ...[...asked, '--out', out, '--name-suffix', 'test', '--version', '2.10.0', '--developer', 'Hansel Oy'],
      ...['--website', 'https://a.example.fi', '--privacy', 'https://b.example.fi/p'],
      ...['--terms', 'https://c.example.fi/t'],
    );
    const { name, version, developer } = manifestIn(out);
    assert.deepEqual(name, { short: 'Fadder test', full: 'Fadder for sprint academies test' });
    assert.equal(version, '2.10.0');
    assert.deepEqual(developer, {
      name: 'Hansel Oy',
      websiteUrl: 'https://a.example.fi',
      privacyUrl: 'https://b.example.fi/p',
      termsOfUseUrl: 'https://c.example.fi/t',
    });
    assert.match(printed, /see that they are there/);
    for (const page of ['https://a.example.fi', 'https://b.example.fi/p', 'https://c.example.fi/t'])
      assert.ok(printed.includes(page), page);
    assert.match(text(out, 'fi.json'), /"Fadder test"/);
  });

  it('says everything that is wrong at once, and writes nothing', async () => {
    const out = folder.file('wrong.zip');
    const { code, complaints } = await run('--domain', 'https://x.example', '--out', out, '--version', '1');
    assert.equal(code, 2);
    assert.match(complaints, /--app-id is missing: the bot’s application \(client\) id/);
    assert.match(complaints, /--domain https:\/\/x\.example should be the host alone/);
    assert.match(complaints, /--version 1 is not understood/);
    assert.match(complaints, /Usage: npm run manifest/);
    assert.ok(!existsSync(out));
  });

  for (const [args, problem] of [
    [['--app-id', 'fadder'], /--app-id fadder is not understood/],
    [['--app-id', '00000000-0000-0000-0000-000000000000'], /--app-id 0{8}-.* is not understood/],
    [['--app-id', APP, '--domain', ''], /--domain/],
    [[...asked, '--privacy', 'http://example.fi'], /--privacy http:\/\/example\.fi is not understood/],
    [[...asked, '--name-suffix', 'x'.repeat(21)], /at most 20 characters/],
    [[...asked, '--developer', 'x'.repeat(33)], /at most 32 characters/],
    [[...asked, '--out', 'somewhere'], /--out somewhere is not understood/],
    [[...asked, '--colour', 'red'], /--colour/],
    [[...asked, 'more'], /more/],
    [['--domain'], /--domain/],
  ] as const)
    it(`does not understand ${args.slice(-2).join(' ').slice(0, 60) || 'nothing'}`, async () => {
      const { code, complaints, printed } = await run(...args);
      assert.deepEqual([code, printed], [2, '']);
      assert.match(complaints, problem);
    });

  it('names what Teams would refuse, and writes nothing', async () => {
    const out = folder.file('refused.zip');
    const { code, complaints } = await run(...asked, '--out', out, '--terms', 'https://github.io/terms');
    assert.equal(code, 1);
    assert.match(complaints, /https:\/\/github\.io\/terms should be a page at an https address/);
    assert.match(complaints, /refused\.zip was not written/);
    assert.ok(!existsSync(out));
  });

  it('says that a file cannot be written', async () => {
    const inTheWay = folder.file('file');
    writeFileSync(inTheWay, '');
    const { code, complaints } = await run(...asked, '--out', `${inTheWay}/fadder.zip`);
    assert.equal(code, 1);
    assert.match(complaints, /file/);
  });

  it('explains itself', async () => {
    const { code, printed } = await run('--help');
    assert.equal(code, 0);
    assert.match(printed, /--app-id GUID/);
  });

  it('makes the same bytes of the same input, in whatever time zone', async () => {
    const start = promisify(execFile);
    const build = fileURLToPath(new URL('../../manifest/build.ts', import.meta.url));
    const zones = ['Pacific/Auckland', 'America/Los_Angeles'];
    const zips = await Promise.all(
      zones.map(async (zone, index) => {
        const out = folder.file(`${index}.zip`);
        await start(process.execPath, ['--import', 'tsx', build, ...asked, '--out', out], {
          env: { ...process.env, TZ: zone },
        });
        return readFileSync(out);
      }),
    );
    assert.ok(zips[0]!.equals(zips[1]!));
  });
});
