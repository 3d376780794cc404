/** Who gets what when: the cards of a rehearsal by week, day and moment. */
import type { Content } from '../../../services/domain/delivery.ts';
import type { Programme } from '../../../services/domain/programme.ts';
import { weekdays } from '../../../services/domain/time.ts';
import type { Instant, LocalDate, LocalTime } from '../../../services/domain/time.ts';
import { addDays, toLocal, weekdayOf } from '../../../services/rules/time.ts';
import { countOf } from '../problems.ts';
import type { Send } from './play.ts';

export interface Week {
  /** Its Monday. */
  readonly monday: LocalDate;
  readonly days: readonly Day[];
}

export interface Day {
  readonly date: LocalDate;
  readonly rows: readonly Row[];
}

/** Cards of one kind that leave at the same minute under the same title. */
export interface Row {
  readonly time: LocalTime;
  /** `prompt`, `prompt, reminder` */
  readonly what: string;
  readonly title: string;
  readonly sends: readonly Send[];
}

/** Titles told apart; of more (a card that names each one's mentor) the first stands for all. */
const TITLES = 3;

/** @param titleOf what the card is called for whoever reads the calendar */
export function calendarOf(
  sends: readonly Send[],
  { timezone }: Pick<Programme, 'timezone'>,
  titleOf: (send: Send) => string,
): Week[] {
  const days = grouped(sends, ({ at }) => toLocal(at, timezone).date).map(([date, ofDay]) => ({
    date,
    rows: grouped(ofDay, ({ at }) => toLocal(at, timezone).time).flatMap(([time, together]) =>
      grouped(together, whatOf).flatMap(([what, alike]) =>
        titled(alike, titleOf).map((row) => ({ time, what, ...row })),
      ),
    ),
  }));
  return grouped(days, ({ date }) => mondayOf(date)).map(([monday, ofWeek]) => ({ monday, days: ofWeek }));
}

/** What a card is, for whoever reads the calendar, where its kind alone does not say. */
const KINDS: Readonly<Partial<Record<Content['kind'], string>>> = {
  sprint: 'sprint opens',
  closing: 'sprint closed',
  meeting: 'meeting, reminder',
  reminders: 'reminder',
  bringBack: 'own answer brought back',
  followUp: 'follow-up',
};

function whatOf({ content }: Send): string {
  return 'reminder' in content ? `${content.kind}, reminder` : (KINDS[content.kind] ?? content.kind);
}

function titled(alike: readonly Send[], titleOf: (send: Send) => string): Pick<Row, 'title' | 'sends'>[] {
  const byTitle = grouped(alike, titleOf);
  const [first] = byTitle;
  if (!first || byTitle.length <= TITLES) return byTitle.map(([title, sends]) => ({ title, sends }));
  return [{ title: `${first[0]} (and ${String(byTitle.length - 1)} more like it)`, sends: alike }];
}

export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, -weekdays.indexOf(weekdayOf(date)));
}

export const dateOn = (at: Instant, { timezone }: Pick<Programme, 'timezone'>): LocalDate =>
  toLocal(at, timezone).date;

/** In the order in which the groups first occur. */
export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}

/** The whole calendar as lines of text. */
export function calendarLines(weeks: readonly Week[]): string[] {
  return weeks.flatMap(({ monday, days }) => [
    `Week of ${monday}`,
    ...days.flatMap(({ date, rows }) => [
      `  ${weekdayOf(date)} ${date}`,
      ...rows.flatMap(({ time, what, title, sends }) => [
        `    ${time}  ${what}: ${title}`,
        `           ${recipients(sends)}`,
      ]),
    ]),
    '',
  ]);
}

/** Organisations named one by one; more are counted. */
const NAMED = 3;

/** `56 people: 50 participants, 6 mentors; 10 organisations; 42 fi, 10 sv, 4 en` */
export function recipients(sends: readonly Send[]): string {
  const people = [...new Map(sends.map((send) => [send.person, send])).values()];
  const byRole = grouped(people, ({ role }) => role).map(([role, some]) => countOf(some.length, role));
  const organisations = new Set(people.flatMap((send) => send.organisations));
  const languages = grouped(people, ({ language }) => language);
  return [
    `${peopleCount(people.length)}: ${byRole.join(', ')}`,
    ...(sends.length > people.length ? [countOf(sends.length, 'card')] : []),
    ...(organisations.size > NAMED ? [countOf(organisations.size, 'organisation')] : []),
    ...(organisations.size > 0 && organisations.size <= NAMED ? [[...organisations].join(', ')] : []),
    languages.map(([language, some]) => `${String(some.length)} ${language}`).join(', '),
  ].join('; ');
}

export const peopleCount = (count: number): string => (count === 1 ? '1 person' : `${String(count)} people`);
