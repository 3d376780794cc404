import assert from 'node:assert/strict';
import fc from 'fast-check';
import { itemId, sprintId } from '../../../services/domain/ids.ts';
import type { Meeting, Programme, Prompt, Sprint } from '../../../services/domain/programme.ts';
import { instant } from '../../../services/domain/time.ts';
import type { Instant } from '../../../services/domain/time.ts';
import { answerWindow, findItem, findMeeting, findSprint } from '../../../services/rules/lookup.ts';
import { dueBetween, nextLine, nextPlanned, plan } from '../../../services/rules/plan.ts';
import type { PlannedNotice } from '../../../services/rules/plan.ts';
import { toInstant } from '../../../services/rules/time.ts';
import { dueAt, opensAt } from '../../../services/rules/window.ts';
import { anyProgramme } from '../../helpers/any-programme.ts';
import { assertInside } from '../../helpers/inside.ts';
import {
  aLastSprint,
  aMeeting,
  aProgramme,
  aPrompt,
  aSprint,
  aTask,
  date,
  dateTime,
  moment,
} from '../../helpers/programme.ts';

/** When one notice is planned, by the clock on the wall in Helsinki in winter or summer. */
function plannedAt(id: string, programme: Programme): Instant | undefined {
  return plan(programme).find((notice) => notice.id === id)?.dueAt;
}

function withSprint(overrides: Partial<Sprint>): Programme {
  const empty = { tasks: [], prompts: [] };
  return aProgramme({ sprints: [aSprint({ ...empty, ...overrides })] });
}

const withPrompt = (prompt: Partial<Prompt>): Programme => withSprint({ prompts: [aPrompt(prompt)] });
const withMeeting = (meeting: Partial<Meeting>): Programme => withSprint({ meeting: aMeeting(meeting) });
const withTaskDue = (due: string): Programme => withSprint({ tasks: [aTask({ due: date(due) })] });

describe('the plan of a programme', () => {
  it('holds every sprint, prompt, reminder and feedback round once, in the order of their moments', () => {
    const expected = [
      ['sprint:s1', '2023-05-10T08:30+03:00'],
      ['reminder:s1-t1', '2023-05-22T08:30+03:00'],
      ['reminder:s1-t2', '2023-05-29T08:30+03:00'],
      ['prompt:s1-p1', '2023-05-31T09:00+03:00'],
      ['reminder:s1-p1', '2023-06-05T08:30+03:00'],
      ['reminder:s1-t3', '2023-06-05T08:30+03:00'],
      ['reminder:s1-t5', '2023-06-07T08:30+03:00'],
      ['meeting:s1-m', '2023-06-13T09:00+03:00'],
      ['feedback:s1-m', '2023-06-14T12:00+03:00'],
      ['prompt:s1-p3', '2023-06-14T12:00+03:00'],
      ['reminder:s1-p3', '2023-06-16T08:30+03:00'],
      ['sprint:s3', '2023-09-25T08:30+03:00'],
      ['prompt:s3-p1', '2023-10-11T09:00+03:00'],
      ['reminder:s3-p1', '2023-10-30T08:30+02:00'],
      ['reminder:s3-t3', '2023-10-30T08:30+02:00'],
      ['prompt:s3-p2', '2023-11-06T09:00+02:00'],
      ['reminder:s3-t5', '2023-11-09T08:30+02:00'],
      ['meeting:s3-m', '2023-11-14T09:30+02:00'],
      ['feedback:s3-m', '2023-11-15T15:30+02:00'],
      ['reminder:s3-p2', '2023-11-20T08:30+02:00'],
    ];
    const planned = plan(aProgramme()).map(({ id, dueAt }) => [id, dueAt]);
    assert.deepEqual(
      planned,
      expected.map(([id, at]) => [id, moment(at!)]),
    );
  });

  it('reminds of the kick-off too, where the programme asks for it', () => {
    const kickOff = aProgramme().kickOff;
    const reminded = plan(aProgramme({ kickOff: { ...kickOff!, reminders: [{ hoursBefore: 24 }] } }));
    assert.deepEqual(
      reminded.filter(({ what }) => what === 'meetingReminder').map(({ id }) => id),
      [`meeting:${kickOff!.id}`, 'meeting:s1-m', 'meeting:s3-m'],
    );
  });

  it('says of each notice what it tells to whom', () => {
    const of = new Map(plan(aProgramme()).map((notice) => [String(notice.id), notice]));
    const told = ({ contents, audience, what }: PlannedNotice): unknown[] => [contents[0], audience, what];
    const shown = (id: string): unknown[] => told(of.get(id)!);
    assert.deepEqual(shown('sprint:s1'), [{ kind: 'sprint', sprint: 's1' }, { to: 'sprint' }, 'sprint']);
    assert.deepEqual(shown('prompt:s1-p1'), [
      { kind: 'prompt', item: 's1-p1' },
      { to: 'participants' },
      'prompt',
    ]);
    assert.deepEqual(shown('reminder:s1-p1'), [
      { kind: 'prompt', item: 's1-p1', reminder: true },
      { to: 'unanswered', item: 's1-p1' },
      'reminder',
    ]);
    assert.deepEqual(shown('reminder:s1-t1'), [
      { kind: 'task', item: 's1-t1', reminder: true },
      { to: 'unanswered', item: 's1-t1' },
      'reminder',
    ]);
    assert.deepEqual(shown('meeting:s1-m'), [
      { kind: 'meeting', meeting: 's1-m' },
      { to: 'everybody' },
      'meetingReminder',
    ]);
    assert.deepEqual(shown('feedback:s1-m'), [
      { kind: 'feedback', meeting: 's1-m' },
      { to: 'participants' },
      'feedback',
    ]);
  });

  it('moves a sprint that opens in a break to its end', () => {
    const programme = withSprint({ opens: date('2023-07-01'), closes: date('2023-09-01') });
    assert.equal(plannedAt('sprint:s1', programme), moment('2023-08-07T08:30+03:00'));
  });

  it('leaves out a sprint that is over before it may be told of', () => {
    const programme = withSprint({ opens: date('2023-07-01'), closes: date('2023-07-20') });
    assert.equal(plannedAt('sprint:s1', programme), undefined);
  });

  it('leaves out a prompt that nobody could answer any more', () => {
    const programme = withPrompt({ send: dateTime('2023-06-20T09:00'), due: date('2023-06-30') });
    assert.equal(plannedAt('prompt:s1-p1', programme), undefined);
  });

  it('asks for no feedback where the programme has no questions', () => {
    const feedback = { minGroup: 5, afterEachMeeting: [], atEnd: [] };
    assert.equal(plannedAt('feedback:s1-m', aProgramme({ feedback })), undefined);
  });

  it('asks for feedback after the break when a meeting ends in one', () => {
    const programme = withMeeting({
      starts: dateTime('2023-06-20T09:00'),
      ends: dateTime('2023-06-20T12:00'),
    });
    assert.equal(plannedAt('feedback:s1-m', programme), moment('2023-08-07T08:30+03:00'));
  });
});

