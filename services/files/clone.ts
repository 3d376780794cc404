import type { AcademyId } from '../domain/ids.ts';
import type { Programme } from '../domain/programme.ts';
import type { LocalDate } from '../domain/time.ts';
import { calendarYears, cloneId, cloneProgramme, seasonsMoved, weeksTo } from '../rules/clone.ts';
import { sameHoliday } from '../rules/holidays.ts';
import { problemAt } from './issues.ts';
import type { Read } from './local-time.ts';
import { inFileOrder } from './problem.ts';
import type { ReadProgramme } from './programme.ts';
import type { Finding } from './references.ts';
import { academy } from './schema.ts';
import { staleFindings } from './stale.ts';

/** What was asked for. */
export interface CloneRequest {
  /** The clone's first day falls into the week of this day. */
  readonly starts: LocalDate;
  /** Its id; absent: made from the original's. */
  readonly as?: AcademyId;
}

export interface ClonedProgramme extends ReadProgramme {
  readonly original: Programme;
  /** How far it was moved; less than 0: to an earlier time. */
  readonly weeks: number;
}

/** The programme of a file moved in time, as an academy of its own. Only of a file without errors. */
export function readClone(read: ReadProgramme, request: CloneRequest): ClonedProgramme | undefined {
  const { programme: original, ...rest } = read;
  if (!original) return undefined;
  const { data, file, locate } = read;
  const weeks = weeksTo(original, request.starts);
  const id = chosenId(original, weeks, request.as);
  if ('wrong' in id) {
    const problem = problemAt(file, locate, ['programme', 'id'], id.wrong);
    return { ...rest, original, weeks, problems: [...read.problems, problem] };
  }
  const programme = cloneProgramme(original, weeks, id.value);
  const warnings = [...staleFindings(data, original, weeks), ...calendarFindings(original, programme, weeks)];
  const problems = warnings.map(({ path, message }) => problemAt(file, locate, path, message, 'warning'));
  return { ...rest, programme, original, weeks, problems: inFileOrder([...read.problems, ...problems]) };
}

function chosenId(original: Programme, weeks: number, as: AcademyId | undefined): Read<AcademyId> {
  const id = as ?? cloneId(original, weeks);
  const another = 'give the clone an id of its own with --as';
  if (id === original.id) return { wrong: `the clone would take the place of ${id} itself; ${another}` };
  const read = academy.safeParse(id);
  return read.success
    ? { value: read.data }
    : { wrong: `the clone's id would be ${id}, which cannot be used; ${another}` };
}

/** Weeks; more than this from the original's time of the year, other breaks are to be expected. */
const SAME_SEASON = 4;

/** Of what stays in its place in the year: what a person should look at. */
function calendarFindings(original: Programme, clone: Programme, weeks: number): Finding[] {
  const years = calendarYears(weeks);
  const unknown = original.quiet.publicHolidays.flatMap((date, index) => {
    if (sameHoliday(original, date, years) !== undefined) return [];
    const then = clone.quiet.publicHolidays[index] ?? date;
    const message = `is no public holiday that is known, and becomes ${then}; make sure that it is right`;
    return [{ path: ['quiet', 'public_holidays', index], message }];
  });
  const season = original.quiet.periods.length > 0 && seasonsMoved(weeks) > SAME_SEASON;
  const message =
    'stay in their weeks of the year, but the academy moves to another season; add the breaks of that season';
  return [...unknown, ...(season ? [{ path: ['quiet', 'periods'], message }] : [])];
}
