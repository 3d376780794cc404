import assert from 'node:assert/strict';
import fc from 'fast-check';
import { itemId, sprintId } from '../../../services/domain/ids.ts';
import type { Programme } from '../../../services/domain/programme.ts';
import { plan } from '../../../services/rules/plan.ts';
import type { Instant } from '../../../services/domain/time.ts';
import type { PlannedNotice } from '../../../services/rules/plan.ts';
import { addDays, toLocal } from '../../../services/rules/time.ts';
import { intoWindow, nextMorning, opensAt } from '../../../services/rules/window.ts';
import { wishesOf } from '../../../services/rules/wishes.ts';
import { lastWorth } from '../../../services/rules/worth.ts';
import { anyProgramme } from '../../helpers/any-programme.ts';
import {
  aLastSprint,
  aProgramme,
  aPrompt,
  aSprint,
  date,
  dateTime,
  moment,
} from '../../helpers/programme.ts';

const isReminder = ({ what }: PlannedNotice): boolean => what === 'reminder' || what === 'meetingReminder';

/** What is told when, reminders aside, from the first morning after the summer break. */
function afterSummer(programme: Programme): readonly string[] {
  return plan(programme)
    .filter((notice) => !isReminder(notice) && notice.dueAt > moment('2023-08-06T00:00Z'))
    .map(({ id, dueAt }) => {
      const { date: on, time } = toLocal(dueAt, programme.timezone);
      return `${on} ${time} ${id}`;
    });
}

/** Prompts of one sprint that closes in the autumn, sent at these times. */
function asking(prompts: readonly (readonly [send: string, due: string])[], opens = '2023-05-10'): Programme {
  const { meeting: _, ...sprint } = aSprint({
    opens: date(opens),
    closes: date('2023-08-07'),
    tasks: [],
    prompts: prompts.map(([send, due], n) =>
      aPrompt({ id: itemId(`s1-p${String(n + 1)}`), send: dateTime(send), due: date(due) }),
    ),
  });
  const { kickOff: __, ...programme } = aProgramme({ sprints: [sprint] });
  return programme;
}

describe('what a break has held back', () => {
  it('comes one a day after it, in the order in which it would have come', () => {
    const programme = asking([
      ['2023-07-20T09:00', '2023-08-31'],
      ['2023-06-20T09:00', '2023-08-31'],
      ['2023-07-01T09:00', '2023-08-31'],
    ]);
    assert.deepEqual(afterSummer(programme), [
      '2023-08-07 08:30 prompt:s1-p2',
      '2023-08-08 08:30 closing:s1',
      '2023-08-09 08:30 prompt:s1-p3',
      '2023-08-10 08:30 prompt:s1-p1',
    ]);
  });

  it('keeps clear of what the programme tells on its own day', () => {
    const programme = asking([
      ['2023-06-20T09:00', '2023-08-31'],
      ['2023-08-07T12:00', '2023-08-31'],
    ]);
    assert.deepEqual(afterSummer(programme), [
      '2023-08-07 12:00 prompt:s1-p2',
      '2023-08-08 08:30 closing:s1',
      '2023-08-09 08:30 prompt:s1-p1',
    ]);
  });

  it('comes earlier, beside others, where it could not be answered any more in its turn', () => {
    const programme = asking([
      ['2023-06-20T09:00', '2023-08-31'],
      ['2023-06-21T09:00', '2023-08-01'],
    ]);
    assert.deepEqual(afterSummer(programme), [
      '2023-08-07 08:30 prompt:s1-p1',
      '2023-08-07 08:30 prompt:s1-p2',
      '2023-08-08 08:30 closing:s1',
    ]);
  });

  it('brings a sprint no later than the first of its prompts that has a day of its own', () => {
    const programme = asking(
      [
        ['2023-08-07T12:00', '2023-08-31'],
        ['2023-07-10T09:00', '2023-08-31'],
      ],
      '2023-07-03',
    );
    assert.deepEqual(afterSummer(programme).slice(0, 2), [
      '2023-08-07 08:30 sprint:s1',
      '2023-08-07 12:00 prompt:s1-p1',
    ]);
  });

  it('is reminded of only after it has come', () => {
    const programme = asking([
      ['2023-06-20T09:00', '2023-08-08'],
      ['2023-06-21T09:00', '2023-08-16'],
    ]);
    const at = new Map(plan(programme).map(({ id, dueAt }) => [String(id), dueAt]));
    assert.equal(at.get('prompt:s1-p2'), moment('2023-08-09T08:30+03:00'));
    const reminders = plan(programme).filter(({ id }) => id.startsWith('reminder:s1-p2'));
    assert.ok(reminders.length > 0);
    for (const { dueAt } of reminders) assert.ok(dueAt > moment('2023-08-09T08:30+03:00'));
  });

  it('does not spread what waits for a weekend alone', () => {
    const saturday = [
      ['2023-05-13T09:00', '2023-08-31'],
      ['2023-05-14T09:00', '2023-08-31'],
    ] as const;
    const told = plan(asking(saturday)).filter(({ what }) => what === 'prompt');
    assert.deepEqual(
      told.map(({ dueAt }) => dueAt),
      [moment('2023-05-15T08:30+03:00'), moment('2023-05-15T08:30+03:00')],
    );
  });

  it('leaves meeting reminders before the break', () => {
    const programme = aProgramme({
      sprints: [
        aSprint({ id: sprintId('s1'), tasks: [], prompts: [] }),
        aLastSprint({ opens: date('2023-05-29') }),
      ],
    });
    const reminders = plan(programme).filter(({ what }) => what === 'meetingReminder');
    for (const {
      contents: [content],
      dueAt,
    } of reminders)
      if (content.kind === 'meeting') assert.ok(dueAt.slice(0, 16) < (content.starts ?? ''), dueAt);
  });
});

