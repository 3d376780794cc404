import assert from 'node:assert/strict';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { readRosterFile } from '../../../services/files/roster.ts';
import { readWorkbook } from '../../../services/files/workbook.ts';
import { aWorkbook, textRows } from '../../helpers/workbook.ts';

const HEAD = ['name', 'address', 'role', 'organisation', 'language'];
const KATRI = ['Katri', 'k@org.example', 'coordinator', '', 'fi'];

const messages = async (bytes: Buffer) =>
  (await readRosterFile(bytes, 'r.xlsx')).problems.map(
    ({ line, path, message }) => `${String(line)} ${path} ${message}`,
  );

/** The cells of the first row with this content. */
async function cellsOf(xml: string, strings: readonly string[] = []): Promise<readonly string[]> {
  const { rows, problems } = await readWorkbook(
    aWorkbook({ rows: `<row r="1">${xml}</row>`, strings }),
    'r.xlsx',
  );
  assert.deepEqual(problems, []);
  return rows[0]?.cells ?? [];
}

describe('readRosterFile, of a workbook', () => {
  it('reads the first sheet by the names of its columns, in any order and whatever the file is called', async () => {
    const rows = [
      HEAD.toReversed(),
      KATRI.toReversed(),
      ['sv', 'hus', 'Participant', 'Alva@HUS.example', ' Alva Borg '],
    ];
    const second = textRows([['what', 'ever']]);
    const { lines, problems } = await readRosterFile(aWorkbook({ rows: textRows(rows), second }), 'r.csv');
    assert.deepEqual(problems, []);
    assert.deepEqual(lines[1], {
      row: 3,
      entry: {
        name: 'Alva Borg',
        address: 'alva@hus.example',
        aliases: [],
        role: 'participant',
        organisation: 'hus',
        language: 'sv',
      },
    });
  });

  it('names the row as the spreadsheet shows it, also after empty ones', async () => {
    const rows =
      textRows([HEAD, KATRI], 3) + textRows([['A', 'nope', 'mentor', '', 'fi']], 9) + '<row r="12"/>';
    const said = await messages(aWorkbook({ rows }));
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^9 address is not an address/);
  });

  it('finds the same faults as in a CSV file', async () => {
    const people = [
      KATRI,
      ['A', 'a@x.fi', 'boss', '', 'fi'],
      ['B', 'b@x.fi', 'participant', '', 'de'],
      KATRI,
    ];
    const csv = [HEAD, ...people].map((cells) => cells.join(';')).join('\r\n');
    const said = await messages(aWorkbook({ rows: textRows([HEAD, ...people]) }));
    assert.equal(said.length, 4);
    assert.deepEqual(said, await messages(Buffer.from(csv)));
  });

  it('reads hidden columns and rows too', async () => {
    const head = '<cols><col min="2" max="2" hidden="1"/></cols>';
    const rows = textRows([HEAD, KATRI]).replace('<row r="2">', '<row r="2" hidden="1">');
    assert.deepEqual(await messages(aWorkbook({ rows, head })), []);
  });

  it('says that an empty sheet is empty', async () => {
    assert.deepEqual(await messages(aWorkbook({ rows: '<row r="4"/>' })), ['1  the file is empty']);
  });
});

