import type { Encoding } from './decode.ts';
import type { FileProblem } from './problem.ts';

export interface TableRow {
  /** 1, 2, 3 … as a spreadsheet numbers its rows: an empty one counts, a line break inside a cell does not. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface Table {
  /** In their order; empty ones may be left out. */
  readonly rows: readonly TableRow[];
  /** Of the table as a whole. Where there is an error, the rows do not count. */
  readonly problems: readonly FileProblem[];
  /** Of a text: how its letters were written. */
  readonly encoding?: Encoding;
}

/** 10,000 people with two roles each. */
export const MAX_ROWS = 20_000;

/** 10,000 people with everything a roster may say of them take about 2 MB. */
export const MAX_BYTES = 20_000_000;

export const notATable = (file: string, message: string, row = 1): Table => ({
  rows: [],
  problems: [{ file, line: row, path: '', message, severity: 'error' }],
});

export const tooManyRows = (file: string): Table =>
  notATable(file, `has more than ${String(MAX_ROWS)} rows; delete what stands below the list`, MAX_ROWS + 1);
