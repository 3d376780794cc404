import assert from 'node:assert/strict';
import type { Mark } from '../../../services/domain/answer.ts';
import { itemId, organisationId, personId } from '../../../services/domain/ids.ts';
import type { ItemLine } from '../../../services/domain/view.ts';
import { itemLines, organisationLine, sprintLine } from '../../../services/rules/items.ts';
import { aMark } from '../../helpers/builders.ts';
import { anOrganisation, aProgramme, moment } from '../../helpers/programme.ts';

const programme = aProgramme();
const aino = personId('aino');
const bertil = personId('bertil');
const names = (person: string): string => `Name of ${person}`;

function linesAt(at: string, marks: readonly Mark[] = []): ItemLine[] {
  return itemLines(programme, moment(at), marks, aino, names, programme.sprints.slice(0, 1));
}

const states = (lines: readonly ItemLine[]): string[] => lines.map(({ item, state }) => `${item} ${state}`);

describe('a list of things to do', () => {
  it('shows tasks that are coming, and prompts only once they are sent', () => {
    assert.deepEqual(states(linesAt('2023-05-01T12:00Z')), [
      's1-t1 upcoming',
      's1-t2 upcoming',
      's1-t3 upcoming',
      's1-t5 upcoming',
    ]);
    assert.ok(!states(linesAt('2023-05-31T08:59+03:00')).includes('s1-p1 open'));
    assert.ok(states(linesAt('2023-05-31T09:00+03:00')).includes('s1-p1 open'));
  });

  it('puts what can be done first, by due date, and what is done after', () => {
    const marks = [aMark({ item: itemId('s1-t2') })];
    assert.deepEqual(states(linesAt('2023-06-01T12:00Z', marks)), [
      's1-t1 late',
      's1-t3 open',
      's1-p1 open',
      's1-t5 open',
      's1-t2 done',
    ]);
  });

  it('closes what can no longer be answered, and keeps what was done as done', () => {
    const lines = states(linesAt('2023-07-01T12:00Z', [aMark()]));
    assert.equal(lines[0], 's1-t1 done');
    assert.ok(lines.slice(1).every((line) => line.endsWith(' closed')));
  });

  it('says who in the organisation did a joint task, and when', () => {
    const mark = aMark({ by: bertil });
    const line = linesAt('2023-05-20T12:00Z', [mark]).find(({ item }) => item === 's1-t1');
    assert.deepEqual([line?.by, line?.at], ['Name of bertil', mark.at]);
  });

  it('counts of personal items only what the reader did', () => {
    const personal = { item: itemId('s1-t5') };
    const others = [aMark({ ...personal, by: bertil, person: bertil })];
    const own = [...others, aMark({ ...personal, by: aino, person: aino })];
    assert.ok(states(linesAt('2023-05-20T12:00Z', others)).includes('s1-t5 open'));
    assert.ok(states(linesAt('2023-05-20T12:00Z', own)).includes('s1-t5 done'));
  });

  it('tells minutes, scope and due date', () => {
    assert.deepEqual(linesAt('2023-05-20T12:00Z')[0], {
      item: 's1-t1',
      kind: 'task',
      scope: 'organisation',
      title: programme.sprints[0]!.tasks[0]!.title,
      due: moment('2023-05-24T23:59:59.999+03:00'),
      minutes: 60,
      state: 'open',
    });
  });
});

describe('a sprint in a line', () => {
  it('has its place in the programme and its moments', () => {
    assert.deepEqual(sprintLine(programme, programme.sprints[1]!), {
      sprint: 's3',
      number: 2,
      of: 2,
      theme: programme.sprints[1]!.theme,
      opens: moment('2023-09-25T08:30+03:00'),
      closes: moment('2023-11-15T23:59:59.999+02:00'),
    });
  });
});

describe('the progress of an organisation', () => {
  const at = (now: string, marks: readonly Mark[] = []): ReturnType<typeof organisationLine> =>
    organisationLine(programme, moment(now), anOrganisation(), marks, 3);
  const done = ['s1-t1', 's1-t2', 's1-t3'].map((id) => aMark({ item: itemId(id) }));

  it('counts joint tasks, and what each person was asked, of the sprints opened so far', () => {
    const { tasks, reflections } = at('2023-05-20T12:00Z');
    assert.deepEqual([tasks, reflections], [3, 3], 'three people have one personal task');
    assert.equal(at('2023-06-01T12:00Z').reflections, 6, 'and now a prompt');
    assert.equal(at('2023-10-01T12:00Z').tasks, 5, 'the second sprint is open');
  });

  it('is nothing before the first sprint', () => {
    const { tasks, reflections, state } = at('2023-05-01T12:00Z');
    assert.deepEqual([tasks, reflections, state], [0, 0, 'notStarted']);
  });

  it('goes from not started over on track to done', () => {
    assert.equal(at('2023-05-20T12:00Z').state, 'notStarted');
    assert.equal(at('2023-05-20T12:00Z', done.slice(0, 1)).state, 'onTrack');
    assert.equal(at('2023-06-20T12:00Z', done).state, 'done');
  });

  it('counts a reflection as a beginning', () => {
    const mark = aMark({ item: itemId('s1-t5'), person: aino });
    const { state, reflectionsDone } = at('2023-05-20T12:00Z', [mark]);
    assert.deepEqual([state, reflectionsDone], ['onTrack', 1]);
  });

  it('is behind while a joint task is past its due date', () => {
    assert.equal(at('2023-05-25T12:00Z').state, 'behind');
    assert.equal(at('2023-05-25T12:00Z', done.slice(0, 1)).state, 'onTrack');
  });

  it('leaves out what other organisations did', () => {
    const other = done.map((mark) => ({ ...mark, organisation: organisationId('hus') }));
    assert.equal(at('2023-05-20T12:00Z', other).tasksDone, 0);
  });

  it('never counts more reflections than there are people', () => {
    const marks = ['a', 'b', 'c', 'd'].map((id) => aMark({ item: itemId('s1-t5'), person: personId(id) }));
    assert.equal(at('2023-05-20T12:00Z', marks).reflectionsDone, 3);
  });
});
