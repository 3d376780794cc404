import type { RosterEntry } from '../domain/people.ts';
import type { FileProblem, Severity } from './problem.ts';
import { inFileOrder } from './problem.ts';
import type { Column } from './roster-row.ts';
import { optional, readRow, required } from './roster-row.ts';
import { rosterFindings } from './roster-checks.ts';
import { nearest } from './suggest.ts';
import type { TableRow } from './table.ts';
import { readTable } from './table.ts';

/** A line of the roster and where it stands. */
export interface RosterLine {
  readonly line: number;
  readonly entry: RosterEntry;
}

export interface ReadRoster {
  readonly file: string;
  /** The rows that could be understood, in their order; import them only where there is no error. */
  readonly lines: readonly RosterLine[];
  readonly problems: readonly FileProblem[];
}

/**
 * Reads a roster: a CSV table with the columns name, address, role, organisation, language and, where there is use
 * for them, id, aliases and tenant.
 * @param text the file's content; anything at all: this never throws
 */
export function readRoster(text: string, file: string): ReadRoster {
  const table = readTable(text, file);
  const [header, ...rows] = table.rows;
  const problems = [...table.problems];
  const tell = (line: number, path: string, message: string, severity: Severity = 'error') =>
    problems.push({ file, line, path, message, severity });
  if (!header) {
    if (problems.length === 0) tell(1, '', 'the file is empty');
    return { file, lines: [], problems };
  }
  const columns = readHeader(header, tell);
  if (!columns) return { file, lines: [], problems };
  const lines = rows.flatMap((row): RosterLine[] => {
    if (row.cells.every((cell) => cell === '')) return [];
    const entry = readRow(
      (column) => row.cells[columns.get(column) ?? -1] ?? '',
      (column, message, severity) => tell(row.line, column, message, severity),
    );
    if (row.cells.slice(header.cells.length).some((cell) => cell !== ''))
      tell(row.line, '', 'has more cells than the header: is a text with a comma not in quotes?');
    return entry ? [{ line: row.line, entry }] : [];
  });
  for (const { line, column, message, severity } of rosterFindings(lines))
    tell(line, column, message, severity);
  return { file, lines, problems: inFileOrder(problems) };
}

type TellAt = (line: number, path: string, message: string, severity?: Severity) => void;

/** The place of each column, or undefined where one is missing. */
function readHeader({ line, cells }: TableRow, tell: TellAt): ReadonlyMap<Column, number> | undefined {
  const known = [...required, ...optional];
  const places = new Map<Column, number>();
  for (const [index, cell] of cells.entries()) {
    const column = known.find((one) => one === cell.toLowerCase());
    if (column === undefined) {
      if (cell !== '') tell(line, cell.slice(0, 60), unknownColumn(cell, known), 'warning');
    } else if (places.has(column)) tell(line, column, 'this column stands here twice');
    else places.set(column, index);
  }
  const missing = required.filter((column) => !places.has(column));
  for (const column of missing) tell(line, column, 'this column is missing');
  return missing.length === 0 ? places : undefined;
}

function unknownColumn(cell: string, known: readonly string[]): string {
  const meant = nearest(cell.toLowerCase(), known);
  return meant === undefined ? 'this column is not known and has no effect' : `did you mean ${meant}?`;
}
