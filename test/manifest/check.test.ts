import assert from 'node:assert/strict';
import sinon from 'sinon';
import { strToU8 } from 'fflate';
import { problemsOf, ruleProblems } from '../../manifest/check.ts';
import type { Files } from '../../manifest/package.ts';
import type { Manifest } from '../../manifest/template.ts';
import { aPackage, aPng, anApp } from '../helpers/app-package.ts';
import type { Colour } from '../helpers/app-package.ts';

/** What is broken, how, and the words that name it. */
type Broken = Readonly<Record<string, readonly [() => Promise<Files>, RegExp]>>;

function named(found: readonly string[], problem: RegExp): void {
  assert.ok(
    found.some((line) => problem.test(line)),
    `${String(problem)} is not in:\n${found.join('\n')}`,
  );
}

type Bot = NonNullable<Manifest['bots']>[number];

const withBot = (change: (bot: Bot) => object) =>
  aPackage({
    manifest: (manifest) => ({ ...manifest, bots: (manifest.bots ?? []).map((bot) => change(bot)) }),
  });

/** The personal commands, changed. */
const withCommands = (change: (commands: NonNullable<Bot['commandLists']>[number]['commands']) => object[]) =>
  withBot((bot) => ({
    ...bot,
    commandLists: (bot.commandLists ?? []).map((list, index) =>
      index === 0 ? { ...list, commands: change(list.commands) } : list,
    ),
  }));

const withManifest = (change: object) => aPackage({ manifest: (manifest) => ({ ...manifest, ...change }) });

const TITLE = 'bots[0].commandLists[0].commands[0].title';
const WHITE: Colour = [255, 255, 255, 255];
const CLEAR: Colour = [0, 0, 0, 0];

describe('checking a package', () => {
  it('finds nothing in one that is right, and asks nobody outside', async () => {
    const fetch = sinon.stub(globalThis, 'fetch').rejects(new Error('no network'));
    try {
      assert.deepEqual(await problemsOf(await aPackage(), anApp()), []);
      assert.equal(fetch.callCount, 0);
    } finally {
      fetch.restore();
    }
  });

  const malformed: Broken = {
    'a manifest that is not JSON': [
      () => aPackage({ files: { 'manifest.json': strToU8('{') } }),
      /^manifest\.json: is not JSON$/,
    ],
    'a manifest of another schema': [() => withManifest({ manifestVersion: '1.16' }), /manifestVersion/],
    'an id that is no GUID': [() => withManifest({ id: 'fadder' }), /\/id .*pattern/],
    'a short name of 31 characters': [
      () => aPackage({ app: anApp({ nameSuffix: 'å'.repeat(24) }) }),
      /\/name\/short .*30/,
    ],
    'a full name of 101 characters': [
      () => withManifest({ name: { short: 'Fadder', full: 'å'.repeat(101) } }),
      /\/name\/full .*100/,
    ],
    'four lists of commands': [
      () => withBot((bot) => ({ ...bot, commandLists: [...bot.commandLists!, ...bot.commandLists!] })),
      /commandLists .*more than 3/,
    ],
    'thirteen commands in a list': [
      () => withCommands((commands) => Array.from({ length: 13 }, () => commands[0]!)),
      /commands .*more than 12/,
    ],
    'two bots': [
      () => aPackage({ manifest: (m) => ({ ...m, bots: [...m.bots!, ...m.bots!] }) }),
      /\/bots .*more than 1/,
    ],
    'a language file with a word that Teams does not know': [
      () => aPackage({ fi: (texts) => ({ ...texts, greeting: 'Hei' }) }),
      /^fi\.json: .*greeting/,
    ],
    'a language file without a description': [
      () => aPackage({ fi: ({ 'description.full': _, ...texts }) => texts }),
      /^fi\.json: .*description\.full/,
    ],
  };

  for (const [what, [make, problem]] of Object.entries(malformed))
    it(`names ${what}`, async () => named(await problemsOf(await make(), anApp()), problem));

  it('names a broken rule where the form is right', async () => {
    named(await problemsOf(await withManifest({ version: '1.2' }), anApp()), /version is 1\.2/);
  });
});

