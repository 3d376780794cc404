import assert from 'node:assert/strict';
import { itemId, meetingId } from '../../../services/domain/ids.ts';
import type { Programme, Quiet } from '../../../services/domain/programme.ts';
import { weekdays } from '../../../services/domain/time.ts';
import type { LocalDate, Weekday } from '../../../services/domain/time.ts';
import { holidaysOf } from '../../../services/rules/holidays.ts';
import { answerWindow, findItem } from '../../../services/rules/lookup.ts';
import { plan } from '../../../services/rules/plan.ts';
import {
  addDays,
  addWorkingDays,
  atTime,
  endOfDay,
  toInstant,
  toLocal,
  weekdayOf,
} from '../../../services/rules/time.ts';
import { intoWindow } from '../../../services/rules/window.ts';
import {
  aMeeting,
  aProgramme,
  aPrompt,
  aSprint,
  aTask,
  date,
  localTime,
  moment,
} from '../../helpers/programme.ts';

/** The last Sunday of a month, as the clocks of Finland change on it. */
function lastSunday(year: number, month: '03' | '10'): LocalDate {
  let day = date(`${String(year)}-${month}-31`);
  while (new Date(`${day}T12:00Z`).getUTCDay() !== 0) day = addDays(day, -1);
  return day;
}

const changes = [
  lastSunday(2023, '10'),
  lastSunday(2024, '03'),
  ...[2026, 2027, 2028, 2029, 2030].flatMap((year) => [lastSunday(year, '03'), lastSunday(year, '10')]),
];

/** Writes on every day, holidays (Easter may fall on a change) aside. */
const everyDay = (from: string, to: string): Quiet => ({
  sendWindow: { days: weekdays, from: localTime(from), to: localTime(to) },
  periods: [],
  publicHolidays: [],
});

/** A sprint in which something of every kind falls on the Sunday of a change, at nine, or a day after. */
function around(sunday: LocalDate): Programme {
  const at = (days: number, time: string) => atTime(addDays(sunday, days), localTime(time));
  const base = aProgramme();
  return aProgramme({
    quiet: everyDay('08:30', '16:00'),
    reminders: { ...base.reminders, rules: [{ when: 'before_due', workingDays: 1 }] },
    followUp: sunday,
    sprints: [
      aSprint({
        opens: addDays(sunday, -6),
        closes: at(0, '08:59'),
        tasks: [aTask({ due: addDays(sunday, 1) })],
        prompts: [
          aPrompt({
            id: itemId('s1-p1'),
            send: at(0, '09:00'),
            due: addDays(sunday, 3),
            bringBack: at(0, '10:00'),
          }),
        ],
        meeting: aMeeting({
          id: meetingId('s1-m'),
          starts: at(1, '09:00'),
          ends: at(1, '12:00'),
          reminders: [{ workingDaysBefore: 2 }, { hoursBefore: 24 }, { minutesBefore: 30 }],
        }),
      }),
    ],
  });
}

