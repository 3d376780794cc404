import assert from 'node:assert/strict';
import fc from 'fast-check';
import { academyId, itemId, organisationId } from '../../../services/domain/ids.ts';
import type { Programme } from '../../../services/domain/programme.ts';
import { answerInGroup, publicPart } from '../../../services/rules/public.ts';
import type { AskedInGroup } from '../../../services/rules/public.ts';
import { anyProgramme } from '../../helpers/any-programme.ts';
import {
  aMeeting,
  anOrganisation,
  aProgramme,
  aPrompt,
  aTask,
  inAll,
  moment,
} from '../../helpers/programme.ts';

const [A, B, C] = ['a', 'b', 'c'].map(academyId);
assert.ok(A && B && C);
const ALL = [A, B, C];

const anyAcademies = fc.subarray(ALL);
const anyAsked: fc.Arbitrary<AskedInGroup> = fc.oneof(
  fc.constantFrom<AskedInGroup>({ topic: 'help' }, { topic: 'private' }, { topic: 'academy' }),
  fc.constantFrom(...ALL).map((academy) => ({ topic: 'academy', academy }) as const),
);

describe('what is answered where others read along', () => {
  it('to somebody in no academy is that they are not known, whatever they ask', () => {
    fc.assert(
      fc.property(anyAsked, (asked) => {
        assert.deepEqual(answerInGroup(asked, []), { say: 'elsewhere', why: 'stranger' });
      }),
    );
  });

  it('names an academy only to those who are in it', () => {
    fc.assert(
      fc.property(anyAsked, anyAcademies, (asked, academies) => {
        const answer = answerInGroup(asked, academies);
        if (answer.say === 'academy') assert.ok(academies.includes(answer.academy));
      }),
    );
  });

  it('is nothing but the way to their own chat for what is private', () => {
    fc.assert(
      fc.property(anyAcademies, (academies) => {
        assert.equal(answerInGroup({ topic: 'private' }, academies).say, 'elsewhere');
      }),
    );
  });

  it('is the academy they are in, and of several only the one that a card names', () => {
    assert.deepEqual(answerInGroup({ topic: 'academy' }, [B]), { say: 'academy', academy: B });
    assert.deepEqual(answerInGroup({ topic: 'academy' }, [A, B]), { say: 'elsewhere', why: 'several' });
    const named = { topic: 'academy', academy: B } as const;
    assert.deepEqual(answerInGroup(named, [A, B]), { say: 'academy', academy: B });
    assert.deepEqual(answerInGroup(named, [A, C]), { say: 'elsewhere', why: 'stranger' });
  });

  it('is help for members who ask for it', () => {
    assert.deepEqual(answerInGroup({ topic: 'help' }, [A, B]), { say: 'help' });
  });
});

/** All that a view may hold, by the path of its fields. */
const PUBLIC =
  /^(sprint|nextSprint)\.(sprint|number|of|theme\.\w+|opens|closes)$|^tasks\.\d+\.(title\.\w+|scope|due)$|^meeting\.(title\.\w+|starts|ends|place\.(kind|city\.\w+))$/;

function paths(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, at === '' ? key : `${at}.${key}`));
}

/** A programme in which everything that is not public says so. */
function marked(programme: Programme): Programme {
  const secret = inAll('SECRET');
  const url = 'https://SECRET.example';
  return {
    ...programme,
    summary: secret,
    dataNotice: secret,
    organisations: [
      anOrganisation({ id: organisationId('SECRET'), name: secret, mentor: 'SECRET@x.example' }),
    ],
    sprints: programme.sprints.map((sprint) => ({
      ...sprint,
      summary: secret,
      materials: [{ url, title: secret }],
      tasks: sprint.tasks.map((task) => aTask({ ...task, text: secret })),
      prompts: sprint.prompts.map((prompt) => aPrompt({ ...prompt, text: secret })),
      ...(sprint.meeting
        ? { meeting: { ...sprint.meeting, place: { kind: 'hybrid', url, city: inAll('Helsinki') } as const } }
        : {}),
    })),
  };
}

describe('what is public in an academy', () => {
  const anyMoment = fc
    .integer({ min: Date.parse('2023-04-01'), max: Date.parse('2024-09-01') })
    .map((at) => moment(new Date(at).toISOString()));

  it('is the sprint, its tasks and the next meeting, of any programme at any time, and no more', () => {
    fc.assert(
      fc.property(anyProgramme, anyMoment, (programme, now) => {
        const part = publicPart(marked(programme), now);
        for (const path of paths(part)) assert.match(path, PUBLIC);
        assert.doesNotMatch(JSON.stringify(part), /SECRET/);
      }),
    );
  });

  it('is not touched by an open sprint that has no tasks', () => {
    const programme = aProgramme();
    const sprints = programme.sprints.map((sprint) => ({ ...sprint, tasks: [] }));
    assert.deepEqual(publicPart({ ...programme, sprints }, moment('2023-05-20T09:00Z')).tasks, []);
  });

  it('has the tasks of the open sprint with the end of the day they are due', () => {
    const { sprint, tasks, meeting, nextSprint } = publicPart(aProgramme(), moment('2023-05-20T09:00Z'));
    assert.equal(sprint?.number, 1);
    assert.equal(nextSprint?.number, 2);
    assert.equal(meeting?.starts, moment('2023-06-14T09:00+03:00'));
    assert.deepEqual(tasks[0], {
      title: aTask({ id: itemId('s1-t1') }).title,
      scope: 'organisation',
      due: moment('2023-05-24T23:59:59.999+03:00'),
    });
  });

  it('has the task that is due first at the top', () => {
    const [sprint, ...rest] = aProgramme().sprints;
    assert.ok(sprint);
    const reversed = { ...sprint, tasks: sprint.tasks.toReversed() };
    const { tasks } = publicPart(aProgramme({ sprints: [reversed, ...rest] }), moment('2023-05-20T09:00Z'));
    assert.deepEqual(
      tasks.map(({ title }) => title),
      sprint.tasks.map(({ title }) => title),
    );
  });

  it('between sprints is the next one and the next meeting', () => {
    const part = publicPart(aProgramme(), moment('2023-07-01T09:00Z'));
    assert.equal(part.sprint, undefined);
    assert.deepEqual(part.tasks, []);
    assert.equal(part.nextSprint?.number, 2);
    assert.deepEqual(part.meeting?.place, { kind: 'hybrid', city: inAll('Helsinki') });
  });

  it('says that a meeting is online and not where', () => {
    const kickOff = aMeeting({ place: { kind: 'online', url: 'https://meet.example/secret' } });
    const { meeting } = publicPart(aProgramme({ kickOff }), moment('2023-05-01T09:00Z'));
    assert.deepEqual(meeting?.place, { kind: 'online' });
  });

  it('is nothing once all is over', () => {
    assert.deepEqual(publicPart(aProgramme(), moment('2024-01-01T09:00Z')), { tasks: [] });
  });
});