describe('the rules that the schemas do not know', () => {
  const broken: Broken = {
    // Whose it is
    'a bot of another id': [
      () => withBot((bot) => ({ ...bot, botId: '11111111-2222-4333-8444-555555555555' })),
      /botId is 11111111.*not the app id 6f1c2f0e/,
    ],
    'another app id': [
      () => withManifest({ id: '11111111-2222-4333-8444-555555555555' }),
      /id is 11111111.*not the app id/,
    ],
    'no bot': [() => withManifest({ bots: [] }), /there is no bot/],
    'a version of two numbers': [
      () => withManifest({ version: '1.2' }),
      /version is 1\.2, not three numbers/,
    ],
    'a version with a zero in front': [() => withManifest({ version: '1.02.3' }), /version is 1\.02\.3/],

    // Addresses
    'a domain left out': [() => withManifest({ validDomains: [] }), /leaves out fadder\.example\.fi/],
    'a domain with a scheme': [
      () => withManifest({ validDomains: ['fadder.example.fi', 'https://example.fi'] }),
      /validDomains: https:\/\/example\.fi should be the host alone/,
    ],
    'a domain with a port': [
      () => withManifest({ validDomains: ['fadder.example.fi', 'fadder.example.fi:443'] }),
      /leave out the port/,
    ],
    'a wildcard on a shared host': [
      () => withManifest({ validDomains: ['fadder.example.fi', '*.azurewebsites.net'] }),
      /a wildcard/,
    ],
    'a page at http': [
      () => aPackage({ app: anApp({ privacy: 'http://example.fi/privacy' }) }),
      /http:\/\/example\.fi\/privacy should be a page at an https address/,
    ],
    'a page on this machine': [
      () => aPackage({ app: anApp({ terms: 'https://localhost/terms' }) }),
      /https:\/\/localhost\/terms should be/,
    ],

    // Scopes and commands
    'the scope team without channel features': [
      () => aPackage({ manifest: ({ supportsChannelFeatures: _, ...manifest }) => manifest }),
      /the scope team needs supportsChannelFeatures/,
    ],
    'a scope too few': [
      () => withBot((bot) => ({ ...bot, scopes: ['personal', 'team'] })),
      /lacks the scope groupChat/,
    ],
    'commands for a place where the bot is not': [
      () => withBot((bot) => ({ ...bot, scopes: ['personal', 'team'] })),
      /commands for the scope groupChat, which the bot lacks/,
    ],
    'an install scope that is none of the bot’s': [
      () => withManifest({ defaultInstallScope: 'meetings' }),
      /defaultInstallScope is meetings/,
    ],
    'two lists for one scope': [
      () =>
        withBot((bot) => ({
          ...bot,
          commandLists: bot.commandLists!.map((list) => ({ ...list, scopes: ['personal'] })),
        })),
      /more than one list of commands for the scope personal/,
    ],
    'a command without a description': [
      () => withCommands((commands) => commands.map(({ title }) => ({ title }))),
      /the command Tasks has no description/,
    ],
    'two commands with one title, whatever their capitals': [
      () =>
        withCommands(([first, second, ...rest]) => [
          first!,
          { ...second!, title: first!.title.toUpperCase() },
          ...rest,
        ]),
      /^manifest\.json: two commands with one title in bots\[0\]\.commandLists\[0\]: tasks$/,
    ],
    'two commands with one title in another language': [
      () => aPackage({ fi: (texts) => ({ ...texts, [TITLE]: texts[TITLE.replace('s[0].t', 's[1].t')] }) }),
      /^fi\.json: two commands with one title/,
    ],
    'a title of 33 characters': [
      () => withCommands(([first, ...rest]) => [{ ...first!, title: '😀'.repeat(33) }, ...rest]),
      /commands\[0\]\.title has 33 characters, at most 32/,
    ],
    'a description of 129 characters, in another language': [
      () =>
        aPackage({ fi: (texts) => ({ ...texts, [TITLE.replace('title', 'description')]: 'ä'.repeat(129) }) }),
      /^fi\.json: .*description has 129 characters, at most 128/,
    ],

    // Languages
    'a language without a command': [
      () =>
        aPackage({
          fi: (texts) => Object.fromEntries(Object.entries(texts).filter(([key]) => key !== TITLE)),
        }),
      /^fi\.json: bots\[0\]\.commandLists\[0\]\.commands\[0\]\.title is missing$/,
    ],
    'a language without a full name': [
      () => aPackage({ fi: ({ 'name.full': _, ...texts }) => texts }),
      /^fi\.json: name\.full is missing$/,
    ],
    'a manifest without a full name': [
      () => withManifest({ name: { short: 'Fadder' } }),
      /^manifest\.json: name\.full is missing$/,
    ],
    'a language with a command too many': [
      () => aPackage({ fi: (texts) => ({ ...texts, [TITLE.replace('s[0].t', 's[9].t')]: 'Lisää' }) }),
      /^fi\.json: .*commands\[9\]\.title stands for nothing/,
    ],
    'a text of spaces': [
      () => aPackage({ fi: (texts) => ({ ...texts, [TITLE]: ' ' }) }),
      /^fi\.json: .*title is empty$/,
    ],
    'a language named twice': [
      () =>
        withManifest({
          localizationInfo: {
            defaultLanguageTag: 'fi',
            additionalLanguages: [
              { languageTag: 'fi', file: 'fi.json' },
              { languageTag: 'sv', file: 'sv.json' },
            ],
          },
        }),
      /names the language fi twice/,
    ],

    // What is in it
    'a file that the manifest does not name': [
      () => aPackage({ files: { 'notes.txt': strToU8('') } }),
      /^notes\.txt: is in the package, but/,
    ],
    'a language that is not there': [
      async () => {
        const { 'sv.json': _, ...files } = await aPackage();
        return files;
      },
      /^sv\.json: is not in the package$/,
    ],
    'an icon that is not there': [
      () => withManifest({ icons: { color: 'color.png', outline: 'other.png' } }),
      /^other\.png: is not in the package$/,
    ],

    // Icons
    'a colour icon of another size': [
      () => aPackage({ files: { 'color.png': aPng({ width: 96, height: 96 }, () => WHITE) } }),
      /^color\.png: is 96×96, should be 192×192 pixels$/,
    ],
    'a colour icon that one can see through': [
      () => aPackage({ files: { 'color.png': aPng({ width: 192, height: 192 }, () => CLEAR) } }),
      /^color\.png: should be opaque everywhere$/,
    ],
    'a colour icon whose symbol comes near the edge': [
      () =>
        aPackage({
          files: {
            'color.png': aPng({ width: 192, height: 192 }, (x, y) =>
              x === 47 && y === 100 ? [0, 0, 0, 255] : WHITE,
            ),
          },
        }),
      /^color\.png: should have one colour around its middle 96 pixels$/,
    ],
    'an outline of another size': [
      () => aPackage({ files: { 'outline.png': aPng({ width: 20, height: 20 }, () => WHITE) } }),
      /^outline\.png: is 20×20, should be 32×32/,
    ],
    'an outline with a background': [
      () => aPackage({ files: { 'outline.png': aPng({ width: 32, height: 32 }, () => WHITE) } }),
      /^outline\.png: should have a transparent background$/,
    ],
    'an outline in grey': [
      () =>
        aPackage({
          files: {
            'outline.png': aPng({ width: 32, height: 32 }, (x) => (x === 9 ? [200, 200, 200, 90] : CLEAR)),
          },
        }),
      /^outline\.png: should be white alone$/,
    ],
    'an outline of nothing': [
      () => aPackage({ files: { 'outline.png': aPng({ width: 32, height: 32 }, () => CLEAR) } }),
      /^outline\.png: should show something$/,
    ],
    'an outline with a margin': [
      () =>
        aPackage({
          files: {
            'outline.png': aPng({ width: 32, height: 32 }, (x, y) =>
              Math.min(x, y) > 7 && Math.max(x, y) < 24 ? WHITE : CLEAR,
            ),
          },
        }),
      /^outline\.png: should have no margin around the drawing$/,
    ],
    'an icon that is no picture': [
      () => aPackage({ files: { 'outline.png': strToU8('<svg/>') } }),
      /^outline\.png: is not a PNG file$/,
    ],
  };

  for (const [what, [make, problem]] of Object.entries(broken))
    it(`name ${what}`, async () => named(ruleProblems(await make(), anApp()), problem));
});
