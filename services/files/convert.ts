import type { Programme, Quiet, Reminders } from '../domain/programme.ts';
import type { LocalTime } from '../domain/time.ts';
import type { ProgrammeFile } from './schema.ts';

type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

/** `T` with the names of all its properties, at every depth, in camelCase instead of snake_case. */
type Camelised<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Camelised<Item>[]
    : { readonly [Name in keyof T as Name extends string ? Camel<Name> : never]: Camelised<T[Name]> };

const camel = (name: string): string =>
  name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [camel(name), renamed(inner)]));
}

// The two types above say exactly what `renamed` does; the compiler cannot see that.
const camelised = <T>(value: T): Camelised<T> => renamed(value) as Camelised<T>;

const OFFICE_HOURS: Quiet['sendWindow'] = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '08:30' as LocalTime,
  to: '16:00' as LocalTime,
};
const PLAIN_REMINDERS: Reminders = {
  to: 'unanswered_only',
  maxPerItem: 1,
  rules: [{ when: 'half_of_open_time' }],
  personMay: [],
};
/** Fewer answers together would show who gave them. */
const SMALLEST_GROUP = 5;

/** The file's programme in the words of the Domain: names in camelCase, what the file leaves out filled in, sprints
 * in the order of their opening. */
export function toProgramme(file: ProgrammeFile): Programme {
  const { programme, quiet, reminders, feedback, ...rest } = camelised(file);
  return {
    ...programme,
    demo: programme.demo ?? false,
    quiet: {
      sendWindow: quiet?.sendWindow ?? OFFICE_HOURS,
      periods: quiet?.periods ?? [],
      publicHolidays: quiet?.publicHolidays ?? [],
    },
    reminders: reminders ? { ...reminders, personMay: reminders.personMay ?? [] } : PLAIN_REMINDERS,
    ...(rest.progressScale && {
      progressScale: { ...rest.progressScale, skipInQuiet: rest.progressScale.skipInQuiet ?? true },
    }),
    ...(rest.kickOff && { kickOff: withLists(rest.kickOff) }),
    sprints: rest.sprints
      .map(({ meeting, ...sprint }) => ({
        ...sprint,
        materials: sprint.materials ?? [],
        tasks: sprint.tasks ?? [],
        prompts: sprint.prompts ?? [],
        ...(meeting && { meeting: withLists(meeting) }),
      }))
      .sort((a, b) => (a.opens < b.opens ? -1 : a.opens > b.opens ? 1 : 0)),
    ...(rest.learningCafe && { learningCafe: rest.learningCafe }),
    feedback: {
      minGroup: Math.max(feedback?.minGroup ?? SMALLEST_GROUP, SMALLEST_GROUP),
      afterEachMeeting: feedback?.afterEachMeeting ?? [],
      atEnd: feedback?.atEnd ?? [],
    },
    organisations: rest.organisations,
    parallelProgrammes: rest.parallelProgrammes ?? [],
  };
}

const withLists = <M extends { reminders?: readonly unknown[]; agenda?: readonly unknown[] }>(
  meeting: M,
) => ({
  ...meeting,
  reminders: meeting.reminders ?? ([] as NonNullable<M['reminders']>),
  agenda: meeting.agenda ?? ([] as NonNullable<M['agenda']>),
});
