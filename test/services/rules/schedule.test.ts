import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instant } from '../../../services/domain/time.ts';
import { inWindow, readTime, startsAt, typedTime } from '../../../services/rules/schedule.ts';
import { aProgramme, moment } from '../../helpers/programme.ts';

const zone = 'Europe/Helsinki';
const far = { now: moment('2023-01-01T00:00Z'), until: moment('2025-01-01T00:00Z'), zone };
const at = (day: string, time: string) => readTime({ day, time }, far);

describe('a time of sending, as typed', () => {
  it('is that of the academy’s zone', () => {
    assert.deepEqual(at('2023-06-01', '09:30'), { at: moment('2023-06-01T06:30Z') });
    assert.deepEqual(at('2023-01-10', '9.30'), { at: moment('2023-01-10T07:30Z') });
  });

  it('left empty is no time: it is sent at once', () => {
    assert.deepEqual(at('', ' '), {});
  });

  it('that the clocks skip moves forward with them', () => {
    assert.deepEqual(at('2024-03-31', '03:30'), { at: moment('2024-03-31T01:30Z') });
  });

  it('that happens twice is the first', () => {
    assert.deepEqual(at('2023-10-29', '03:30'), { at: moment('2023-10-29T00:30Z') });
  });

  it('is refused by half, unreadable, past or too late, with what to do', () => {
    const cases = [
      ['2023-06-01', '', 'timeIncomplete'],
      ['', '09:00', 'timeIncomplete'],
      ['2023-02-29', '09:00', 'notATime'],
      ['2023-06-01', '24:30', 'notATime'],
      ['2023-06-01', '9', 'notATime'],
      ['1.6.2023', '09:00', 'notATime'],
      ['2022-12-31', '09:00', 'timePast'],
      ['2025-01-01', '02:00', 'timeTooLate'],
    ] as const;
    for (const [day, time, code] of cases) {
      const read = at(day, time);
      assert.equal('problem' in read && read.problem.code, code, `${day} ${time}`);
    }
  });

  it('is never thrown at, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (day, time) => {
        readTime({ day, time }, far);
      }),
    );
  });

  it('shown again in the form is read as the same moment, except in the second of two equal hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.parse('2023-01-02'), max: Date.parse('2024-12-30') }), (ms) => {
        const minute = instant(Math.floor(ms / 60_000) * 60_000);
        const again = readTime(typedTime(minute, zone), far);
        assert.ok('at' in again);
        assert.deepEqual(typedTime(again.at, zone), typedTime(minute, zone));
        assert.ok(again.at === minute || Date.parse(minute) - Date.parse(again.at) === 3_600_000);
      }),
    );
  });
});

describe('the start of what is scheduled', () => {
  const programme = aProgramme();
  const due = moment('2023-05-10T12:00+03:00');

  it('is its time, also when the look comes a little late', () => {
    assert.ok(inWindow(due, programme));
    for (const now of [moment('2023-05-10T11:00+03:00'), due, moment('2023-05-10T12:14+03:00')])
      assert.equal(startsAt(due, now, programme), due);
  });

  it('waits for the window when an outage has kept it past that', () => {
    const found = startsAt(due, moment('2023-05-10T23:30+03:00'), programme);
    assert.ok(found > moment('2023-05-10T23:30+03:00') && inWindow(found, programme), found);
  });

  it('is at once after an outage that ends within the window', () => {
    const now = moment('2023-05-11T12:00+03:00');
    assert.equal(startsAt(due, now, programme), now);
  });

  it('outside the window is where the coordinator put it', () => {
    const night = moment('2023-05-10T23:00+03:00');
    assert.equal(startsAt(night, moment('2023-05-11T02:00+03:00'), programme), night);
  });
});
