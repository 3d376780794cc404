import assert from 'node:assert/strict';
import { academyId } from '../../../services/domain/ids.ts';
import { personOnly, personWithout, retentionEnds } from '../../../services/rules/retention.ts';
import { aMembership, aPerson } from '../../helpers/builders.ts';
import { aProgramme, date, moment } from '../../helpers/programme.ts';

const HERE = aMembership().academy;
const THERE = academyId('elsewhere');
const ending = (ends: string, months: number) =>
  retentionEnds(
    aProgramme({
      ends: date(ends),
      retention: { namedAnswersMonthsAfterEnd: months, then: 'anonymise', aggregateStatistics: 'keep' },
    }),
  );

describe('a retention', () => {
  it('ends with the day so many months after the last one, where the academy is', () => {
    assert.equal(ending('2023-11-15', 12), moment('2024-11-15T23:59:59.999+02:00'));
    assert.equal(ending('2023-11-15', 8), moment('2024-07-15T23:59:59.999+03:00'));
  });

  it('ends with the last day of a month that has no such day', () => {
    assert.equal(ending('2023-11-30', 3), moment('2024-02-29T23:59:59.999+02:00'));
  });

  it('of a programme that names none never ends', () => {
    assert.equal(retentionEnds(aProgramme()), undefined);
  });
});

describe('what is one academy’s of a person', () => {
  const mutes = [{ academy: HERE }, { academy: THERE }];
  const calendars = [{ academy: HERE, renewals: 1 }];
  const both = aPerson({ memberships: [aMembership(), aMembership({ academy: THERE })], mutes, calendars });

  it('goes, and the rest stays', () => {
    const after = personWithout(both, HERE);
    assert.deepEqual(after, {
      ...both,
      memberships: [aMembership({ academy: THERE })],
      mutes: [{ academy: THERE }],
      calendars: [],
    });
  });

  it('goes alone with the other one: nothing is left of somebody without a membership', () => {
    assert.equal(personWithout(aPerson(), HERE), undefined);
  });

  it('is nothing of somebody who is not in it: the same person comes back', () => {
    const person = aPerson();
    assert.equal(personWithout(person, THERE), person);
  });

  it('is carried without what others know', () => {
    assert.deepEqual(personOnly(both, HERE), {
      ...both,
      memberships: [aMembership()],
      mutes: [{ academy: HERE }],
      calendars,
    });
  });
});
