import assert from 'node:assert/strict';
import { aRate, aRun, counts } from '../helpers/bench-results.ts';
import type { Measured, Operations } from './results.ts';
import { countsOf, verdictsOf } from './verdicts.ts';
import type { Verdict } from './verdicts.ts';

/** What is said about the aim that begins like this. */
function verdictOn(results: readonly Measured[], aim: string): Verdict {
  const found = verdictsOf(results).find((verdict) => verdict.aim.startsWith(aim));
  assert.ok(found, `nothing is said about ${aim}`);
  return found;
}

const withCounts = (academies: number, action: string, parts: Partial<Operations>): Measured =>
  aRun(academies, {
    operations: aRun(academies).operations.map((found) =>
      found.action === action ? counts(action, parts) : found,
    ),
  });

describe('the verdicts of the benchmarks', () => {
  it('are all favourable where every aim is met, up to its very limit', () => {
    const verdicts = verdictsOf([aRun(1), aRun(100)]);
    assert.deepEqual(
      verdicts.filter(({ met }) => !met),
      [],
    );
    assert.ok(verdicts.some(({ exact }) => exact));
  });

  it('judge a rate by the worst of all numbers of academies', () => {
    const slow = { ...aRun(10).rates, 'rsvp.set': aRate(0.49) };
    const { met, measured, exact } = verdictOn([aRun(1), aRun(10, { rates: slow }), aRun(100)], 'rsvp.set');
    assert.deepEqual({ met, measured, exact }, { met: false, measured: '0.49', exact: false });
  });

  for (const [what, parts] of [
    ['a third read', { reads: 3 }],
    ['a query', { queries: 1 }],
    ['a second batch', { batches: 2 }],
    ['a write outside the batch', { singles: 1 }],
    ['no write at all, which is a refusal', { batches: 0 }],
  ] as const)
    it(`count ${what} as too much for an answer`, () => {
      const { met, exact, measured } = verdictOn(
        [aRun(1), withCounts(10, 'task.answer', parts)],
        'task.answer: at most',
      );
      assert.deepEqual([met, exact], [false, true]);
      assert.equal(measured, countsOf(counts('task.answer', parts)));
    });

  it('miss an answer that was not counted', () => {
    const { met } = verdictOn([aRun(1, { operations: [] })], 'rsvp.set: at most');
    assert.equal(met, false);
  });

  it('let costs differ by the noise of a machine, and no further', () => {
    const memory = (afterLoad: number) => ({ ...aRun(1).memory, fadder: { atRest: 120, afterLoad } });
    const grown = (afterLoad: number) =>
      verdictOn([aRun(1), aRun(100, { memory: memory(afterLoad) })], 'memory');
    assert.deepEqual([grown(300).met, grown(300).measured], [true, '+20 %']);
    assert.deepEqual([grown(350).met, grown(350).measured], [false, '+40 %']);
    assert.deepEqual([grown(200).met, grown(200).measured], [true, '-20 %']);
  });

  it('call a rate that falls with the number of academies a cost that grows', () => {
    const half = { ...aRun(1).rates, 'tasks.show': aRate(0.4) };
    const { met, measured } = verdictOn([aRun(1), aRun(100, { rates: half })], 'cost of tasks.show');
    assert.deepEqual([met, measured], [false, '+100 %']);
  });

  it('let no store operation grow, and name the action', () => {
    const { met, measured, exact } = verdictOn(
      [aRun(1), withCounts(100, 'rsvp.set', { reads: 3 })],
      'store operations from 1 to 100',
    );
    assert.deepEqual([met, measured, exact], [false, 'rsvp.set', true]);
  });

  it('say nothing of growth where there is one number of academies, or nothing of memory to tell', () => {
    const of = (results: readonly Measured[]) => verdictsOf(results).map(({ aim }) => aim);
    assert.deepEqual(
      of([aRun(1)]).filter((aim) => aim.includes('from 1')),
      [],
    );
    const unknown = { atRest: undefined, afterLoad: undefined };
    const untold = { memory: { bare: unknown, fadder: unknown } };
    assert.ok(!of([aRun(1, untold), aRun(10, untold)]).some((aim) => aim.startsWith('memory')));
  });
});
