import { CsvError, parse } from 'csv-parse/sync';
import type { FileProblem } from './problem.ts';

export interface TableRow {
  /** The line on which the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly rows: readonly TableRow[];
  readonly problems: readonly FileProblem[];
}

/** 10,000 people with everything a roster may say of them take about 2 MB. */
const MAX_CHARS = 20_000_000;

/** Splits a CSV text (comma, semicolon or tab; quotes; any line breaks) into cells. Never throws. */
export function readTable(text: string, file: string): Table {
  const failed = (line: number, message: string): Table => ({
    rows: [],
    problems: [{ file, line, path: '', message, severity: 'error' }],
  });
  if (text.length > MAX_CHARS) return failed(1, `is longer than ${String(MAX_CHARS)} characters`);
  try {
    // One kind of line break, or the parser counts those inside quotes twice.
    const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
    const rows: TableRow[] = [];
    parse(plain, {
      delimiter: delimiterOf(plain),
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines }) => {
        rows.push(rowOf(cells, lines));
        // Kept above; nothing more to collect.
        return null;
      },
    });
    return { rows, problems: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return failed(line, REASONS[error.code] ?? 'is not a table of comma-separated values');
  }
}

const REASONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted text is not closed: a " is missing',
  CSV_INVALID_CLOSING_QUOTE: 'a quote must be followed by the next cell; inside a text write "" for "',
  INVALID_OPENING_QUOTE: 'a quote stands inside a text: quote the whole cell and write "" for "',
};

/** The parser counts a row by the line it ends on; a quoted cell may hold line breaks. */
function rowOf(cells: string[], endLine: number): TableRow {
  const breaks = cells.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0);
  return { line: Math.max(1, endLine - breaks), cells: cells.map((cell) => cell.trim()) };
}

/** The one of them that the header has most of; spreadsheets of Finland and Sweden write semicolons. */
function delimiterOf(text: string): string {
  const header = text.trimStart().split('\n', 1)[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}
