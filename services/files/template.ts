import writeWorkbook from 'write-excel-file/node';
import { inLanguage, languages } from '../domain/language.ts';
import { roles } from '../domain/people.ts';
import type { Programme } from '../domain/programme.ts';
import { optional, required } from './roster-row.ts';
import { toCsv, workbookCell } from './safe-cells.ts';

const COLUMNS = [...required, ...optional];
/** Rows that choices are offered in. */
const ROWS = 1000;

/** An empty roster as a CSV file: its columns alone. */
export const csvTemplate = (): string => toCsv([COLUMNS]);

/**
 * An empty roster as a workbook: its columns, with roles and languages to choose from, and a second sheet with the
 * organisations of the programme, where there is one, to choose from too.
 */
export async function workbookTemplate(programme?: Programme): Promise<Buffer> {
  const organisations = programme?.organisations ?? [];
  const names = organisations.map(({ id, name }) => [
    workbookCell(id),
    workbookCell(inLanguage(name, programme?.defaultLanguage ?? 'en', 'en')),
  ]);
  const sheets = [
    {
      sheet: 'Roster',
      data: [COLUMNS.map((column) => ({ ...workbookCell(column), fontWeight: 'bold' as const }))],
      columns: COLUMNS.map((column) => ({ width: column === 'name' || column === 'address' ? 32 : 16 })),
      stickyRowsCount: 1,
    },
    ...(names.length > 0
      ? [{ sheet: 'Organisations', data: names, columns: [{ width: 24 }, { width: 48 }] }]
      : []),
  ];
  const choices = [
    choice('role', `"${roles.join(',')}"`),
    choice('language', `"${languages.join(',')}"`),
    ...(names.length > 0 ? [choice('organisation', `Organisations!$A$1:$A$${String(names.length)}`)] : []),
  ];
  return writeWorkbook(sheets, { features: [offering(choices)] }).toBuffer();
}

/** A list to choose from in a column; another entry is left to the check, which says more than Excel would. */
function choice(column: (typeof COLUMNS)[number], list: string): string {
  const letter = String.fromCharCode(65 + COLUMNS.indexOf(column));
  const place = `${letter}2:${letter}${String(ROWS)}`;
  return (
    `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${place}">` +
    `<formula1>${list}</formula1></dataValidation>`
  );
}

/** A sheet's place in the workbook. */
interface At {
  readonly sheetIndex: number;
}

/** Puts the lists into the first sheet. */
const offering = (choices: readonly string[]) => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml: string, _options: unknown, { sheetIndex }: At) =>
          sheetIndex === 0
            ? xml.replace(
                '</sheetData>',
                `</sheetData><dataValidations count="${String(choices.length)}">${choices.join('')}</dataValidations>`,
              )
            : xml,
      },
    },
  },
});