describe('readWorkbook', () => {
  const cells: readonly [string, string, string, string[]?][] = [
    ['a text', '<c r="A1" t="s"><v>0</v></c>', 'Päivi & Co', ['<t>Päivi &amp; Co</t>']],
    [
      'rich text',
      '<c r="A1" t="s"><v>0</v></c>',
      'Päivi Ek',
      ['<r><t>Päivi </t></r><r><rPr><b/></rPr><t>Ek</t></r>'],
    ],
    ['an escaped line break', '<c r="A1" t="s"><v>0</v></c>', 'a\nb', ['<t>a_x000A_b</t>']],
    ['a whole number', '<c r="A1"><v>4711</v></c>', '4711'],
    ['a number', '<c r="A1"><v>0.5</v></c>', '0.5'],
    ['a truth', '<c r="A1" t="b"><v>1</v></c>', 'true'],
    ['a date', '<c r="A1" s="1"><v>45055</v></c>', '2023-05-09'],
    ['a formula’s result', '<c r="A1" t="str"><f>B1&amp;C1</f><v>hus</v></c>', 'hus'],
    ['a formula without one', '<c r="A1" t="str"><f>B1</f></c><c r="B1"><v>1</v></c>', ''],
    ['an error', '<c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>1</v></c>', ''],
  ];
  for (const [name, xml, expected, strings = []] of cells)
    it(`reads ${name} as text`, async () => {
      assert.equal((await cellsOf(xml, strings))[0], expected);
    });

  const EMPTY = Buffer.alloc(0);
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  const whole = aWorkbook({ rows: textRows([HEAD, KATRI]) });
  const row = (number: string) => `<row r="${number}"><c t="inlineStr"><is><t>x</t></is></c></row>`;
  const refused: readonly [string, () => Buffer, RegExp][] = [
    [
      'an old workbook',
      () => Buffer.concat([ole, Buffer.alloc(600)]),
      /old kind \(\.xls\): open it in Excel and save/,
    ],
    [
      'a workbook with a password',
      () => Buffer.concat([ole, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      /protected by a password: open it in Excel, remove/,
    ],
    ['a zip with a password', () => withFlag(whole), /protected by a password/],
    ['half a workbook', () => whole.subarray(0, whole.length / 2), /is broken/],
    [
      'a zip of something else',
      () => Buffer.from(zipSync({ 'a.xml': EMPTY })),
      /no workbook: open it in Excel/,
    ],
    [
      'a workbook without its sheet',
      () => aWorkbook({ rows: '', files: { 'xl/_rels/workbook.xml.rels': EMPTY } }),
      /cannot be read as a workbook/,
    ],
    [
      'a sheet that is no XML',
      () => aWorkbook({ rows: '<row r="1"><c r="A1"' }),
      /cannot be read as a workbook: open it/,
    ],
    [
      'a row far down',
      () => aWorkbook({ rows: row('1048576') }),
      /more than 20000 rows; delete what stands below/,
    ],
    ['a row beyond all sheets', () => aWorkbook({ rows: row('1e15') }), /more than 20000 rows/],
    ['a row written otherwise', () => aWorkbook({ rows: row('&#57;999999999') }), /more than 20000 rows/],
    [
      'a cell far to the right',
      () => aWorkbook({ rows: '<row r="1"><c r="XFD1"><v>1</v></c></row>' }),
      /more than 250 columns/,
    ],
    [
      'a cell beyond all sheets',
      () => aWorkbook({ rows: "<row><c x:r='ZZZZZZZ1'><v>1</v></c></row>" }),
      /columns/,
    ],
    ['rows without end', () => aWorkbook({ rows: '<row></row>'.repeat(20_001) }), /more than 20000 rows/],
    ['a cell without end', () => endless('<t>', 'x', '</t>'), /cannot be read as a workbook/],
    ['a tag without end', () => endless('<t ', '<', '>'), /cannot be read as a workbook/],
    ['a comment without end', () => endless('<!--', '<>', '-->'), /cannot be read as a workbook/],
    ['a bomb', () => aWorkbook({ rows: ' '.repeat(21_000_000) }), /more than 20 MB when it is unpacked/],
    ['a bomb of many parts', () => bombOfParts(), /more than 20 MB when it is unpacked/],
    ['a bomb that lies about its size', () => lyingBomb(), /is broken/],
    ['thousands of files', () => manyFiles(), /more than 2000 files/],
  ];
  for (const [name, bytes, says] of refused)
    it(`refuses ${name} and says what to do`, async () => {
      const [first, ...more] = await messages(bytes());
      assert.match(first ?? '', says);
      assert.deepEqual(more, []);
    });

  it('answers whatever is done to a workbook with rows or with a problem', async () => {
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(40), async (changes, cut) => {
        const bytes = Buffer.from(whole.subarray(0, whole.length - cut));
        for (const { at, to } of changes) if (at < bytes.length) bytes[at] = to;
        const { rows, problems } = await readWorkbook(bytes, 'r.xlsx');
        assert.ok(rows.length <= 20_000 && (rows.length === 0 || problems.length === 0));
      }),
      { numRuns: 300 },
    );
  });

  it('answers whatever XML stands in the sheet', async () => {
    const piece = fc.constantFrom(
      ...[
        '<row>',
        '<row r="2">',
        '</row>',
        '<c r="A1">',
        '<c>',
        '</c>',
        '<v>',
        '</v>',
        '<v>7</v>',
        '<is>',
        '<t>x</t>',
      ],
      ...[
        '</is>',
        '<c r="1">',
        '<c r="A">',
        '<c t="s" r="B2">',
        '<c s="9" r="C2">',
        '<c t="?" r="D2">',
        ']]>',
        '<!--',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const { rows, problems } = await readWorkbook(aWorkbook({ rows: pieces.join('') }), 'r.xlsx');
        assert.ok(rows.length === 0 || problems.length === 0);
      }),
    );
  });
});

const CENTRAL = Buffer.from('PK\u0001\u0002', 'latin1');

/** The first file in the list is said to be encrypted. */
function withFlag(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  copy.writeUInt16LE(1, copy.indexOf(CENTRAL) + 8);
  return copy;
}

/** A row with a part that takes the reader the longer, the longer it is. */
const endless = (begin: string, repeated: string, end: string): Buffer =>
  aWorkbook({ rows: `<row r="1">${begin}${repeated.repeat(1_000_000)}${end}</row>` });

function bombOfParts(): Buffer {
  const part = new Uint8Array(4_500_000);
  const files = Array.from({ length: 5 }, (_, index) => [`xl/${String(index)}.xml`, part] as const);
  return aWorkbook({ rows: '', files: Object.fromEntries(files) });
}

/** Its sheet unpacks to 15 MB and says a hundred bytes. */
function lyingBomb(): Buffer {
  const zip = Buffer.from(aWorkbook({ rows: ' '.repeat(15_000_000) }));
  const name = zip.lastIndexOf('xl/worksheets/sheet1.xml');
  zip.writeUInt32LE(100, name - 46 + 24);
  return zip;
}

function manyFiles(): Buffer {
  const files = Array.from(
    { length: 2001 },
    (_, index) => [`${String(index)}.txt`, new Uint8Array(0)] as const,
  );
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 0 }));
}
