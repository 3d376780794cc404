import type { RosterEntry } from '../domain/people.ts';
import { readCsv } from './csv.ts';
import { decode } from './decode.ts';
import type { Encoding } from './decode.ts';
import type { FileProblem, Severity } from './problem.ts';
import { inFileOrder } from './problem.ts';
import type { Column } from './roster-row.ts';
import { optional, readRow, required } from './roster-row.ts';
import { rosterFindings } from './roster-checks.ts';
import { columnWord } from './roster-words.ts';
import { nearest } from './suggest.ts';
import { MAX_BYTES, notATable } from './table.ts';
import type { Table, TableRow } from './table.ts';
import { compoundReason, isCompound, isZip, readWorkbook } from './workbook.ts';

/** A row of the roster and where it stands. */
export interface RosterLine {
  /** Its number, as a spreadsheet shows it. */
  readonly row: number;
  readonly entry: RosterEntry;
}

export interface ReadRoster {
  readonly file: string;
  /** The rows that could be understood, in their order; import them only where there is no error. */
  readonly lines: readonly RosterLine[];
  /** Their `line` is the row, as a spreadsheet numbers it. */
  readonly problems: readonly FileProblem[];
  /** Of a CSV file: how its letters were written. */
  readonly encoding?: Encoding;
}

/**
 * Reads a roster: an Excel workbook or a CSV table, whichever it is, with the columns name, address, role,
 * organisation, language and, where there is use for them, id, aliases and tenant.
 * @param bytes the file's content; anything at all: this never throws
 */
export async function readRosterFile(bytes: Buffer, file: string): Promise<ReadRoster> {
  if (bytes.length > MAX_BYTES) return rosterOf(tooLarge(file), file);
  if (isCompound(bytes)) return rosterOf(notATable(file, compoundReason(bytes)), file);
  if (isZip(bytes)) return rosterOf(await readWorkbook(bytes, file), file);
  const decoded = decode(bytes);
  if ('wrong' in decoded) return rosterOf(notATable(file, decoded.wrong), file);
  const { text, encoding } = decoded.value;
  return { ...rosterOf(readCsv(text, file), file), encoding };
}

const tooLarge = (file: string): Table =>
  notATable(file, `is larger than ${String(MAX_BYTES / 1_000_000)} MB; is it a roster?`);

/** Reads a roster that is a CSV table. */
export const readRoster = (text: string, file: string): ReadRoster => rosterOf(readCsv(text, file), file);

function rosterOf(table: Table, file: string): ReadRoster {
  const problems = [...table.problems];
  const tell = (row: number, path: string, message: string, severity: Severity = 'error') =>
    problems.push({ file, line: row, path, message, severity });
  const [header, ...rows] = table.rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!header) {
    if (problems.length === 0) tell(1, '', 'the file is empty');
    return { file, lines: [], problems };
  }
  const columns = readHeader(header, tell);
  if (!columns) return { file, lines: [], problems };
  const lines = rows.flatMap(({ row, cells }): RosterLine[] => {
    const entry = readRow(
      (column) => cells[columns.get(column) ?? -1] ?? '',
      (column, message, severity) => tell(row, column, message, severity),
    );
    if (cells.slice(header.cells.length).some((cell) => cell !== ''))
      tell(row, '', 'has more cells than the header: is a text with a comma not in quotes?');
    return entry ? [{ row, entry }] : [];
  });
  for (const { row, column, message, severity } of rosterFindings(lines))
    tell(row, column, message, severity);
  return { file, lines, problems: inFileOrder(problems) };
}

type TellAt = (row: number, path: string, message: string, severity?: Severity) => void;

/** The place of each column, or undefined where one is missing. */
function readHeader({ row, cells }: TableRow, tell: TellAt): ReadonlyMap<Column, number> | undefined {
  const known = [...required, ...optional];
  const places = new Map<Column, number>();
  for (const [index, cell] of cells.entries()) {
    const column = known.find((one) => one === columnWord(cell));
    if (column === undefined) {
      if (cell !== '') tell(row, cell.slice(0, 60), unknownColumn(cell, known), 'warning');
    } else if (places.has(column)) tell(row, column, 'this column stands here twice');
    else places.set(column, index);
  }
  const missing = required.filter((column) => !places.has(column));
  for (const column of missing) tell(row, column, 'this column is missing');
  return missing.length === 0 ? places : undefined;
}

function unknownColumn(cell: string, known: readonly string[]): string {
  const meant = nearest(cell.toLowerCase(), known);
  return meant === undefined ? 'this column is not known and has no effect' : `did you mean ${meant}?`;
}