describe('whatever the programme, after its breaks', () => {
  interface Told {
    readonly notice: PlannedNotice;
    /** Where it would have come alone. */
    readonly alone: string;
    readonly held: boolean;
    readonly follows: string | undefined;
    readonly wanted: string;
  }

  function toldIn(programme: Programme): readonly Told[] {
    const at = new Map(plan(programme).map((notice) => [String(notice.id), notice]));
    return wishesOf(programme).map(({ id, wanted, follows }) => {
      const alone = intoWindow(wanted, 'later', programme);
      const [from, to] = [wanted, alone].map((each) => toLocal(each, programme.timezone).date);
      const days = programme.quiet.periods.flatMap((period) => daysOf(period.from, period.to));
      const held = days.some((day) => from! <= day && day < to!);
      return { notice: at.get(id)!, alone, held, follows, wanted };
    });
  }

  function* daysFrom(from: string, to: string): Generator<string> {
    for (let day = date(from); day <= to; day = addDays(day, 1)) yield day;
  }
  const daysOf = (from: string, to: string): readonly string[] => [...daysFrom(from, to)];

  it('nothing comes before its time, and what no break has held back is not moved by one', () => {
    fc.assert(
      fc.property(anyProgramme, (programme) => {
        for (const { notice, alone, held } of toldIn(programme)) {
          assert.ok(notice.dueAt >= alone);
          if (!held) assert.equal(notice.dueAt, alone, notice.id);
        }
      }),
    );
  });

  it('two of them share a day only where one of them could not wait, and none waits longer than there are others', () => {
    fc.assert(
      fc.property(anyProgramme, (programme) => {
        const told = toldIn(programme);
        const dayOf = ({ notice }: Told) => toLocal(notice.dueAt, programme.timezone).date;
        for (const one of told.filter(({ held }) => held)) {
          const turns = mornings(one.alone, programme, (at) => at >= one.notice.dueAt).length;
          assert.ok(turns <= told.length, `${one.notice.id} waits ${String(turns)} days`);
          const beside = told.filter((other) => other !== one && dayOf(other) === dayOf(one));
          if (beside.length === 0) continue;
          const canWait = (each: Told): boolean => {
            const free = firstFree(each, told, programme);
            const until = lastWorth(each.notice.contents[0], programme);
            const first = told.filter((t) => t.follows === each.notice.id && !t.held);
            return (until === undefined || free <= until) && first.every((t) => free <= t.notice.dueAt);
          };
          assert.ok(
            [one, ...beside].some((each) => !each.held || !canWait(each)),
            one.notice.id,
          );
        }
      }),
    );
  });

  /** The mornings after a moment on which something could be told, up to one that is enough. */
  function mornings(from: string, programme: Programme, enough: (at: Instant) => boolean): Instant[] {
    const found: Instant[] = [];
    for (let at = from as Instant; ;) {
      const { date: on } = toLocal(at, programme.timezone);
      at = nextMorning(opensAt(addDays(on, 1), programme), programme);
      if (enough(at)) return [...found, at];
      found.push(at);
    }
  }

  /** The first morning after it comes on which nothing is told. */
  function firstFree({ notice }: Told, told: readonly Told[], programme: Programme): Instant {
    const dateOf = (at: Instant) => toLocal(at, programme.timezone).date;
    const taken = new Set(told.map((each) => dateOf(each.notice.dueAt)));
    return mornings(notice.dueAt, programme, (at) => !taken.has(dateOf(at))).at(-1)!;
  }

  it('what can be told when the break ends can still be told in its turn, after what it follows', () => {
    fc.assert(
      fc.property(anyProgramme, (programme) => {
        const told = toldIn(programme);
        for (const { notice, alone, held, follows, wanted } of told) {
          const until = lastWorth(notice.contents[0], programme);
          const leader = told.find((each) => each.notice.id === follows);
          const first = leader && leader.notice.dueAt > alone ? leader.notice.dueAt : alone;
          if (held && until !== undefined && first <= until) assert.ok(notice.dueAt <= until, notice.id);
          if (held && leader?.held && leader.wanted <= wanted)
            assert.ok(notice.dueAt >= leader.notice.dueAt, notice.id);
        }
      }),
    );
  });
});
