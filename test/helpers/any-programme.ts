import fc from 'fast-check';
import { itemId, meetingId, sprintId } from '../../services/domain/ids.ts';
import type { Meeting, Programme, Prompt, Sprint, Task } from '../../services/domain/programme.ts';
import { weekdays } from '../../services/domain/time.ts';
import type { LocalWhen, Weekday } from '../../services/domain/time.ts';
import { addDays, atTime } from '../../services/rules/time.ts';
import { aMeeting, aProgramme, aPrompt, aSprint, aTask, date, inAll, localTime } from './programme.ts';

const START = date('2023-05-01');
const day = (max = 250): fc.Arbitrary<number> => fc.nat({ max });
const clock = fc
  .nat({ max: 23 * 4 })
  .map((quarters) =>
    localTime(
      `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`,
    ),
  );

function whenFrom(earliest: number, span: number): fc.Arbitrary<LocalWhen> {
  return fc.tuple(day(span), fc.option(clock)).map(([days, time]) => {
    const on = addDays(START, earliest + days);
    return time === null ? on : atTime(on, time);
  });
}

function anyTask(id: string, opens: number): fc.Arbitrary<Task> {
  const scope = fc.constantFrom('organisation' as const, 'person' as const);
  return fc.record({ due: whenFrom(opens, 60), scope }).map((given) => aTask({ ...given, id: itemId(id) }));
}

function anyPrompt(id: string, opens: number): fc.Arbitrary<Prompt> {
  return fc
    .record({ send: whenFrom(opens, 40), due: whenFrom(opens, 70) })
    .map((given) => aPrompt({ ...given, id: itemId(id) }));
}

function anyMeeting(id: string, opens: number): fc.Arbitrary<Meeting> {
  const reminder = fc.oneof(
    fc.record({ workingDaysBefore: fc.integer({ min: 1, max: 15 }) }),
    fc.record({ hoursBefore: fc.integer({ min: 1, max: 100 }) }),
    fc.record({ minutesBefore: fc.integer({ min: 10, max: 90 }) }),
  );
  return fc
    .record({ on: day(60), reminders: fc.array(reminder, { maxLength: 3 }) })
    .map(({ on, reminders }) => {
      const held = addDays(START, opens + on);
      const starts = atTime(held, localTime('09:00'));
      return aMeeting({
        id: meetingId(id),
        starts,
        ends: atTime(held, localTime('12:00')),
        reminders,
      });
    });
}

function anySprint(number: number): fc.Arbitrary<Sprint> {
  const id = `s${number}`;
  return day().chain((opens) =>
    fc
      .record({
        opens: whenFrom(opens, 0),
        closes: whenFrom(opens + 1, 60),
        tasks: fc.tuple(anyTask(`${id}-t1`, opens), anyTask(`${id}-t2`, opens)),
        prompts: fc.tuple(anyPrompt(`${id}-p1`, opens), anyPrompt(`${id}-p2`, opens)),
        meeting: anyMeeting(`${id}-m`, opens),
      })
      .map((given) => aSprint({ ...given, id: sprintId(id) })),
  );
}

const anyRule = fc.oneof(
  fc.constant({ when: 'half_of_open_time' } as const),
  fc.integer({ min: 0, max: 8 }).map((workingDays) => ({ when: 'before_due', workingDays }) as const),
);

/** With summer time and without, of half hours, west of Greenwich and east of it. */
const zones = [
  'Europe/Helsinki',
  'Europe/Lisbon',
  'America/New_York',
  'America/St_Johns',
  'Africa/Nairobi',
  'Asia/Kolkata',
] as const;

const ofDays = (days: readonly Weekday[], from: string, to: string) => ({
  days,
  from: localTime(from),
  to: localTime(to),
});

/** Usual ones, one of a single minute, and one inside the hours that summer time skips. */
const windows = [
  ofDays(weekdays.slice(0, 5), '08:30', '16:00'),
  ofDays(['tue', 'thu', 'sat'], '00:00', '23:45'),
  ofDays(['mon', 'wed'], '12:00', '12:00'),
  ofDays(weekdays, '02:30', '03:15'),
] as const;

/** Programmes of one to three sprints with dates, breaks, zones and reminder rules of every kind, in May 2023 – 2024. */
export const anyProgramme: fc.Arbitrary<Programme> = fc
  .record({
    sprints: fc.integer({ min: 1, max: 3 }).chain((n) => {
      const each = Array.from({ length: n }, (_, index) => anySprint(index + 1));
      return fc.tuple(...each);
    }),
    periods: fc.array(fc.tuple(day(), day(40)), { maxLength: 3 }),
    rules: fc.array(anyRule, { maxLength: 4 }),
    maxPerItem: fc.nat({ max: 4 }),
    timezone: fc.constantFrom(...zones),
    sendWindow: fc.constantFrom(...windows),
  })
  .map(({ sprints, periods, rules, maxPerItem, timezone, sendWindow }) => {
    const base = aProgramme();
    return aProgramme({
      timezone,
      sprints: sprints.toSorted((a, b) => (a.opens < b.opens ? -1 : 1)),
      quiet: {
        ...base.quiet,
        sendWindow,
        periods: periods.map(([from, length], index) => ({
          id: `break-${index}`,
          from: addDays(START, from),
          to: addDays(START, from + length),
          reason: inAll('Break'),
        })),
      },
      reminders: { ...base.reminders, rules, maxPerItem },
    });
  });
