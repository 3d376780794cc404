/** A programme once more at another time. What the academy does moves by whole weeks, so that weekdays and local
 * times stay; what belongs to the calendar (breaks, public holidays) stays in its place in the year. */
import { DateTime } from 'luxon';
import type { AcademyId } from '../domain/ids.ts';
import type { Localised } from '../domain/language.ts';
import type { Meeting, Programme, Quiet, QuietPeriod, Sprint } from '../domain/programme.ts';
import { DAY, weekdays } from '../domain/time.ts';
import type { LocalDate, LocalWhen } from '../domain/time.ts';
import { sameHoliday } from './holidays.ts';
import { addDays, dateOf, weekdayOf } from './time.ts';

/** Whole weeks from the week of the programme's first day to that of another day; weeks begin on Monday. */
export function weeksTo({ starts }: Programme, day: LocalDate): number {
  return daysBetween(mondayOf(starts), mondayOf(day)) / 7;
}

/** Years that the names of the academy move by: from the year in whose week it begins to that in which it would. */
export function yearsMoved({ starts }: Programme, weeks: number): number {
  return weekOf(later(starts, weeks)).weekYear - weekOf(starts).weekYear;
}

const WEEKS_A_YEAR = 365.2425 / 7;

/** Years that the calendar's breaks and holidays move by, which keep their place in the year: the nearest number, so
 * that an academy moved by a few weeks keeps its breaks, whatever New Year lies between. */
export const calendarYears = (weeks: number): number => Math.round(weeks / WEEKS_A_YEAR);

/** Weeks to another time of the year, beside whole years. */
export const seasonsMoved = (weeks: number): number =>
  Math.abs(weeks - Math.round(calendarYears(weeks) * WEEKS_A_YEAR));

/** The id of a clone: the years in it moved on, or that of the new beginning added. It may be the same again, where
 * both begin in one year. */
export function cloneId(programme: Programme, weeks: number): string {
  const { id, starts } = programme;
  return namesOwnYear(id, programme)
    ? inNewYears(id, programme, weeks)
    : `${id}-${String(weekOf(later(starts, weeks)).weekYear)}`;
}

export function cloneProgramme(programme: Programme, weeks: number, id: AcademyId): Programme {
  const on = <T extends LocalWhen>(when: T): T => later(when, weeks);
  const { kickOff, followUp, learningCafe } = programme;
  return {
    ...programme,
    id,
    title: retitled(programme, weeks),
    starts: on(programme.starts),
    ends: on(programme.ends),
    ...(followUp !== undefined && { followUp: on(followUp) }),
    quiet: quietThen(programme, calendarYears(weeks)),
    ...(kickOff && { kickOff: meetingLater(kickOff, weeks) }),
    sprints: programme.sprints.map((sprint) => sprintLater(sprint, weeks)),
    ...(learningCafe && { learningCafe: { ...learningCafe, starts: on(learningCafe.starts) } }),
    parallelProgrammes: programme.parallelProgrammes.map((other) => ({
      ...other,
      starts: on(other.starts),
      ends: on(other.ends),
    })),
  };
}

/** A local date or time so many weeks later, at the same time of day. */
export function later<T extends LocalWhen>(when: T, weeks: number): T {
  return `${addDays(dateOf(when), weeks * 7)}${when.slice(10)}` as T;
}

function sprintLater(sprint: Sprint, weeks: number): Sprint {
  const on = <T extends LocalWhen>(when: T): T => later(when, weeks);
  return {
    ...sprint,
    opens: on(sprint.opens),
    closes: on(sprint.closes),
    tasks: sprint.tasks.map((task) => ({ ...task, due: on(task.due) })),
    prompts: sprint.prompts.map((prompt) => ({
      ...prompt,
      send: on(prompt.send),
      due: on(prompt.due),
      ...(prompt.bringBack !== undefined && { bringBack: on(prompt.bringBack) }),
    })),
    ...(sprint.meeting && { meeting: meetingLater(sprint.meeting, weeks) }),
  };
}

const meetingLater = (meeting: Meeting, weeks: number): Meeting => ({
  ...meeting,
  starts: later(meeting.starts, weeks),
  ends: later(meeting.ends, weeks),
});

function quietThen(programme: Programme, years: number): Quiet {
  return {
    ...programme.quiet,
    periods: programme.quiet.periods.map((period) => periodThen(period, years)),
    publicHolidays: programme.quiet.publicHolidays.map(
      (date) => sameHoliday(programme, date, years) ?? sameWeek(date, years),
    ),
  };
}

function periodThen(period: QuietPeriod, years: number): QuietPeriod {
  const from = sameWeek(period.from, years);
  return { ...period, from, to: addDays(from, daysBetween(period.from, period.to)) };
}

/** The same day of the week in the week of the same number, so many years later. Not every year has a week 53. */
function sameWeek(date: LocalDate, years: number): LocalDate {
  const { weekYear, weekNumber } = weekOf(date);
  const inWeek = Math.min(weekNumber, weekOf(`${String(weekYear + years)}-06-30`).weeksInWeekYear);
  // 4 January is always in week 1.
  const first = mondayOf(`${String(weekYear + years)}-01-04` as LocalDate);
  return addDays(first, (inWeek - 1) * 7 + daysBetween(mondayOf(date), date));
}

function retitled(programme: Programme, weeks: number): Localised {
  const titles = Object.entries<string>(programme.title);
  return Object.fromEntries(titles.map(([language, text]) => [language, inNewYears(text, programme, weeks)]));
}

const YEAR = /(?<!\d)\d{4}(?!\d)/g;

const isOwnYear = (year: string, { starts, ends }: Programme): boolean =>
  starts.slice(0, 4) <= year && year <= ends.slice(0, 4);

const namesOwnYear = (text: string, programme: Programme): boolean =>
  (text.match(YEAR) ?? []).some((year) => isOwnYear(year, programme));

function inNewYears(text: string, programme: Programme, weeks: number): string {
  const years = yearsMoved(programme, weeks);
  return text.replace(YEAR, (year) => (isOwnYear(year, programme) ? String(Number(year) + years) : year));
}

const weekOf = (date: string) => DateTime.fromISO(date, { zone: 'utc' });

const mondayOf = (date: LocalDate): LocalDate => addDays(date, -weekdays.indexOf(weekdayOf(date)));

const daysBetween = (from: LocalDate, to: LocalDate): number => (Date.parse(to) - Date.parse(from)) / DAY;
