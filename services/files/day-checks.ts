import { inLanguage } from '../domain/language.ts';
import type { Programme } from '../domain/programme.ts';
import type { LocalDate, LocalWhen } from '../domain/time.ts';
import { later } from '../rules/clone.ts';
import { holidayName } from '../rules/holidays.ts';
import { dateOf, isDateAlone, weekdayOf } from '../rules/time.ts';
import { problemAt } from './issues.ts';
import { readDateTime } from './local-time.ts';
import type { FileProblem } from './problem.ts';
import type { ReadProgramme } from './programme.ts';
import { found } from './references.ts';

const MEETINGS = ['kick_off.starts', 'sprints.*.meeting.starts'];
const OTHERS = [
  'sprints.*.opens',
  'sprints.*.closes',
  'sprints.*.tasks.*.due',
  'sprints.*.prompts.*.send',
  'sprints.*.prompts.*.due',
  'sprints.*.prompts.*.bring_back',
];
/** On the day of one of the others: only the clocks can be wrong. */
const TIMES = ['kick_off.ends', 'sprints.*.meeting.ends', 'learning_cafe.starts'];
const DAYS = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
} as const;

/**
 * What falls on a public holiday or into a quiet period, and meetings on a weekend: possible, but seldom meant.
 * @param read a file, and the programme made from it: as it says, or moved by so many weeks
 */
export function dayProblems(read: ReadProgramme, weeks = 0): FileProblem[] {
  const { programme, data, file, locate } = read;
  if (!programme) return [];
  const moments = (pattern: string) =>
    found(data, pattern).map(({ path, value }) => ({
      path,
      // An offset behind the time was checked when the file was read.
      when: later(String(value).slice(0, 16) as LocalWhen, weeks),
    }));
  const onDays = (pattern: string, isMeeting: boolean): FileProblem[] =>
    moments(pattern).flatMap(({ path, when }) => {
      const why = reasons(dateOf(when), programme, isMeeting);
      if (why === undefined) return [];
      const verb = weeks === 0 ? 'is' : 'would be';
      const day = `${DAYS[weekdayOf(dateOf(when))]} ${dateOf(when)}`;
      return [problemAt(file, locate, path, `${verb} on ${day}${why}`, 'warning')];
    });
  const skipped = [...MEETINGS, ...OTHERS, ...TIMES].flatMap(moments).flatMap(({ path, when }) => {
    const message = skippedTime(when, programme);
    return message === undefined ? [] : [problemAt(file, locate, path, message)];
  });
  return [
    ...skipped,
    ...MEETINGS.flatMap((pattern) => onDays(pattern, true)),
    ...OTHERS.flatMap((pattern) => onDays(pattern, false)),
  ];
}

/** A clone may come upon a change to summer time that the original never met. */
function skippedTime(when: LocalWhen, { timezone }: Programme): string | undefined {
  if (isDateAlone(when)) return undefined;
  const read = readDateTime(when, timezone);
  return 'wrong' in read ? `would be at ${when}: ${read.wrong}` : undefined;
}

/** What is odd about a day, to be said after it; undefined where nothing is. */
function reasons(date: LocalDate, programme: Programme, isMeeting: boolean): string | undefined {
  const holiday = holidayName(programme, date);
  const period = programme.quiet.periods.find(({ from, to }) => from <= date && date <= to);
  const name = period && inLanguage(period.reason, 'en', programme.defaultLanguage);
  const said = [
    ...(holiday === undefined ? [] : [`, a public holiday: ${holiday}`]),
    ...(period ? [`, in the quiet period ${period.id}: ${name ?? ''} (${period.from} to ${period.to})`] : []),
  ];
  if (said.length > 0) return said.join('');
  return isMeeting && ['sat', 'sun'].includes(weekdayOf(date)) ? ', a weekend' : undefined;
}
