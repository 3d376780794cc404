import assert from 'node:assert/strict';
import fc from 'fast-check';
import { academyId } from '../../../services/domain/ids.ts';
import type { Programme } from '../../../services/domain/programme.ts';
import type { LocalDate, LocalWhen } from '../../../services/domain/time.ts';
import { cloneId, cloneProgramme, later, weeksTo } from '../../../services/rules/clone.ts';
import { addDays, dateOf, weekdayOf } from '../../../services/rules/time.ts';
import { anyProgramme } from '../../helpers/any-programme.ts';
import { aProgramme, date, inAll } from '../../helpers/programme.ts';

const CLONE = academyId('clone');
const years = fc.integer({ min: -15, max: 15 });
const weeks = fc.integer({ min: -600, max: 600 });

/** Every date and time of the programme that moves, in order. */
function moments({ starts, ends, followUp, kickOff, sprints, learningCafe }: Programme): LocalWhen[] {
  const all = [
    starts,
    ends,
    followUp,
    kickOff?.starts,
    kickOff?.ends,
    learningCafe?.starts,
    ...sprints.flatMap(({ opens, closes, tasks, prompts, meeting }) => [
      opens,
      closes,
      ...tasks.map(({ due }) => due),
      ...prompts.flatMap(({ send, due, bringBack }) => [send, due, bringBack]),
      meeting?.starts,
      meeting?.ends,
    ]),
  ];
  return all.filter((when) => when !== undefined);
}

const days = (from: LocalWhen, to: LocalWhen) =>
  (Date.parse(dateOf(to)) - Date.parse(dateOf(from))) / (24 * 3600 * 1000);

describe('cloneProgramme', () => {
  it('moves everything by the same whole weeks and keeps weekdays and local times', () => {
    fc.assert(
      fc.property(anyProgramme, weeks, (programme, moved) => {
        const [before, after] = [moments(programme), moments(cloneProgramme(programme, moved, CLONE))];
        assert.equal(after.length, before.length);
        for (const [index, when] of before.entries()) {
          const then = after[index] ?? when;
          assert.equal(days(when, then), moved * 7);
          assert.equal(weekdayOf(dateOf(then)), weekdayOf(dateOf(when)));
          assert.equal(then.slice(10), when.slice(10));
        }
      }),
    );
  });

  it('keeps the length, the weekday and the time of the year of every quiet period', () => {
    fc.assert(
      fc.property(anyProgramme, weeks, (programme, moved) => {
        const clone = cloneProgramme(programme, moved, CLONE);
        for (const [index, { id, from, to }] of programme.quiet.periods.entries()) {
          const then = clone.quiet.periods[index];
          assert.ok(then?.id === id);
          assert.equal(days(then.from, then.to), days(from, to));
          assert.equal(weekdayOf(then.from), weekdayOf(from));
          const off = days(`2001${from.slice(4)}` as LocalDate, `2001${then.from.slice(4)}` as LocalDate);
          assert.ok(Math.min(Math.abs(off), 366 - Math.abs(off)) <= 8, `${from} became ${then.from}`);
        }
      }),
    );
  });

  it('comes back to the same academy when it is moved back', () => {
    fc.assert(
      fc.property(anyProgramme, weeks, (programme, moved) => {
        // A week 53 is the one place in the year that another year may not have.
        fc.pre(programme.quiet.periods.every(({ from }) => !/-(12-2[89]|12-3|01-0[1-4])/.test(from)));
        const there = cloneProgramme(programme, moved, CLONE);
        assert.deepEqual(cloneProgramme(there, -moved, programme.id), programme);
      }),
    );
  });

  it('takes along everything that is neither a date nor a name', () => {
    const programme = aProgramme();
    const clone = cloneProgramme(programme, 52, CLONE);
    assert.deepEqual(clone.organisations, programme.organisations);
    assert.deepEqual(clone.reminders, programme.reminders);
    assert.deepEqual(clone.quiet.sendWindow, programme.quiet.sendWindow);
    assert.deepEqual(
      clone.sprints.map(({ id, tasks }) => [id, tasks.map((task) => task.id)]),
      programme.sprints.map(({ id, tasks }) => [id, tasks.map((task) => task.id)]),
    );
  });

  it('moves public holidays to the day of the same holiday', () => {
    const base = aProgramme();
    const holidays = ['2023-05-18', '2023-06-23', '2023-11-04', '2023-12-06'].map(date);
    const programme = aProgramme({ quiet: { ...base.quiet, publicHolidays: holidays } });
    assert.deepEqual(cloneProgramme(programme, 52, CLONE).quiet.publicHolidays, [
      '2024-05-09',
      '2024-06-21',
      '2024-11-02',
      '2024-12-06',
    ]);
  });

  it('keeps the breaks of an academy that moves a few weeks across New Year', () => {
    const starts = date('2023-12-28');
    const programme = aProgramme({ starts, ends: date('2024-07-31') });
    assert.deepEqual(cloneProgramme(programme, 1, CLONE).quiet, programme.quiet);
  });

  it('moves the years in its title, and no other number', () => {
    const programme = aProgramme({ title: inAll('Academy 2023, class of 1999, room 20231') });
    const title = inAll('Academy 2025, class of 1999, room 20231');
    assert.deepEqual(cloneProgramme(programme, 104, CLONE).title, title);
  });
});

describe('weeksTo', () => {
  it('lets the first day fall into the week of the day asked for', () => {
    fc.assert(
      fc.property(anyProgramme, years, fc.nat(366), (programme, moved, day) => {
        const wanted = addDays(date(`${String(2023 + moved)}-01-01`), day);
        const starts = later(programme.starts, weeksTo(programme, wanted));
        assert.equal(weekdayOf(starts), weekdayOf(programme.starts));
        const monday = (of: LocalDate) =>
          addDays(of, -['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(weekdayOf(of)));
        assert.equal(monday(starts), monday(wanted));
      }),
    );
  });
});

describe('cloneId', () => {
  const cases = [
    ['academy-2023', 52, 'academy-2024'],
    ['academy-2023', -52, 'academy-2022'],
    ['academy', 52, 'academy-2024'],
    ['academy-1999', 52, 'academy-1999-2024'],
    ['academy-20231', 104, 'academy-20231-2025'],
    ['2023-academy-2023', 156, '2026-academy-2026'],
  ] as const;
  for (const [id, moved, expected] of cases)
    it(`makes ${expected} of ${id}`, () => {
      assert.equal(cloneId(aProgramme({ id: academyId(id) }), moved), expected);
    });
});
