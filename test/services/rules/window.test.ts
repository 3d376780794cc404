import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instant } from '../../../services/domain/time.ts';
import type { Instant } from '../../../services/domain/time.ts';
import { holidaysOf } from '../../../services/rules/holidays.ts';
import { dueAt, intoWindow, nextMorning, opensAt } from '../../../services/rules/window.ts';
import { assertInside } from '../../helpers/inside.ts';
import { aProgramme, date, dateTime, moment } from '../../helpers/programme.ts';

const programme = aProgramme();
const later = (at: string): Instant => intoWindow(moment(at), 'later', programme);
const earlier = (at: string): Instant => intoWindow(moment(at), 'earlier', programme);

describe('the send window', () => {
  it('leaves a moment inside as it is, the minutes of both ends included', () => {
    const last = '2023-05-10T16:00:59.999+03:00';
    for (const at of ['2023-05-10T08:30+03:00', '2023-05-10T12:34:56+03:00', last]) {
      assert.equal(later(at), moment(at));
      assert.equal(earlier(at), moment(at));
    }
  });

  it('moves an early morning to its start, or to the end of the day before', () => {
    assert.equal(later('2023-05-10T06:00+03:00'), moment('2023-05-10T08:30+03:00'));
    assert.equal(earlier('2023-05-10T06:00+03:00'), moment('2023-05-09T16:00+03:00'));
  });

  it('moves an evening to the next day, or to its own end', () => {
    assert.equal(later('2023-05-10T16:01+03:00'), moment('2023-05-11T08:30+03:00'));
    assert.equal(earlier('2023-05-10T20:00+03:00'), moment('2023-05-10T16:00+03:00'));
  });

  it('moves out of a weekend', () => {
    assert.equal(later('2023-05-13T12:00+03:00'), moment('2023-05-15T08:30+03:00'));
    assert.equal(earlier('2023-05-13T12:00+03:00'), moment('2023-05-12T16:00+03:00'));
  });

  it('moves out of a quiet period, over the end of daylight saving time', () => {
    assert.equal(later('2023-10-20T12:00+03:00'), moment('2023-10-30T08:30+02:00'));
    assert.equal(earlier('2023-10-27T12:00+03:00'), moment('2023-10-13T16:00+03:00'));
  });

  it('moves out of a public holiday that the file does not list', () => {
    assert.equal(later('2023-05-18T12:00+03:00'), moment('2023-05-19T08:30+03:00'));
  });

  it('that never opens is refused', () => {
    const { quiet } = programme;
    const never = aProgramme({ quiet: { ...quiet, sendWindow: { ...quiet.sendWindow, days: [] } } });
    assert.throws(() => intoWindow(moment('2023-05-10T12:00Z'), 'later', never), RangeError);
  });

  it('is where every moment lands, never on the wrong side, and landing again moves nothing', () => {
    const anyMoment = fc
      .integer({ min: Date.parse('2023-04-01T00:00Z'), max: Date.parse('2023-12-31T00:00Z') })
      .map(instant);
    fc.assert(
      fc.property(anyMoment, fc.constantFrom('earlier' as const, 'later' as const), (at, direction) => {
        const moved = intoWindow(at, direction, programme);
        assertInside(moved, programme);
        assert.ok(direction === 'later' ? moved >= at : moved <= at);
        assert.equal(intoWindow(moved, direction, programme), moved);
      }),
    );
  });
});

describe('the next morning', () => {
  const morning = (at: string): Instant => nextMorning(moment(at), programme);

  it('is the next start of the send window, that moment itself included', () => {
    assert.equal(morning('2023-05-10T06:00+03:00'), moment('2023-05-10T08:30+03:00'));
    assert.equal(morning('2023-05-10T08:30+03:00'), moment('2023-05-10T08:30+03:00'));
    assert.equal(morning('2023-05-10T08:31+03:00'), moment('2023-05-11T08:30+03:00'));
  });

  it('is never in a break', () => {
    assert.equal(morning('2023-06-16T08:31+03:00'), moment('2023-08-07T08:30+03:00'));
  });

  it('comes at the same time on the clock after each change of the clocks', () => {
    // Fridays before a change, and the offset on the Monday after it.
    const changes = [
      ['2023-10-27', '2023-10-30', '+02:00'],
      ['2024-03-29', '2024-04-02', '+03:00'],
      ['2024-10-25', '2024-10-28', '+02:00'],
      ['2025-03-28', '2025-03-31', '+03:00'],
      ['2026-10-23', '2026-10-26', '+02:00'],
      ['2027-03-26', '2027-03-30', '+03:00'],
    ] as const;
    for (const [friday, monday, offset] of changes)
      assert.equal(morning(`${friday}T18:00Z`), moment(`${monday}T08:30${offset}`), friday);
  });
});

describe('public holidays', () => {
  it("are those of the zone's country and those of the programme", () => {
    const isHoliday = holidaysOf(programme);
    assert.ok(isHoliday(date('2023-12-06')), 'Independence Day');
    assert.ok(isHoliday(date('2024-05-09')), 'Ascension Day of another year');
    assert.ok(isHoliday(date('2023-06-23')), 'listed: Midsummer Eve');
    assert.ok(!isHoliday(date('2024-06-21')), 'not listed: Midsummer Eve of another year');
    assert.ok(!isHoliday(date('2023-11-12')), "Father's Day is a Sunday like others");
  });

  it('of a zone without a known country are those of the programme alone', () => {
    const isHoliday = holidaysOf(aProgramme({ timezone: 'Etc/UTC' }));
    assert.ok(!isHoliday(date('2023-12-06')));
    assert.ok(isHoliday(date('2023-06-23')));
  });
});

describe('a date alone', () => {
  it('opens with the send window of that very date, even where nothing is sent', () => {
    assert.equal(opensAt(date('2023-07-01'), programme), moment('2023-07-01T08:30+03:00'));
  });

  it('is due at the end of the day', () => {
    assert.equal(dueAt(date('2023-11-01'), programme), moment('2023-11-01T23:59:59.999+02:00'));
  });

  it('with a time means that time', () => {
    assert.equal(opensAt(dateTime('2023-11-06T09:00'), programme), moment('2023-11-06T09:00+02:00'));
    assert.equal(dueAt(dateTime('2023-11-06T09:00'), programme), moment('2023-11-06T09:00+02:00'));
  });
});
