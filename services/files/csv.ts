import { CsvError, parse } from 'csv-parse/sync';
import { MAX_ROWS, notATable, tooManyRows } from './table.ts';
import type { Table, TableRow } from './table.ts';

/** Splits a CSV text (comma, semicolon or tab; quotes; any line breaks) into cells. Never throws. */
export function readCsv(text: string, file: string): Table {
  // One kind of line break, or the parser counts those inside quotes twice.
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const { body, delimiter } = announced(plain) ?? { body: plain, delimiter: delimiterOf(plain) };
  const rows: TableRow[] = [];
  try {
    parse(body, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      to: MAX_ROWS + 1,
      on_record: (cells: string[], { empty_lines: empty }) => {
        rows.push({ row: rows.length + 1 + empty, cells: cells.map((cell) => cell.trim()) });
        // Kept above; nothing more to collect.
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const reason = REASONS[error.code] ?? 'is not a table of comma-separated values';
    const empty = error['empty_lines'];
    return notATable(file, reason, rows.length + 1 + (typeof empty === 'number' ? empty : 0));
  }
  return rows.length > MAX_ROWS ? tooManyRows(file) : { rows, problems: [] };
}

const REASONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted text is not closed: a " is missing',
  CSV_INVALID_CLOSING_QUOTE: 'a quote must be followed by the next cell; inside a text write "" for "',
  INVALID_OPENING_QUOTE: 'a quote stands inside a text: quote the whole cell and write "" for "',
};

/** `sep=;` on a line of its own tells Excel the delimiter. Excel shows no row for it. */
function announced(text: string): { readonly body: string; readonly delimiter: string } | undefined {
  const [line, delimiter] = /^"?sep=([,;\t])"?\n/i.exec(text) ?? [];
  return line === undefined || delimiter === undefined
    ? undefined
    : { body: text.slice(line.length), delimiter };
}

/** The one of them that the header has most of; spreadsheets of Finland and Sweden write semicolons. */
function delimiterOf(text: string): string {
  const header = (text.trimStart().split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}
