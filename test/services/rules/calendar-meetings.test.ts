import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CalendarMeeting } from '../../../services/domain/calendar.ts';
import { meetingId, revisionId } from '../../../services/domain/ids.ts';
import type { Meeting, Programme } from '../../../services/domain/programme.ts';
import { addMilliseconds } from '../../../services/domain/time.ts';
import { calendarAfter, calendarOf } from '../../../services/rules/calendar-meetings.ts';
import {
  aMeeting,
  aProgramme,
  aSprint,
  dateTime,
  inAll,
  localTime,
  moment,
} from '../../helpers/programme.ts';

const NOW = moment('2023-05-01T06:00Z');
const S1 = meetingId('s1-m');

/** A programme with these meetings and no other. */
function holding(meetings: readonly Meeting[], timezone = 'Europe/Helsinki'): Programme {
  const { kickOff: _, ...rest } = aProgramme();
  const sprints = meetings.map((meeting) => aSprint({ meeting }));
  return { ...rest, timezone, sprints };
}

/** What stands after imports one day apart, the last one's and all before it. */
function importing(programmes: readonly Programme[]): readonly (readonly CalendarMeeting[])[] {
  return programmes.reduce<(readonly CalendarMeeting[])[]>((states, programme, day) => {
    const now = addMilliseconds(NOW, day * 86_400_000);
    return [...states, calendarAfter(states.at(-1) ?? [], programme, now)];
  }, []);
}

const stateOf = (calendar: readonly CalendarMeeting[] = [], id = S1) =>
  calendar.find(({ meeting }) => meeting.id === id);

describe('the meetings of calendars', () => {
  it('begin at 0', () => {
    const [first] = importing([holding([aMeeting()])]);
    const { id, title, starts, ends, place, agenda } = aMeeting();
    assert.deepEqual(first, [
      {
        meeting: { id, title, starts, ends, place, agenda },
        zone: 'Europe/Helsinki',
        sequence: 0,
        changed: NOW,
      },
    ]);
  });

  const moves: readonly (readonly [string, Partial<Meeting>])[] = [
    ['its start', { starts: dateTime('2023-06-14T10:00') }],
    ['its end', { ends: dateTime('2023-06-14T13:00') }],
    ['its place', { place: { kind: 'online', url: 'https://meet.example/other' } }],
    ['its title in one language', { title: { ...inAll('Meeting s1-m'), sv: 'Annat' } }],
  ];
  for (const [what, change] of moves)
    it(`count a change of ${what}, and one back as another`, () => {
      const [before, moved] = [holding([aMeeting()]), holding([aMeeting(change)])];
      const states = importing([before, moved, moved, before]).map((state) => stateOf(state));
      assert.deepEqual(
        states.map((state) => state?.sequence),
        [0, 1, 1, 2],
      );
      assert.equal(states[2]?.changed, states[1]?.changed);
    });

  it('count a change of the zone, in which the same clock is another moment', () => {
    const states = importing([holding([aMeeting()]), holding([aMeeting()], 'Europe/Stockholm')]);
    assert.equal(stateOf(states[1])?.sequence, 1);
  });

  it('note a new agenda without counting it', () => {
    const agenda = [{ at: localTime('09:30'), title: inAll('Coffee') }];
    const states = importing([holding([aMeeting()]), holding([aMeeting({ agenda })])]);
    const [before, after] = states.map((state) => stateOf(state));
    assert.equal(after?.sequence, 0);
    assert.deepEqual(after.meeting.agenda, agenda);
    assert.ok(after.changed > (before?.changed ?? ''));
  });

  it('do not notice new reminders', () => {
    const states = importing([holding([aMeeting()]), holding([aMeeting({ reminders: [] })])]);
    assert.deepEqual(states[1], states[0]);
  });

  it('keep one that is gone, as it last was, until it comes back', () => {
    const states = importing([
      holding([aMeeting()]),
      holding([aMeeting({ id: meetingId('other') })]),
      holding([]),
      holding([aMeeting()]),
    ]).map((state) => stateOf(state));
    assert.deepEqual(
      states.map((state) => [state?.sequence, state?.gone]),
      [
        [0, undefined],
        [1, true],
        [1, true],
        [2, undefined],
      ],
    );
    assert.deepEqual(states[1]?.meeting, states[0]?.meeting);
  });

  it('know the kick-off', () => {
    const kickOff = aMeeting({ id: meetingId('kick-off') });
    const [state] = importing([{ ...holding([]), kickOff }]);
    assert.equal(stateOf(state, kickOff.id)?.sequence, 0);
  });

  it('are those of its programme in a revision that was written before there were calendars', () => {
    const programme = holding([aMeeting()]);
    const revision = { id: revisionId('1.a'), academy: programme.id, programme, pairings: [], pages: [] };
    const old = { ...revision, importedAt: NOW };
    assert.deepEqual(calendarOf(old), calendarAfter([], programme, NOW));
    const known = calendarAfter(calendarOf(old), holding([]), NOW);
    assert.equal(calendarOf({ ...old, calendar: known }), known);
  });

  /** Each meeting is absent or in one of a few states, so that many histories move back and forth. */
  const anyState = fc.record(
    {
      starts: fc.constantFrom(dateTime('2023-06-14T08:00'), dateTime('2023-06-14T09:00')),
      title: fc.constantFrom(inAll('One'), inAll('Two')),
      agenda: fc.constantFrom([], [{ at: localTime('09:30'), title: inAll('Coffee') }]),
    },
    { requiredKeys: [] },
  );
  const anyHistory = fc.array(
    fc
      .tuple(fc.option(anyState), fc.option(anyState))
      .map((states) =>
        holding(
          states.flatMap((state, index) =>
            state ? [aMeeting({ ...state, id: meetingId(`s${index + 1}-m`) })] : [],
          ),
        ),
      ),
    { minLength: 1, maxLength: 12 },
  );

  it('never fall and never forget, and grow by one exactly when what a calendar shows has changed', () => {
    fc.assert(
      fc.property(anyHistory, (programmes) => {
        const states = importing(programmes);
        for (const [index, after] of states.entries())
          for (const before of states[index - 1] ?? []) {
            const next = stateOf(after, before.meeting.id);
            assert.ok(next, 'forgotten');
            const shown = ({ meeting, zone, gone }: CalendarMeeting) =>
              JSON.stringify([meeting.title, meeting.starts, meeting.ends, meeting.place, zone, gone]);
            assert.equal(next.sequence - before.sequence, shown(next) === shown(before) ? 0 : 1);
            assert.ok(next.changed >= before.changed);
          }
      }),
    );
  });

  it('are, where they are not gone, what the programme says', () => {
    fc.assert(
      fc.property(anyHistory, (programmes) => {
        const now = importing(programmes)
          .at(-1)
          ?.filter(({ gone }) => !gone);
        const said = programmes.at(-1)?.sprints.map(({ meeting }) => meeting?.starts);
        assert.deepEqual(
          now?.map(({ meeting }) => meeting.starts),
          said,
        );
      }),
    );
  });
});
