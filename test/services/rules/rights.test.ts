import assert from 'node:assert/strict';
import { academyId, organisationId } from '../../../services/domain/ids.ts';
import { roles } from '../../../services/domain/people.ts';
import type { Role } from '../../../services/domain/people.ts';
import { academiesOf, membershipsIn, permitting, reaching, rights } from '../../../services/rules/rights.ts';
import type { AcademyVerb } from '../../../services/rules/rights.ts';
import { aCoordinatorship, aMembership, aPerson } from '../../helpers/builders.ts';
import { moment } from '../../helpers/programme.ts';

const verbs = Object.keys(rights) as AcademyVerb[];
const HUS = organisationId('hus');
const MAY = moment('2023-05-15T09:00Z');
const JUNE = moment('2023-06-15T09:00Z');
const OTHER = academyId('circular-2023');

/** What coordinators alone do. */
const coordinating = /^(desk|held|notice|person|broadcast|newcomer|clock)\./;

/** What a role alone may do, as people would tell it. */
const inWords: Readonly<Record<Role, readonly AcademyVerb[]>> = {
  participant: verbs.filter((verb) => !coordinating.test(verb) && !/^(overview|organisation)\./.test(verb)),
  mentor: [
    'welcome.show',
    'sprint.show',
    'prompt.others',
    'meeting.show',
    'rsvp.set',
    'calendar.show',
    'calendar.renew',
    'threads.show',
    'thread.show',
    'thread.send',
    'overview.show',
    'organisation.show',
  ],
  coordinator: [
    ...verbs.filter((verb) => coordinating.test(verb)),
    'welcome.show',
    'sprint.show',
    'meeting.show',
    'calendar.show',
    'calendar.renew',
    'organisation.show',
  ],
};

describe('rights, the table', () => {
  for (const role of roles)
    it(`lets a ${role} do what a ${role} does and nothing else`, () => {
      const mine = [aMembership({ role })];
      const may = verbs.filter((verb) => permitting(verb, mine).length > 0);
      assert.deepEqual([...may].sort(), [...inWords[role]].sort());
    });

  it('lets nobody without a membership do anything', () => {
    assert.deepEqual(
      verbs.filter((verb) => permitting(verb, []).length > 0),
      [],
    );
  });

  it('names every role somewhere, and no verb without one', () => {
    assert.deepEqual(new Set(Object.values(rights).flat()), new Set(roles));
    assert.ok(Object.values(rights).every((allowed) => allowed.length > 0));
  });

  it('gives the memberships that permit, not others of the same person', () => {
    const both = [aMembership(), aCoordinatorship()];
    assert.deepEqual(permitting('desk.show', both), [aCoordinatorship()]);
    assert.deepEqual(permitting('task.answer', both), [aMembership()]);
  });

  it('reaches an organisation through a membership of it, or as a coordinator', () => {
    const mine = [aMembership(), aMembership({ role: 'mentor', organisation: HUS }), aCoordinatorship()];
    assert.deepEqual(reaching(HUS, mine), mine.slice(1));
    assert.deepEqual(reaching(HUS, [aMembership()]), []);
  });

  it('counts a membership from its beginning up to, and without, its end', () => {
    const person = aPerson({ memberships: [aMembership({ from: MAY, to: JUNE })] });
    const { academy } = aMembership();
    const at = (now: string) => membershipsIn(person, academy, moment(now)).length;
    assert.deepEqual(
      ['2023-05-15T08:59:59.999Z', '2023-05-15T09:00Z', '2023-06-15T08:59:59.999Z', '2023-06-15T09:00Z'].map(
        at,
      ),
      [0, 1, 1, 0],
    );
  });

  it('keeps academies apart', () => {
    const person = aPerson({
      memberships: [aMembership(), aCoordinatorship({ academy: OTHER }), aMembership({ academy: OTHER })],
    });
    assert.deepEqual(academiesOf(person, JUNE), [aMembership().academy, OTHER]);
    assert.deepEqual(
      membershipsIn(person, aMembership().academy, JUNE).map(({ role }) => role),
      ['participant'],
    );
  });
});
