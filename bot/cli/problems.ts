import type { FileProblem, Severity } from '../../services/files/problem.ts';

/** More than a person reads at once; the rest is found again after these are mended. */
const SHOWN = 100;

/** Problems as `file:line  path  message`, errors before warnings. */
export function problemLines(problems: readonly FileProblem[]): string[] {
  return (['error', 'warning'] as const).flatMap((severity) => {
    const ones = problems.filter((problem) => problem.severity === severity);
    if (ones.length === 0) return [];
    const rest = ones.length - SHOWN;
    return [
      `${severity === 'error' ? 'Errors' : 'Warnings'}:`,
      ...aligned(ones.slice(0, SHOWN)),
      ...(rest > 0 ? [`  … and ${String(rest)} more`] : []),
      '',
    ];
  });
}

function aligned(problems: readonly FileProblem[]): string[] {
  const rows = problems.map(
    ({ file, line, path, message }) => [`${file}:${String(line)}`, path, message] as const,
  );
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [first, second] = [width(0), width(1)];
  return rows.map(([place, path, message]) =>
    ['', place.padEnd(first), ...(second > 0 ? [path.padEnd(second)] : []), message].join('  '),
  );
}

export function countProblems(problems: readonly FileProblem[]): string {
  return (['error', 'warning'] as const).map((severity) => counted(problems, severity)).join(', ');
}

function counted(problems: readonly FileProblem[], severity: Severity): string {
  const count = problems.filter((problem) => problem.severity === severity).length;
  return countOf(count, severity);
}

/** `1 error`, `no errors`, `12 errors` */
export function countOf(count: number, noun: string): string {
  return `${count === 0 ? 'no' : String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
