import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import writeWorkbook from 'write-excel-file/node';
import { toCsv, workbookCell } from '../../../services/files/safe-cells.ts';
import { unzip } from '../../../services/files/unzip.ts';
import { readWorkbook } from '../../../services/files/workbook.ts';

const begin = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '|',
  '＝',
  ' =',
  '\u200b=',
  '"=',
  '',
  'A',
  "'",
);
const anyText = fc
  .tuple(begin, fc.string({ unit: 'binary', maxLength: 20 }))
  .map(([first, rest]) => first + rest);

describe('toCsv', () => {
  const read = (csv: string) => parse(csv, { bom: true, delimiter: ';', record_delimiter: '\r\n' });

  it('keeps every text, but for an apostrophe before what would be a formula', () => {
    const rows = fc.array(fc.array(anyText, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(rows, (given) => {
        const cells = read(toCsv(given)).flat();
        for (const [index, text] of given.flat().entries()) {
          const cell = cells[index] ?? '';
          assert.ok(cell === text || cell === `'${text}`, JSON.stringify({ text, cell }));
          assert.doesNotMatch(cell.trimStart(), /^[=+\-@＝＋－＠]/);
          assert.doesNotMatch(cell, /^[\t\r\n]/);
        }
      }),
    );
  });

  it('leaves names, addresses and numbers as they are', () => {
    const texts = ['Päivi Škoda-Ek', 'a+b@org.example', "'t Hooft", '4711', '', 'a;b', 'say "x"'];
    assert.deepEqual(read(toCsv([texts])), [texts]);
  });
});

describe('workbookCell', () => {
  const PRINTABLE = /^[^\p{Surrogate}\u0000-\u001f\u007f-\u009f\p{Noncharacter_Code_Point}]*$/u;

  it('keeps every text, as a text and never as a formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 6 }), async (texts) => {
        const bytes = await writeWorkbook([texts.map(workbookCell)]).toBuffer();
        const parts = unzip(bytes, (name) => name.includes('sheet1.xml'), { maxBytes: 1e6, maxFiles: 50 });
        const xml = 'value' in parts ? [...parts.value.values()].join('') : '';
        assert.ok(xml.includes('<sheetData>') && !xml.includes('<f'));
        for (const [, cell = ''] of xml.matchAll(/<c ([^>]*)>/g)) assert.match(cell, /t="s"/);
        const { rows, problems } = await readWorkbook(bytes, 'x.xlsx');
        assert.deepEqual(problems, []);
        for (const [index, text] of texts.entries())
          if (PRINTABLE.test(text)) assert.equal(rows[0]?.cells[index] ?? '', text.trim());
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what looks like an escaped letter, and cuts what no cell can hold', () => {
    assert.equal(workbookCell('_x0041_').value, '_x005F_x0041_');
    assert.equal(workbookCell('x'.repeat(40_000)).value.length, 32_767);
    assert.equal(workbookCell('\u0000\ud800=1').value, '=1');
  });
});