describe('on a change of the clocks', () => {
  it('is the last Sunday of March or October, those of 2023 and 2024 among them', () => {
    assert.deepEqual(changes.slice(0, 2), ['2023-10-29', '2024-03-31']);
    assert.deepEqual(changes.slice(2, 6), ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31']);
  });

  for (const sunday of changes)
    it(`${sunday} each kind of notice comes at the time that the clock on the wall shows`, () => {
      const programme = around(sunday);
      const isHoliday = holidaysOf(programme);
      const shown = new Map(
        plan(programme).map(({ id, dueAt }) => {
          const local = toLocal(dueAt, programme.timezone);
          return [String(id).replace(/:\d{4}-.*:/, ':'), `${local.date} ${local.time}`];
        }),
      );
      /** On the first day from then on that is no holiday: at that time, or in the morning where it was moved. */
      const expected = (day: LocalDate, time: string): string => {
        let on = day;
        while (isHoliday(on)) on = addDays(on, 1);
        return `${on} ${on === day ? time : '08:30'}`;
      };
      assert.equal(shown.get('sprint:s1'), expected(addDays(sunday, -6), '08:30'));
      assert.equal(shown.get('prompt:s1-p1'), expected(sunday, '09:00'));
      assert.equal(shown.get('bring-back:s1-p1'), expected(sunday, '10:00'));
      assert.equal(shown.get('closing:s1'), expected(sunday, '08:59'));
      assert.equal(shown.get('follow-up'), expected(sunday, '08:30'));
      assert.equal(shown.get('feedback:s1-m'), expected(addDays(sunday, 1), '12:00'));
      const dayBefore = addWorkingDays(addDays(sunday, 1), -1, isHoliday);
      assert.equal(shown.get('reminder:s1-t1:1'), `${dayBefore} 08:30`);
      // Easter Monday: the day's reminder then comes before the holidays.
      const reminders = [...shown].filter(([id]) => id.startsWith('meeting:s1-m')).map(([, at]) => at);
      if (!isHoliday(sunday) && !isHoliday(addDays(sunday, 1)))
        assert.deepEqual(reminders.slice(-2), [`${sunday} 09:00`, `${addDays(sunday, 1)} 08:30`]);
      for (const at of reminders) assert.ok(!isHoliday(date(at.slice(0, 10))), at);
    });

  for (const sunday of changes)
    it(`${sunday} a due date ends with its own day`, () => {
      const programme = around(addDays(sunday, -1));
      const { due } = answerWindow(findItem(programme, 's1-t1')!, programme);
      assert.equal(due, endOfDay(sunday, programme.timezone));
      assert.deepEqual(toLocal(due, programme.timezone).date, sunday);
      const length =
        Date.parse(due) + 1 - Date.parse(toInstant(atTime(sunday, localTime('00:00')), programme.timezone));
      assert.equal(length / 3_600_000, sunday.slice(5, 7) === '03' ? 23 : 25);
    });
});

describe('a send window in the hours that summer time skips', () => {
  /** Easter Day of 2024, on which the clocks change, is a holiday in Finland: as in Helsinki, without its holidays. */
  const between = (from: string, to: string): Programme =>
    aProgramme({ quiet: everyDay(from, to), timezone: 'Europe/Kyiv' });
  const later = (at: string, programme: Programme) => intoWindow(moment(at), 'later', programme);

  it('begins as much later as the clocks go forward', () => {
    const programme = between('03:30', '16:00');
    assert.equal(later('2024-03-31T00:10+02:00', programme), moment('2024-03-31T04:30+03:00'));
    assert.equal(later('2024-03-30T20:00+02:00', programme), moment('2024-03-31T04:30+03:00'));
    assert.equal(later('2024-03-30T02:00+02:00', programme), moment('2024-03-30T03:30+02:00'));
  });

  it('ends before they do', () => {
    const programme = between('01:00', '03:30');
    assert.equal(later('2024-03-31T02:30:30+02:00', programme), moment('2024-03-31T02:30:30+02:00'));
    assert.equal(later('2024-03-31T04:10+03:00', programme), moment('2024-04-01T01:00+03:00'));
  });

  it('that is skipped whole is left out, in both directions', () => {
    const programme = between('03:15', '03:45');
    for (const at of ['2024-03-30T12:00+02:00', '2024-03-31T02:59+02:00', '2024-03-31T04:20+03:00']) {
      assert.equal(later(at, programme), moment('2024-04-01T03:15+03:00'), at);
      assert.equal(intoWindow(moment(at), 'earlier', programme), moment('2024-03-30T03:45+02:00'), at);
    }
  });
});

describe('Finnish holidays and weekends', () => {
  const weekday = (day: string): Weekday => weekdayOf(date(day));
  const monToFri = aProgramme().quiet;
  const programme = aProgramme({ quiet: { ...monToFri, periods: [], publicHolidays: [] } });
  const nextSend = (day: string): string =>
    toLocal(intoWindow(moment(`${day}T12:00+03:00`), 'later', programme), 'Europe/Helsinki').date;

  const closed: readonly (readonly [name: string, day: string, next: string])[] = [
    ['Midsummer Day', '2026-06-20', '2026-06-22'],
    ['Independence Day', '2027-12-06', '2027-12-07'],
    ['Good Friday and Easter Monday', '2026-04-03', '2026-04-07'],
    ['Easter Monday', '2027-03-29', '2027-03-30'],
    ['Epiphany', '2026-01-06', '2026-01-07'],
    ['Ascension Day', '2026-05-14', '2026-05-15'],
    ['May Day', '2026-05-01', '2026-05-04'],
    ['All Saints’ Day', '2026-10-31', '2026-11-02'],
    ['Christmas Day and St Stephen’s Day', '2028-12-25', '2028-12-27'],
    ['New Year’s Day', '2027-01-01', '2027-01-04'],
  ];
  for (const [name, day, next] of closed)
    it(`bring nothing on ${name} (${weekday(day)} ${day})`, () => {
      assert.equal(nextSend(day), next);
    });

  it('count for nothing when reminders go back by working days', () => {
    const isHoliday = holidaysOf(programme);
    // Thursday to Tuesday: Good Friday, the weekend and Easter Monday lie between.
    assert.equal(addWorkingDays(date('2026-04-07'), -1, isHoliday), '2026-04-02');
    assert.equal(addWorkingDays(date('2026-01-07'), -1, isHoliday), '2026-01-05');
  });

  it('see no reminder of an item, whatever its due date', () => {
    const isHoliday = holidaysOf(programme);
    for (let due = date('2026-01-02'); due < '2027-01-10'; due = addDays(due, 1)) {
      const sprint = aSprint({
        opens: addDays(due, -20),
        closes: due,
        tasks: [aTask({ due })],
        prompts: [],
      });
      for (const { dueAt, what } of plan({ ...programme, sprints: [sprint] })) {
        if (what !== 'reminder') continue;
        const { date: on, weekday: name } = toLocal(dueAt, programme.timezone);
        assert.ok(name !== 'sat' && name !== 'sun' && !isHoliday(on), `${on} for ${due}`);
      }
    }
  });
});
