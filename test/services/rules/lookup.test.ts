import assert from 'node:assert/strict';
import { sprintId } from '../../../services/domain/ids.ts';
import {
  answerWindow,
  feedbackQuestions,
  feedbackWindow,
  findItem,
  findMeeting,
  findOrganisation,
  findSprint,
  itemTitle,
  nextMeeting,
  nextSprint,
  openedSprints,
  openSprints,
} from '../../../services/rules/lookup.ts';
import {
  aLastSprint,
  aMeeting,
  aProgramme,
  aSprint,
  date,
  dateTime,
  moment,
} from '../../helpers/programme.ts';

const programme = aProgramme();
const item = (id: string): NonNullable<ReturnType<typeof findItem>> => findItem(programme, id)!;
const ids = (sprints: readonly { id: string }[]): string[] => sprints.map(({ id }) => id);

describe('looking up', () => {
  it('finds tasks and prompts with the sprint they stand in', () => {
    const task = item('s3-t3');
    assert.equal(task.kind, 'task');
    assert.equal(task.sprint.id, 's3');
    assert.equal(item('s1-p1').kind, 'prompt');
  });

  it('finds the kick-off, which closes no sprint, and the meetings that do', () => {
    assert.deepEqual(findMeeting(programme, 'kick-off'), { meeting: programme.kickOff });
    assert.equal(findMeeting(programme, 's3-m')?.sprint?.id, 's3');
  });

  it('finds nothing by an id of nothing', () => {
    assert.equal(findItem(programme, 's9-t9'), undefined);
    assert.equal(findSprint(programme, 's9'), undefined);
    assert.equal(findMeeting(programme, 's9-m'), undefined);
    assert.equal(findOrganisation(programme, 'nowhere'), undefined);
  });

  it('finds sprints and organisations', () => {
    assert.equal(findSprint(programme, 's3')?.theme.en, 'Impact');
    assert.equal(findOrganisation(programme, 'hus')?.name.en, 'HUS');
  });

  it('shows a task by its title and a prompt by its question', () => {
    assert.equal(itemTitle(item('s1-t1')).en, 'Title of s1-t1');
    assert.equal(itemTitle(item('s1-p1')).en, 'Question of s1-p1');
  });
});

describe('sprints', () => {
  it('are open from their opening to the end of the day on which they close', () => {
    const openAt = (at: string): string[] => ids(openSprints(programme, moment(at)));
    assert.deepEqual(openAt('2023-05-10T08:29:59+03:00'), []);
    assert.deepEqual(openAt('2023-05-10T08:30+03:00'), ['s1']);
    assert.deepEqual(openAt('2023-06-14T23:59+03:00'), ['s1']);
    assert.deepEqual(openAt('2023-06-15T00:00+03:00'), []);
  });

  it('may be open two at a time', () => {
    const late = aLastSprint({ id: sprintId('s2'), opens: date('2023-06-01') });
    const both = aProgramme({ sprints: [aSprint(), late] });
    assert.deepEqual(ids(openSprints(both, moment('2023-06-10T12:00Z'))), ['s1', 's2']);
  });

  it('stay opened after they close', () => {
    assert.deepEqual(ids(openedSprints(programme, moment('2023-08-01T12:00Z'))), ['s1']);
  });

  it('come one after another', () => {
    assert.equal(nextSprint(programme, moment('2023-05-01T00:00Z'))?.id, 's1');
    assert.equal(nextSprint(programme, moment('2023-05-10T08:30+03:00'))?.id, 's3');
    assert.equal(nextSprint(programme, moment('2023-10-01T00:00Z')), undefined);
  });
});

describe('the next meeting', () => {
  it('is the kick-off first, and a meeting that is going on until it ends', () => {
    assert.equal(nextMeeting(programme, moment('2023-05-01T00:00Z'))?.id, 'kick-off');
    assert.equal(nextMeeting(programme, moment('2023-05-09T14:00+03:00'))?.id, 'kick-off');
    assert.equal(nextMeeting(programme, moment('2023-05-09T15:01+03:00'))?.id, 's1-m');
    assert.equal(nextMeeting(programme, moment('2023-12-01T00:00Z')), undefined);
  });
});

describe('an item can be answered', () => {
  it('from the opening of the sprint for a task, from its sending for a prompt', () => {
    assert.equal(answerWindow(item('s1-t1'), programme).opens, moment('2023-05-10T08:30+03:00'));
    assert.equal(answerWindow(item('s1-p1'), programme).opens, moment('2023-05-31T09:00+03:00'));
  });

  it("until the sprint's close where that is later than its due date", () => {
    const { due, until } = answerWindow(item('s1-t1'), programme);
    assert.equal(due, moment('2023-05-24T23:59:59.999+03:00'));
    assert.equal(until, moment('2023-06-14T23:59:59.999+03:00'));
  });

  it("until its due date where that is later than the sprint's close", () => {
    assert.equal(answerWindow(item('s1-p3'), programme).until, moment('2023-06-16T23:59:59.999+03:00'));
  });
});

describe('feedback', () => {
  const asked = (id: string): string[] => feedbackQuestions(programme, id).map((question) => question.id);

  it('is asked after each meeting, and about the whole academy after the last', () => {
    assert.deepEqual(asked('s1-m'), ['useful', 'change']);
    assert.deepEqual(asked('s3-m'), ['useful', 'change', 'recommend']);
  });

  it('about the whole academy is asked after the last meeting even when the last sprint has none', () => {
    const { meeting: _, ...closing } = aLastSprint();
    const questions = feedbackQuestions(aProgramme({ sprints: [aSprint(), closing] }), 's1-m');
    assert.deepEqual(
      questions.map(({ id }) => id),
      ['useful', 'change', 'recommend'],
    );
  });

  it('is not asked after the kick-off or a meeting that does not exist', () => {
    assert.deepEqual(asked('kick-off'), []);
    assert.deepEqual(asked('s9-m'), []);
  });

  it('can be given from the end of the meeting for fourteen days', () => {
    assert.deepEqual(feedbackWindow(programme.sprints[0]!.meeting!, programme), {
      opens: moment('2023-06-14T12:00+03:00'),
      until: moment('2023-06-28T23:59:59.999+03:00'),
    });
  });

  it('can be given for fourteen days after a break in which it could not be asked for', () => {
    const meeting = aMeeting({ starts: dateTime('2023-06-19T09:00'), ends: dateTime('2023-06-19T12:00') });
    assert.equal(feedbackWindow(meeting, programme).until, moment('2023-08-21T23:59:59.999+03:00'));
  });
});
