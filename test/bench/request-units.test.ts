import assert from 'node:assert/strict';
import { createUnits, dollars, queryUnits, readUnits, replaceUnits } from './request-units.ts';

/** So many bytes that Cosmos, with what it adds, counts so many kilobytes. */
const kilobytes = (count: number): number => count * 1024 - 250;
const near = (units: number, expected: number): void => {
  assert.ok(Math.abs(units - expected) < 0.01, `${String(units)} instead of ${String(expected)}`);
};

describe('the price of an operation', () => {
  it('is the published one at the sizes that are published', () => {
    near(readUnits(kilobytes(1)), 2 * 1);
    near(readUnits(kilobytes(64)), 2 * 4.76);
    near(readUnits(kilobytes(2048)), 2 * 291.8);
    near(createUnits(kilobytes(1)), 4.95 + 0.6);
    near(replaceUnits(kilobytes(1)), 9.9 + 0.8);
    near(replaceUnits(kilobytes(8)), 14.08 + 0.8);
  });

  it('grows with the size between them, and is never below the smallest', () => {
    near(readUnits(10), 2 * 1);
    near(readUnits(kilobytes(3)), 2 * 1.09);
    assert.ok(createUnits(kilobytes(3)) > createUnits(kilobytes(2)));
  });

  it('of a query is its own and that of the documents it loads, and half of it where it may be a moment old', () => {
    near(queryUnits([]), 5.6);
    near(queryUnits([10, 10]), 9.6);
    near(queryUnits([10, 10], true), 4.8);
  });

  it('is told in dollars of the serverless price list', () => {
    near(dollars(10e6), 2.85);
  });
});
