import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FeedbackTally, FeedbackValue } from '../../../services/domain/answer.ts';
import type { Question } from '../../../services/domain/programme.ts';
import { addBallot, FEEDBACK_MAX_CHARS, readBallot, results } from '../../../services/rules/feedback.ts';
import { aTally } from '../../helpers/builders.ts';
import { aQuestion } from '../../helpers/programme.ts';

const questions: Question[] = [
  aQuestion(),
  aQuestion({ id: 'recommend', kind: 'scale_0_10' }),
  aQuestion({ id: 'change', kind: 'text' }),
];

/** Random enough for a test, and the same each time. */
function aRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

function tallyOf(ballots: readonly Record<string, FeedbackValue>[], minGroup = 5): FeedbackTally {
  const random = aRandom(7);
  return ballots.reduce((tally, ballot) => addBallot(tally, ballot, minGroup, random), aTally());
}

describe('a feedback form', () => {
  it('takes numbers as numbers or as text', () => {
    const read = readBallot(questions, { useful: '4', recommend: 0, change: '  Longer breaks. ' });
    assert.deepEqual(read, { values: { useful: 4, recommend: 0, change: 'Longer breaks.' } });
  });

  it('leaves out what was left empty, and what was not asked', () => {
    const read = readBallot(questions, { useful: 5, recommend: '', change: '   ', other: 'x' });
    assert.deepEqual(read, { values: { useful: 5 } });
  });

  it('without any answer is empty', () => {
    assert.deepEqual(readBallot(questions, { change: '\u200B' }), { code: 'empty' });
    assert.deepEqual(readBallot(questions, {}), { code: 'empty' });
  });

  it('refuses a number outside its scale', () => {
    assert.deepEqual(readBallot(questions, { useful: 0 }), { code: 'outOfRange', min: 1, max: 5 });
    assert.deepEqual(readBallot(questions, { recommend: '11' }), { code: 'outOfRange', min: 0, max: 10 });
  });

  it('refuses what is no whole number', () => {
    for (const useful of [4.5, '4,5', 'many', true, {}, [4], Number.NaN]) {
      assert.deepEqual(readBallot(questions, { useful }), { code: 'notANumber' });
    }
  });

  it('refuses a text that is too long', () => {
    const change = '😀'.repeat(FEEDBACK_MAX_CHARS + 1);
    assert.deepEqual(readBallot(questions, { change }), { code: 'tooLong', length: 1001, max: 1000 });
    assert.ok('values' in readBallot(questions, { change: '😀'.repeat(FEEDBACK_MAX_CHARS) }));
  });

  it('reads no question from what objects inherit', () => {
    const inherited = aQuestion({ id: 'constructor' });
    assert.deepEqual(readBallot([inherited], {}), { code: 'empty' });
    assert.deepEqual(addBallot(aTally(), { constructor: 4 }, 5, aRandom(1)).questions, {
      constructor: { shown: [], waiting: [4] },
    });
  });
});

describe('feedback results', () => {
  const fives = [1, 2, 2, 4, 5].map((useful) => ({ useful }));

  it('show nothing until there is a whole group', () => {
    assert.deepEqual(results(questions, undefined, 5)[0], { question: questions[0] });
    assert.deepEqual(results(questions, tallyOf(fives.slice(0, 4)), 5)[0], { question: questions[0] });
  });

  it('show count, mean and every step of the scale', () => {
    assert.deepEqual(results(questions, tallyOf(fives), 5)[0]?.answers, {
      count: 5,
      mean: 2.8,
      histogram: [
        { value: 1, count: 1 },
        { value: 2, count: 2 },
        { value: 3, count: 0 },
        { value: 4, count: 1 },
        { value: 5, count: 1 },
      ],
    });
  });

  it('show texts, in an order that is not that of the ballots', () => {
    const ballots = ['a', 'b', 'c', 'd', 'e'].map((change) => ({ change }));
    const texts = results(questions, tallyOf(ballots), 5)[2]?.answers?.texts ?? [];
    assert.deepEqual(texts.toSorted(), ['a', 'b', 'c', 'd', 'e']);
    assert.notDeepEqual(texts, ['a', 'b', 'c', 'd', 'e']);
  });

  it('mix a new group with those before it, so that the groups cannot be told apart', () => {
    const ballots = Array.from('abcdefghij', (change) => ({ change }));
    const texts = results(questions, tallyOf(ballots), 5)[2]?.answers?.texts ?? [];
    assert.notDeepEqual(texts.slice(0, 5).toSorted(), Array.from('abcde'));
  });

  it('count each question for itself', () => {
    const tally = tallyOf([...fives, { recommend: 10 }]);
    assert.equal(results(questions, tally, 5)[0]?.answers?.count, 5);
    assert.equal(results(questions, tally, 5)[1]?.answers, undefined);
  });

  it('never show fewer than five, whatever the programme says', () => {
    assert.equal(results(questions, tallyOf(fives.slice(0, 4), 1), 1)[0]?.answers, undefined);
  });

  it('hide again what a larger group now asks for', () => {
    assert.equal(results(questions, tallyOf(fives), 6)[0]?.answers, undefined);
  });

  it('leave out answers of another kind than the question now has', () => {
    const text = [aQuestion({ kind: 'text' })];
    assert.deepEqual(results(text, tallyOf(fives), 5), [{ question: text[0] }]);
  });
});

describe('whatever feedback comes in', () => {
  const ballot = fc.record(
    { useful: fc.integer({ min: 1, max: 5 }), change: fc.string({ minLength: 1, maxLength: 3 }) },
    { requiredKeys: [] },
  );
  const ballots = fc.array(ballot, { maxLength: 40 });
  const minGroup = fc.integer({ min: 0, max: 8 });

  it('what is shown grows by whole groups alone, and nothing is lost or added', () => {
    fc.assert(
      fc.property(ballots, minGroup, fc.integer(), (given, min, seed) => {
        const group = Math.max(min, 5);
        const random = aRandom(Math.abs(seed));
        let tally = aTally();
        let before = 0;
        for (const [index, values] of given.entries()) {
          tally = addBallot(tally, values, min, random);
          const count = results(questions, tally, min)[0]?.answers?.count ?? 0;
          assert.ok(count === before || count === before + group, `${before} -> ${count}`);
          before = count;
          const { shown, waiting } = tally.questions['useful'] ?? { shown: [], waiting: [] };
          const given0 = given.slice(0, index + 1).flatMap(({ useful }) => useful ?? []);
          assert.deepEqual([...shown, ...waiting].sort(), given0.sort());
          assert.ok(waiting.length < group && shown.length % group === 0);
        }
      }),
    );
  });

  it('results looked at between any two ballots never tell of fewer people than a group', () => {
    fc.assert(
      fc.property(ballots, minGroup, (given, min) => {
        const random = aRandom(3);
        let tally = aTally();
        let texts: readonly string[] = [];
        for (const values of given) {
          tally = addBallot(tally, values, min, random);
          const now = results(questions, tally, min)[2]?.answers?.texts ?? [];
          const rest = [...now];
          for (const text of texts) rest.splice(rest.indexOf(text), 1);
          assert.ok(rest.length === 0 || rest.length >= Math.max(min, 5));
          texts = now;
        }
      }),
    );
  });
});
