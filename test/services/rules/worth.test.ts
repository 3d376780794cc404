import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instant } from '../../../services/domain/time.ts';
import type { Instant } from '../../../services/domain/time.ts';
import { answerWindow, findItem } from '../../../services/rules/lookup.ts';
import { dueBetween, plan } from '../../../services/rules/plan.ts';
import { sortDue } from '../../../services/rules/worth.ts';
import type { Sorted } from '../../../services/rules/worth.ts';
import { anyProgramme } from '../../helpers/any-programme.ts';
import { aProgramme, moment } from '../../helpers/programme.ts';

const programme = aProgramme();

/** What one look finds that comes so long after the one before. */
function found(after: string, now: string): Sorted {
  return sortDue(dueBetween(programme, moment(after), moment(now)), programme, moment(now));
}

const ids = (planned: readonly { readonly id: string }[]): string[] => planned.map(({ id }) => id);
const reasons = ({ skip }: Sorted): Record<string, string> =>
  Object.fromEntries(skip.map(({ planned, reason }) => [planned.id, reason]));

describe('what fell due', () => {
  it('in time is told, nothing of it skipped', () => {
    const { tell, remind, skip } = found('2023-05-22T08:00+03:00', '2023-05-22T08:30+03:00');
    assert.deepEqual([ids(tell), ids(remind), skip], [[], ['reminder:s1-t1:2', 'reminder:s1-t2:1'], []]);
  });

  it('together with its prompt is no reminder any more', () => {
    const sorted = found('2023-05-30T09:00+03:00', '2023-06-05T09:00+03:00');
    assert.deepEqual(ids(sorted.tell), ['prompt:s1-p1']);
    assert.deepEqual(ids(sorted.remind), ['reminder:s1-t3:2']);
    assert.deepEqual(reasons(sorted), { 'reminder:s1-p1:1': 'together' });
  });

  it('twice of one item or meeting is told once, the latest', () => {
    const sorted = found('2023-11-01T08:00+02:00', '2023-11-10T09:00+02:00');
    assert.deepEqual(ids(sorted.tell), ['prompt:s3-p2', 'meeting:s3-m:2023-11-15T09:30:2']);
    assert.deepEqual(reasons(sorted), { 'meeting:s3-m:2023-11-15T09:30:1': 'together' });
  });

  it('after its time is skipped, with the reason', () => {
    const sorted = found('2023-05-01T08:00+03:00', '2023-09-01T09:00+03:00');
    assert.deepEqual([sorted.tell, sorted.remind], [[], []]);
    const said = reasons(sorted);
    assert.equal(said['sprint:s1'], 'closed');
    assert.equal(said['prompt:s1-p1'], 'closed');
    assert.equal(said['reminder:s1-t1:1'], 'closed');
    assert.equal(said['meeting:s1-m:2023-06-14T09:00:1'], 'late');
    assert.equal(said['feedback:s1-m'], 'closed');
  });
});

describe('whatever the programme and the outages', () => {
  const outages = fc.array(fc.integer({ min: 1, max: 60 * 24 * 40 }), { minLength: 1, maxLength: 12 });

  /** Looks with pauses of those lengths between them, until the programme is over. */
  function* looks(of: typeof programme, minutes: readonly number[]): Generator<[Sorted, Instant]> {
    let from = Date.parse('2023-04-30T00:00Z');
    for (let tick = 0; from < Date.parse('2025-06-01T00:00Z'); tick += 1) {
      const span = tick < 40 ? (minutes[tick % minutes.length] ?? 1) : 1_000_000;
      const now = from + span * 60_000;
      yield [sortDue(dueBetween(of, instant(from), instant(now)), of, instant(now)), instant(now)];
      from = now;
    }
  }

  it('each notice is told or skipped, exactly once, never before its time', () => {
    fc.assert(
      fc.property(anyProgramme, outages, (of, minutes) => {
        const seen: string[] = [];
        for (const [{ tell, remind, skip }, now] of looks(of, minutes)) {
          const all = [...tell, ...remind, ...skip.map(({ planned }) => planned)];
          for (const { dueAt } of all) assert.ok(dueAt <= now);
          seen.push(...ids(all));
        }
        assert.deepEqual(seen.sort(), ids(plan(of)).sort());
      }),
    );
  });

  it('nobody is reminded of what is past due, of one item twice in a look, or oftener than the programme says', () => {
    fc.assert(
      fc.property(anyProgramme, outages, (of, minutes) => {
        const times = new Map<string, number>();
        for (const [{ remind }, now] of looks(of, minutes)) {
          const items = remind.flatMap(({ contents: [content] }) =>
            'item' in content ? [content.item] : [],
          );
          assert.equal(new Set(items).size, items.length);
          for (const id of items) {
            assert.ok(now < answerWindow(findItem(of, id)!, of).due);
            times.set(id, (times.get(id) ?? 0) + 1);
          }
        }
        for (const count of times.values()) assert.ok(count <= of.reminders.maxPerItem);
      }),
    );
  });
});