describe('the reminder of an item', () => {
  it('leaves out weekends and holidays when it counts working days', () => {
    // Thursday 18 May is Ascension Day.
    const programme = withTaskDue('2023-05-19');
    assert.equal(plannedAt('reminder:s1-t1', programme), moment('2023-05-16T08:30+03:00'));
  });

  it('comes halfway when the working days would reach back before the item opened', () => {
    const programme = withTaskDue('2023-05-11');
    assert.equal(plannedAt('reminder:s1-t1', programme), moment('2023-05-11T08:30+03:00'));
  });

  it('comes halfway where the programme counts no working days', () => {
    const reminders = { ...aProgramme().reminders, rules: [{ when: 'half_of_open_time' } as const] };
    const half = aProgramme({ ...withTaskDue('2023-05-16'), reminders });
    const at = moment('2023-05-13T16:14:59.999+03:00');
    assert.ok(at > moment('2023-05-12T16:00+03:00'), 'a Saturday');
    assert.equal(plannedAt('reminder:s1-t1', half), moment('2023-05-15T08:30+03:00'));
  });

  it('takes the rule nearest to the due date when there are several', () => {
    const rules = [3, 1].map((workingDays) => ({ when: 'before_due', workingDays }) as const);
    const reminders = { ...aProgramme().reminders, rules };
    const programme = aProgramme({ ...withTaskDue('2023-05-24'), reminders });
    assert.equal(plannedAt('reminder:s1-t1', programme), moment('2023-05-23T08:30+03:00'));
  });

  it('is left out where the programme wants none', () => {
    const { reminders } = aProgramme();
    for (const none of [
      { ...reminders, rules: [] },
      { ...reminders, maxPerItem: 0 },
    ]) {
      assert.equal(plannedAt('reminder:s1-t1', aProgramme({ reminders: none })), undefined);
    }
  });

  it('is left out when no moment lies between the question and its due date', () => {
    const programme = withPrompt({ send: dateTime('2023-06-16T15:59'), due: date('2023-06-16') });
    assert.equal(plannedAt('reminder:s1-p1', programme), undefined);
  });
});

describe('the reminder of a meeting', () => {
  it('is the latest that still leaves a day', () => {
    const reminders = [{ minutesBefore: 30 }, { hoursBefore: 24 }, { workingDaysBefore: 5 }];
    assert.equal(plannedAt('meeting:s1-m', withMeeting({ reminders })), moment('2023-06-13T09:00+03:00'));
  });

  it('is the first named where none leaves a day', () => {
    const reminders = [{ hoursBefore: 1 }, { minutesBefore: 15 }];
    const starts = dateTime('2023-06-14T10:00');
    assert.equal(
      plannedAt('meeting:s1-m', withMeeting({ reminders, starts })),
      moment('2023-06-14T09:00+03:00'),
    );
  });

  it('moves earlier, never later, into the send window', () => {
    const reminders = [{ hoursBefore: 24 }];
    const monday = withMeeting({
      reminders,
      starts: dateTime('2023-06-12T09:00'),
      ends: dateTime('2023-06-12T12:00'),
    });
    assert.equal(plannedAt('meeting:s1-m', monday), moment('2023-06-09T16:00+03:00'));
  });

  it("is left out where the sprint's own card comes no earlier", () => {
    const programme = withMeeting({
      starts: dateTime('2023-05-10T15:00'),
      ends: dateTime('2023-05-10T16:00'),
    });
    assert.equal(plannedAt('meeting:s1-m', programme), undefined);
  });

  it('is not planned for a kick-off that asks for none', () => {
    assert.equal(plannedAt('meeting:kick-off', aProgramme()), undefined);
  });
});

