import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRosterFile } from '../../../services/files/roster.ts';
import { demoRoster } from '../../helpers/demo-files.ts';

const PEOPLE = 'name;address;role;organisation;language\r\nPäivi Škoda;k@org.example;coordinator;;fi\r\n';

async function read(bytes: Buffer) {
  const { lines, problems, encoding } = await readRosterFile(bytes, 'r.csv');
  return { names: lines.map(({ entry }) => entry.name), problems, encoding };
}

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
/** As Excel's plain CSV has it: ä is one byte, and so is Š. */
const windows = (text: string) =>
  Buffer.from(text.replace(/Š/g, '\u008a').replace(/š/g, '\u009a').replace(/’/g, '\u0092'), 'latin1');

describe('readRosterFile, of a text', () => {
  const written: readonly [string, Buffer, string][] = [
    ['UTF-8', Buffer.from(PEOPLE), 'UTF-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${PEOPLE}`), 'UTF-8'],
    ['UTF-16, as Excel’s Unicode text', utf16(PEOPLE.replaceAll(';', '\t')), 'UTF-16'],
    ['UTF-16 of the other order', utf16(PEOPLE).swap16(), 'UTF-16'],
    ['Windows-1252, as Excel’s plain CSV', windows(PEOPLE), 'Windows-1252'],
  ];
  for (const [name, bytes, encoding] of written)
    it(`reads ${name}`, async () => {
      assert.deepEqual(await read(bytes), { names: ['Päivi Škoda'], problems: [], encoding });
    });

  const broken: readonly [string, Buffer, RegExp][] = [
    [
      'UTF-8 that was damaged',
      Buffer.from('\ufeffname;\xff', 'latin1').fill('\xef\xbb\xbf', 0, 3, 'latin1'),
      /damaged/,
    ],
    ['half a letter of UTF-16', utf16(PEOPLE).subarray(0, 21), /damaged/],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), /not a text; in the spreadsheet/],
    ['nothing', Buffer.alloc(0), /is empty/],
    ['more than anybody’s roster', Buffer.alloc(20_000_001, 'a'), /larger than 20 MB/],
  ];
  for (const [name, bytes, says] of broken)
    it(`says what is wrong with ${name}`, async () => {
      const { names, problems } = await read(bytes);
      assert.deepEqual(names, []);
      assert.match(problems[0]?.message ?? '', says);
    });

  it('reads the same people however they are written', async () => {
    // By chance two letters of Windows-1252 are one of UTF-8; an ä at the end is none.
    const letter = fc.constantFrom(...'A a Ä ä Ö ö Å å Š š é Ü ü ’'.split(' '));
    const name = fc.array(letter, { minLength: 1, maxLength: 12 }).map((letters) => `${letters.join('')}ä`);
    await fc.assert(
      fc.asyncProperty(name, fc.constantFrom(';', ',', '\t'), async (given, delimiter) => {
        const text = PEOPLE.replace('Päivi Škoda', `"${given}"`).replaceAll(';', delimiter);
        for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), utf16(text), windows(text)])
          assert.deepEqual((await read(bytes)).names, [given.normalize('NFC')]);
      }),
    );
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        for (const { line } of (await read(Buffer.from(bytes))).problems) assert.ok(line >= 1);
      }),
    );
  });

  it('reads the example', async () => {
    assert.equal((await read(Buffer.from(demoRoster))).names.length, 58);
  });
});
