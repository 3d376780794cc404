/** Rosters with something wrong, as text and as bytes. */
import fc from 'fast-check';
import { crossCheck } from '../../services/files/cross-check.ts';
import { readProgramme } from '../../services/files/programme.ts';
import { readRoster, readRosterFile } from '../../services/files/roster.ts';
import type { ReadRoster } from '../../services/files/roster.ts';
import { workbookTemplate } from '../../services/files/template.ts';
import { demoProgramme, demoRoster } from '../helpers/demo-files.ts';
import { kind } from './kind.ts';
import { anyTyped, lively, marks } from './odd.ts';
import { checkProblems } from './programmes.ts';

/** Each way to read a roster's bytes. */
const readers: readonly ((bytes: Buffer) => ReadRoster | Promise<ReadRoster>)[] = [
  (bytes) => readRoster(bytes.toString('utf8'), 'fuzz.csv'),
  (bytes) => readRosterFile(bytes, 'fuzz.xlsx'),
];

const rows = demoRoster.trim().split('\n');
const cells = [
  ...lively(marks.roster),
  '',
  ' ',
  '"',
  '""',
  '"a\nb"',
  'a"b',
  "'",
  ',',
  ';;;',
  '\t',
  'participant',
  'Coordinator',
  'aino@etela-savo.example',
  'AINO@etela-savo.example',
  'a@b',
  '@',
  'a@b.example, c@d.example',
  'xx',
  '__proto__',
  'kymenlaakso',
  '../x',
  'x'.repeat(300),
  '👩‍👩‍👧‍👦',
  '\uD800',
  '\u0000',
  '\r',
];

interface Edit {
  readonly row: number;
  readonly column: number;
  readonly how:
    'cell' | 'dropRow' | 'doubleRow' | 'dropCell' | 'addCell' | 'header' | 'semicolons' | 'cr' | 'bom';
  readonly cell: string;
}

const anyEdit: fc.Arbitrary<Edit> = fc.record({
  row: fc.nat({ max: rows.length - 1 }),
  column: fc.nat({ max: 7 }),
  how: fc.constantFrom(
    'cell',
    'cell',
    'cell',
    'dropRow',
    'doubleRow',
    'dropCell',
    'addCell',
    'header',
    'semicolons',
    'cr',
    'bom',
  ),
  cell: fc.oneof(fc.constantFrom(...cells), anyTyped),
});

/** Bytes that begin as those of a workbook, or of nothing known. */
const beginnings = [
  'PK\u0003\u0004',
  'PK\u0005\u0006',
  '\u00d0\u00cf\u0011\u00e0',
  '\u00ff\u00fe',
  '\u00ef\u00bb\u00bf',
  '%PDF',
  '',
];
const anyBytes = fc
  .tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 300 }))
  .map(([start, rest]) => Buffer.concat([Buffer.from(start, 'latin1'), rest]));

/** A real workbook with some of its bytes changed. */
const workbook = await workbookTemplate();
const anyWorkbook = fc
  .array(fc.tuple(fc.nat({ max: workbook.length - 1 }), fc.nat({ max: 255 })), { maxLength: 20 })
  .map((changes) => {
    const bytes = Buffer.from(workbook);
    for (const [at, byte] of changes) bytes[at] = byte;
    return bytes;
  });

const anyRoster: fc.Arbitrary<Buffer> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(anyEdit, { minLength: 1, maxLength: 5 })
      .map((edits) => Buffer.from(edits.reduce(edited, rows).join('\n'))),
  },
  { weight: 1, arbitrary: anyBytes },
  { weight: 1, arbitrary: anyWorkbook },
);

export const rosters = kind({ name: 'rosters', share: 12, http: false }, anyRoster, () => {
  const programme = readProgramme(demoProgramme, 'demo.yaml');
  return {
    run: async (bytes) => {
      for (const read of readers) {
        const roster = await read(bytes);
        checkProblems(roster.problems);
        checkProblems(crossCheck(programme, roster));
        for (const { entry } of roster.lines)
          if (/[\p{Cc}\p{Surrogate}]/u.test(Object.values(entry).join('')))
            throw new Error(`took ${JSON.stringify(entry)}`);
      }
    },
  };
});

function edited(lines: readonly string[], { row, column, how, cell }: Edit): readonly string[] {
  const at = how === 'header' ? 0 : row % Math.max(1, lines.length);
  const here = lines[at] ?? '';
  const put = (...instead: readonly string[]) => [...lines.slice(0, at), ...instead, ...lines.slice(at + 1)];
  const parts = here.split(',');
  const place = column % parts.length;
  switch (how) {
    case 'cell':
    case 'header':
      return put(parts.with(place, cell).join(','));
    case 'dropRow':
      return put();
    case 'doubleRow':
      return put(here, here);
    case 'dropCell':
      return put(parts.toSpliced(place, 1).join(','));
    case 'addCell':
      return put(parts.toSpliced(place, 0, cell).join(','));
    case 'semicolons':
      return lines.map((line) => line.replaceAll(',', ';'));
    case 'cr':
      return [lines.join('\r')];
    case 'bom':
      return [`\uFEFF${lines[0] ?? ''}`, ...lines.slice(1)];
  }
}
