import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SkipReason } from '../../../services/domain/delivery.ts';
import { itemId, sprintId } from '../../../services/domain/ids.ts';
import type { Meeting, Programme, Prompt, Sprint } from '../../../services/domain/programme.ts';
import { instant } from '../../../services/domain/time.ts';
import type { Instant } from '../../../services/domain/time.ts';
import { answerWindow, findItem, findMeeting, findSprint } from '../../../services/rules/lookup.ts';
import { dueBetween, nextLine, nextPlanned, nextTold, plan } from '../../../services/rules/plan.ts';
import type { PlannedNotice } from '../../../services/rules/plan.ts';
import { toInstant } from '../../../services/rules/time.ts';
import { dueAt, opensAt } from '../../../services/rules/window.ts';
import { sortDue } from '../../../services/rules/worth.ts';
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

/** Why the ledger will say that it was not told, although it was found in its moment. */
function whySkipped(id: string, programme: Programme): SkipReason | undefined {
  const notice = plan(programme).find((each) => each.id === id)!;
  return sortDue([notice], programme, notice.dueAt).skip[0]?.reason;
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
      ['reminder:s1-t1:1', '2023-05-19T08:30+03:00'],
      ['reminder:s1-t1:2', '2023-05-22T08:30+03:00'],
      ['reminder:s1-t2:1', '2023-05-22T08:30+03:00'],
      ['reminder:s1-t3:1', '2023-05-25T08:30+03:00'],
      ['reminder:s1-t5:1', '2023-05-26T08:30+03:00'],
      ['reminder:s1-t2:2', '2023-05-29T08:30+03:00'],
      ['prompt:s1-p1', '2023-05-31T09:00+03:00'],
      ['reminder:s1-p1:1', '2023-06-05T08:30+03:00'],
      ['reminder:s1-t3:2', '2023-06-05T08:30+03:00'],
      ['meeting:s1-m:2023-06-14T09:00:1', '2023-06-07T08:30+03:00'],
      ['reminder:s1-t5:2', '2023-06-07T08:30+03:00'],
      ['meeting:s1-m:2023-06-14T09:00:2', '2023-06-13T09:00+03:00'],
      ['meeting:s1-m:2023-06-14T09:00:3', '2023-06-14T08:30+03:00'],
      ['feedback:s1-m', '2023-06-14T12:00+03:00'],
      ['prompt:s1-p3', '2023-06-14T12:00+03:00'],
      ['closing:s1', '2023-06-15T08:30+03:00'],
      ['reminder:s1-p3:1', '2023-06-16T08:30+03:00'],
      ['sprint:s3', '2023-09-25T08:30+03:00'],
      ['prompt:s3-p1', '2023-10-11T09:00+03:00'],
      ['reminder:s3-p1:1', '2023-10-30T08:30+02:00'],
      ['reminder:s3-t3:1', '2023-10-30T08:30+02:00'],
      ['reminder:s3-t5:1', '2023-10-30T08:30+02:00'],
      ['meeting:s3-m:2023-11-15T09:30:1', '2023-11-01T08:30+02:00'],
      ['prompt:s3-p2', '2023-11-06T09:00+02:00'],
      ['reminder:s3-t5:2', '2023-11-09T08:30+02:00'],
      ['meeting:s3-m:2023-11-15T09:30:2', '2023-11-10T08:30+02:00'],
      ['meeting:s3-m:2023-11-15T09:30:3', '2023-11-14T09:30+02:00'],
      ['reminder:s3-p2:1', '2023-11-15T08:30+02:00'],
      ['feedback:s3-m', '2023-11-15T15:30+02:00'],
      ['closing:s3', '2023-11-16T08:30+02:00'],
      ['reminder:s3-p2:2', '2023-11-20T08:30+02:00'],
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
      reminded.map(({ id }) => String(id)).filter((id) => id.includes(kickOff!.id)),
      [`meeting:${kickOff!.id}:${kickOff!.starts}:1`],
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
    assert.deepEqual(shown('reminder:s1-p1:1'), [
      { kind: 'prompt', item: 's1-p1', reminder: true },
      { to: 'unanswered', item: 's1-p1' },
      'reminder',
    ]);
    assert.deepEqual(shown('reminder:s1-t1:1'), [
      { kind: 'task', item: 's1-t1', reminder: true },
      { to: 'unanswered', item: 's1-t1' },
      'reminder',
    ]);
    assert.deepEqual(shown('meeting:s1-m:2023-06-14T09:00:1'), [
      { kind: 'meeting', meeting: 's1-m', starts: '2023-06-14T09:00' },
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

  it('knows of a sprint that is over before it may be told of, for the ledger alone', () => {
    const programme = withSprint({ opens: date('2023-07-01'), closes: date('2023-07-20') });
    assert.equal(whySkipped('sprint:s1', programme), 'closed');
    assert.equal(plannedAt('closing:s1', programme), undefined);
    assert.equal(nextTold(programme, moment('2023-06-30T00:00Z')), undefined);
  });

  it('knows of a prompt that nobody could answer any more, for the ledger alone', () => {
    const programme = withPrompt({ send: dateTime('2023-06-20T09:00'), due: date('2023-06-30') });
    assert.equal(whySkipped('prompt:s1-p1', programme), 'closed');
    assert.deepEqual(remindedAt('s1-p1', programme), []);
    assert.equal(nextTold(programme, moment('2023-06-16T00:00Z')), undefined);
  });

  it('brings a promise back, and asks half a year later what has become of it, in the send window', () => {
    const bringBack = dateTime('2023-07-10T09:00');
    const back = withPrompt({ bringBack });
    assert.equal(plannedAt('bring-back:s1-p1', back), moment('2023-08-07T08:30+03:00'));
    // Ascension Day.
    const later = aProgramme({ followUp: date('2024-05-09') });
    assert.equal(plannedAt('follow-up', later), moment('2024-05-10T08:30+03:00'));
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

/** When an item is reminded of, in order. */
function remindedAt(item: string, programme: Programme): Instant[] {
  const of = plan(programme).filter(({ id }) => id.startsWith(`reminder:${item}:`));
  return of.map(({ dueAt }) => dueAt);
}

const moments = (...at: readonly string[]): Instant[] => at.map(moment);
const half = { when: 'half_of_open_time' } as const;
const before = (workingDays: number) => ({ when: 'before_due', workingDays }) as const;

function withRules(due: string, rules: Programme['reminders']['rules'], maxPerItem = 3): Programme {
  const { reminders } = aProgramme();
  return aProgramme({ ...withTaskDue(due), reminders: { ...reminders, rules, maxPerItem } });
}

describe('the reminders of an item', () => {
  it('leave out weekends and holidays when they count working days', () => {
    // Thursday 18 May is Ascension Day.
    const programme = withRules('2023-05-19', [before(2)]);
    assert.deepEqual(remindedAt('s1-t1', programme), moments('2023-05-16T08:30+03:00'));
  });

  it('come in the morning after half of the time, so that those of a day go together', () => {
    const programme = withRules('2023-05-16', [half]);
    assert.ok(moment('2023-05-13T16:14:59.999+03:00') > moment('2023-05-12T16:00+03:00'), 'a Saturday');
    assert.deepEqual(remindedAt('s1-t1', programme), moments('2023-05-15T08:30+03:00'));
    // Half of the time is up on Wednesday the 17th in the afternoon, and Thursday is a holiday.
    assert.deepEqual(remindedAt('s1-t1', withRules('2023-05-24', [half])), moments('2023-05-19T08:30+03:00'));
  });

  it('are as many as the rules that leave time, in the order of their moments', () => {
    const programme = withRules('2023-05-31', [before(1), half, before(3)]);
    assert.deepEqual(
      remindedAt('s1-t1', programme),
      moments('2023-05-22T08:30+03:00', '2023-05-26T08:30+03:00', '2023-05-30T08:30+03:00'),
    );
  });

  it('are at most the number of the programme, by the rules that it names first', () => {
    const rules = [before(1), half, before(3)];
    const two = withRules('2023-05-31', rules, 2);
    assert.deepEqual(remindedAt('s1-t1', two), moments('2023-05-22T08:30+03:00', '2023-05-30T08:30+03:00'));
    assert.deepEqual(
      remindedAt('s1-t1', withRules('2023-05-31', rules, 1)),
      moments('2023-05-30T08:30+03:00'),
    );
    assert.deepEqual(remindedAt('s1-t1', withRules('2023-05-31', rules, 0)), []);
  });

  it('are one a day, where two rules come to the same', () => {
    assert.deepEqual(
      remindedAt('s1-t1', withRules('2023-05-16', [half, before(1)])),
      moments('2023-05-15T08:30+03:00'),
    );
  });

  it('are none where working days reach back before the item opened', () => {
    assert.deepEqual(remindedAt('s1-t1', withRules('2023-05-11', [before(2)])), []);
  });

  it('are none where the programme wants none', () => {
    assert.deepEqual(remindedAt('s1-t1', withRules('2023-05-31', [])), []);
  });

  it('are none when no moment lies between the question and its due date', () => {
    const programme = withPrompt({ send: dateTime('2023-06-16T15:59'), due: date('2023-06-16') });
    assert.deepEqual(remindedAt('s1-p1', programme), []);
  });
});

describe('the reminders of a meeting', () => {
  const remindedOf = (meeting: Partial<Meeting>): Instant[] =>
    plan(withMeeting(meeting))
      .filter(({ what }) => what === 'meetingReminder')
      .map(({ dueAt }) => dueAt);

  it('are those that the programme lists, in the order of their moments', () => {
    const reminders = [{ minutesBefore: 30 }, { hoursBefore: 24 }, { workingDaysBefore: 5 }];
    assert.deepEqual(
      remindedOf({ reminders }),
      moments('2023-06-07T08:30+03:00', '2023-06-13T09:00+03:00', '2023-06-14T08:30+03:00'),
    );
  });

  it('are one a day, the one that is named first', () => {
    const reminders = [{ hoursBefore: 1 }, { minutesBefore: 15 }];
    assert.deepEqual(
      remindedOf({ reminders, starts: dateTime('2023-06-14T10:00') }),
      moments('2023-06-14T09:00+03:00'),
    );
  });

  it('move earlier, never later, into the send window', () => {
    const monday = { starts: dateTime('2023-06-12T09:00'), ends: dateTime('2023-06-12T12:00') };
    assert.deepEqual(
      remindedOf({ ...monday, reminders: [{ hoursBefore: 24 }] }),
      moments('2023-06-09T16:00+03:00'),
    );
  });

  it("leave out what would come no later than the sprint's own card", () => {
    const sameDay = { starts: dateTime('2023-05-10T15:00'), ends: dateTime('2023-05-10T16:00') };
    assert.deepEqual(remindedOf({ ...sameDay, reminders: [{ hoursBefore: 24 }] }), []);
  });

  it('of another time are other notices', () => {
    const ids = (starts: string): string[] =>
      plan(withMeeting({ starts: dateTime(starts) })).map(({ id }) => String(id));
    const old = ids('2023-06-14T09:00').filter((id) => id.startsWith('meeting:'));
    assert.equal(old.length, 3);
    assert.ok(ids('2023-06-15T09:00').every((id) => !old.includes(id)));
  });

  it('are not planned for a kick-off that asks for none', () => {
    assert.ok(plan(aProgramme()).every(({ id }) => !id.startsWith('meeting:kick-off')));
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
    assert.deepEqual(dueBetween(programme, at, moment('2023-05-19T00:00Z')), []);
  });

  it('next is the first after a moment', () => {
    const next = nextPlanned(programme, moment('2023-05-10T08:30+03:00'));
    assert.equal(next?.id, 'reminder:s1-t1:1');
    assert.deepEqual(nextLine(next), {
      at: moment('2023-05-19T08:30+03:00'),
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
        for (const notice of planned) {
          const [skipped] = sortDue([notice], programme, notice.dueAt).skip;
          if (skipped) assert.equal(skipped.reason, 'closed');
          else assertInTime(notice, at, programme);
        }
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
    assert.ok(ids.some((each) => each === 'sprint:same') && ids.some((each) => each === 'reminder:same:1'));
  });
});
