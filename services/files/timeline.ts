import { problemAt } from './issues.ts';
import type { Locate, Path } from './locate.ts';
import type { FileProblem } from './problem.ts';
import type { ProgrammeFile } from './schema.ts';

/** What lies outside the academy's own dates: possible, but more often a slip of the pen. */
export function timelineProblems(file: ProgrammeFile, name: string, locate: Locate): FileProblem[] {
  const { starts, ends } = file.programme;
  const outside = (path: Path, ...moments: string[]): FileProblem[] =>
    moments.some((moment) => moment.slice(0, 10) < starts || moment.slice(0, 10) > ends)
      ? [problemAt(name, locate, path, `is outside the academy (${starts} to ${ends})`, 'warning')]
      : [];
  return [
    ...(file.kick_off ? outside(['kick_off', 'starts'], file.kick_off.starts) : []),
    ...file.sprints.flatMap(({ opens, closes }, index) => [
      ...outside(['sprints', index, 'opens'], opens),
      ...outside(['sprints', index, 'closes'], closes),
    ]),
  ];
}
