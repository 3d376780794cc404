/** Something wrong in a file that a person wrote, and where. */
export interface FileProblem {
  readonly file: string;
  /** 1, 2, 3 …; of a table the row, as a spreadsheet numbers it. */
  readonly line: number;
  /** 1, 2, 3 … in UTF-16 units. */
  readonly column?: number;
  /** Where it stands in the file's structure: `sprints[0].tasks[1].due`, or the column of a table; may be ''. */
  readonly path: string;
  readonly message: string;
  /** A file with an error is not imported; a warning names what is probably not meant. */
  readonly severity: 'error' | 'warning';
}

export type Severity = FileProblem['severity'];

export const hasErrors = (problems: readonly FileProblem[]): boolean =>
  problems.some((problem) => problem.severity === 'error');

/** In the order in which a person goes through the file. */
export function inFileOrder(problems: readonly FileProblem[]): FileProblem[] {
  return [...problems].sort((a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0));
}
