import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { instant } from '../../../services/domain/time.ts';
import {
  addDays,
  addWorkingDays,
  atTime,
  endOfDay,
  toInstant,
  toLocal,
} from '../../../services/rules/time.ts';
import { date, dateTime, localTime, moment } from '../../helpers/programme.ts';

const ZONE = 'Europe/Helsinki';
const never = (): boolean => false;

describe('local time', () => {
  it('follows the zone over the end of daylight saving time', () => {
    assert.equal(toInstant(dateTime('2023-10-28T09:00'), ZONE), '2023-10-28T06:00:00.000Z');
    assert.equal(toInstant(dateTime('2023-10-30T09:00'), ZONE), '2023-10-30T07:00:00.000Z');
  });

  it('moves a time that the clocks skip forward with them', () => {
    assert.equal(toInstant(dateTime('2023-03-26T03:30'), ZONE), moment('2023-03-26T04:30+03:00'));
  });

  it('takes the first of a time that happens twice', () => {
    assert.equal(toInstant(dateTime('2023-10-29T03:30'), ZONE), moment('2023-10-29T03:30+03:00'));
  });

  it('refuses what is no time or no zone', () => {
    assert.throws(() => toInstant(dateTime('2023-02-30T09:00'), ZONE), RangeError);
    assert.throws(() => toInstant(dateTime('2023-13-01T09:00'), ZONE), RangeError);
    assert.throws(() => toInstant(dateTime('2023-05-01T09:00'), 'Europe/Nowhere'), RangeError);
  });

  it('tells date, time and weekday at a moment', () => {
    const local = toLocal(moment('2023-10-29T22:30Z'), ZONE);
    assert.deepEqual(local, { date: '2023-10-30', time: '00:30', weekday: 'mon' });
  });

  it('comes back the same for every minute that is neither skipped nor repeated', () => {
    const minute = fc.integer({ min: 0, max: 2 * 366 * 24 * 60 }).map((n) => n * 60_000);
    fc.assert(
      fc.property(minute, (ms) => {
        const at = instant(Date.parse('2023-01-01T00:00Z') + ms);
        const local = toLocal(at, ZONE);
        const back = toInstant(atTime(local.date, local.time), ZONE);
        // The second of a repeated hour comes back as the first.
        assert.ok(back === at || Date.parse(at) - Date.parse(back) === 3_600_000);
      }),
    );
  });
});

describe('local time in any zone', () => {
  it('is what luxon makes of it, and the first of two', () => {
    const zones = fc.constantFrom(
      'Europe/Helsinki',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'Asia/Kolkata',
      'Etc/UTC',
    );
    const quarter = fc.integer({ min: 0, max: 366 * 24 * 4 });
    fc.assert(
      fc.property(zones, quarter, (zone, quarters) => {
        const wall = instant(Date.parse('2023-01-01T00:00Z') + quarters * 900_000).slice(0, 16);
        const expected = DateTime.fromISO(wall, { zone }).getPossibleOffsets()[0]!;
        assert.equal(toInstant(dateTime(wall), zone), instant(expected.toMillis()));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the end of a day', () => {
  it('is its last millisecond, on a day of 25 hours too', () => {
    assert.equal(endOfDay(date('2023-10-29'), ZONE), moment('2023-10-29T23:59:59.999+02:00'));
  });
});

describe('working days', () => {
  it('leave out weekends in both directions', () => {
    assert.equal(addWorkingDays(date('2023-05-12'), 1, never), '2023-05-15');
    assert.equal(addWorkingDays(date('2023-05-15'), -2, never), '2023-05-11');
  });

  it('leave out public holidays', () => {
    const ascension = (day: string): boolean => day === '2023-05-18';
    assert.equal(addWorkingDays(date('2023-05-19'), -1, ascension), '2023-05-17');
  });

  it('none at all leaves the date as it is', () => {
    assert.equal(addWorkingDays(date('2023-05-13'), 0, never), '2023-05-13');
  });

  it('counted there and back again from a working day end where they began', () => {
    const monday = date('2023-05-08');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -60, max: 60 }), (weekday, days) => {
        const from = addDays(monday, weekday);
        assert.equal(addWorkingDays(addWorkingDays(from, days, never), -days, never), from);
      }),
    );
  });
});

describe('a date with a time', () => {
  it('is a local time', () => {
    assert.equal(atTime(date('2023-05-13'), localTime('08:30')), '2023-05-13T08:30');
  });
});