describe('what falls due', () => {
  const programme = aProgramme();

  it('in a span leaves out its beginning and takes in its end', () => {
    const at = moment('2023-05-10T08:30+03:00');
    const before = instant(Date.parse(at) - 1);
    assert.deepEqual(
      dueBetween(programme, before, at).map(({ id }) => id),
      ['sprint:s1'],
    );
    assert.deepEqual(dueBetween(programme, at, moment('2023-05-20T00:00Z')), []);
  });

  it('next is the first after a moment', () => {
    const next = nextPlanned(programme, moment('2023-05-10T08:30+03:00'));
    assert.equal(next?.id, 'reminder:s1-t1');
    assert.deepEqual(nextLine(next), {
      at: moment('2023-05-22T08:30+03:00'),
      what: 'reminder',
      title: programme.sprints[0]!.tasks[0]!.title,
    });
    assert.equal(nextPlanned(programme, moment('2024-01-01T00:00Z')), undefined);
  });
});

describe('whatever the programme', () => {
  it('nothing is planned outside the send window, in a break or on a holiday', () => {
    fc.assert(
      fc.property(anyProgramme, (programme) => {
        for (const { dueAt } of plan(programme)) assertInside(dueAt, programme);
      }),
    );
  });

  it('ids are unique and the same each time', () => {
    fc.assert(
      fc.property(anyProgramme, (programme) => {
        const ids = plan(programme).map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length);
        // Read anew, as after a restart.
        const again = plan(structuredClone(programme)).map(({ id }) => id);
        assert.deepEqual(again, ids);
      }),
    );
  });

  it('ticks of any length give each notice once, in order', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 40 * 24 * 60 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anyProgramme, lengths, (programme, minutes) => {
        const end = Date.parse('2025-01-01T00:00Z');
        let from = instant(Date.parse('2023-04-30T00:00Z'));
        const told: string[] = [];
        for (let tick = 0; Date.parse(from) < end; tick += 1) {
          // Ends in one long outage, so that short ticks end too.
          const span = tick < 30 ? minutes[tick % minutes.length]! : 1_000_000;
          const through = instant(Date.parse(from) + span * 60_000);
          told.push(...dueBetween(programme, from, through).map(({ id }) => id));
          from = through;
        }
        assert.deepEqual(
          told,
          plan(programme).map(({ id }) => id),
        );
      }),
    );
  });

  it('nothing comes when it is too late for it, and no reminder before what it reminds of', () => {
    fc.assert(
      fc.property(anyProgramme, (programme) => {
        const planned = plan(programme);
        const at = new Map(planned.map((notice) => [String(notice.id), notice.dueAt]));
        for (const notice of planned) assertInTime(notice, at, programme);
      }),
    );
  });
});

function assertInTime(
  { contents: [content], dueAt: at }: PlannedNotice,
  all: ReadonlyMap<string, Instant>,
  programme: Programme,
): void {
  if (content.kind === 'sprint') {
    const sprint = findSprint(programme, content.sprint)!;
    assert.ok(opensAt(sprint.opens, programme) <= at && at <= dueAt(sprint.closes, programme));
  } else if (content.kind === 'task' || content.kind === 'prompt') {
    const item = findItem(programme, content.item)!;
    const { opens, due, until } = answerWindow(item, programme);
    const asked = item.kind === 'task' ? opens : (all.get(`prompt:${content.item}`) ?? opens);
    assert.ok(content.reminder ? asked < at && at < due : opens <= at && at <= until);
  } else if (content.kind === 'meeting') {
    const { meeting, sprint } = findMeeting(programme, content.meeting)!;
    assert.ok(opensAt(sprint!.opens, programme) < at && at < toInstant(meeting.starts, programme.timezone));
  } else if (content.kind === 'feedback') {
    const { meeting } = findMeeting(programme, content.meeting)!;
    assert.ok(toInstant(meeting.ends, programme.timezone) <= at);
  }
}

describe('ids of planned notices', () => {
  it('cannot meet, even where a sprint, a task and a meeting share a name', () => {
    const id = 'same';
    const sprint = aLastSprint({
      id: sprintId(id),
      tasks: [aTask({ id: itemId(id), due: date('2023-11-01') })],
    });
    const ids = plan(aProgramme({ sprints: [sprint] })).map((notice) => notice.id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.some((each) => each === 'sprint:same') && ids.some((each) => each === 'reminder:same'));
  });
});
