import type { z } from 'zod';
import type { Locate, Path } from './locate.ts';
import { pathText } from './locate.ts';
import type { FileProblem, Severity } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** What zod found, as a person can use it: with its line and path, in plain words. */
export function problemsOf(issues: readonly Issue[], file: string, locate: Locate): FileProblem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code !== 'unrecognized_keys')
      return [problemAt(file, locate, path, plainly(issue), severityOf(issue))];
    // One issue for all the unknown keys of an object: the schema put a line for each into its message.
    const messages = issue.message.split('\n');
    return issue.keys.map((key, index) =>
      problemAt(file, locate, [...path, key], messages[index] ?? 'is not known here', 'warning'),
    );
  });
}

export function problemAt(
  file: string,
  locate: Locate,
  path: Path,
  message: string,
  severity: Severity = 'error',
): FileProblem {
  return { file, ...locate(path), path: pathText(path), message, severity };
}

const severityOf = (issue: Issue): Severity =>
  issue.code === 'custom' && issue.params?.['severity'] === 'warning' ? 'warning' : 'error';

function plainly(issue: Issue): string {
  const given = 'input' in issue ? issue.input : undefined;
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, given);
    case 'invalid_value':
      if (given === undefined) return 'is missing';
      return `must be ${alternatives(issue.values)}`;
    case 'invalid_union':
      if (given === undefined) return 'is missing';
      return 'options' in issue && Array.isArray(issue.options)
        ? `must be ${alternatives(issue.options)}`
        : 'is not one of the known kinds';
    default:
      return issue.message;
  }
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of named values',
};

function wrongType(expected: string, given: unknown): string {
  if (given === undefined) return 'is missing';
  if (given === null) return `is empty; it must be ${NAMES[expected] ?? expected}`;
  const quoted = expected === 'string' && typeof given !== 'object' ? ': put it in quotes' : '';
  return `must be ${NAMES[expected] ?? expected}${quoted}`;
}

function alternatives(values: readonly unknown[]): string {
  const last = String(values.at(-1));
  return values.length === 1 ? last : `${values.slice(0, -1).map(String).join(', ')} or ${last}`;
}
