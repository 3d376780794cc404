import assert from 'node:assert/strict';
import fc from 'fast-check';
import { median, quantile } from './stats.ts';

describe('the statistics of the benchmarks', () => {
  it('take the middle value, and the lower of two', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([4, 1, 3, 2]), 2);
    assert.equal(median([7]), 7);
  });

  it('say that there is nothing to tell of no values', () => {
    assert.ok(Number.isNaN(median([])));
    assert.ok(Number.isNaN(quantile([], 0.99)));
  });

  it('leave one in a hundred above the 99th percentile', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
    assert.equal(quantile(hundred, 0.99), 99);
    assert.equal(quantile(hundred, 1), 100);
  });

  it('name a value that at least the share does not exceed, and no smaller one does', () => {
    const values = fc.array(fc.integer(), { minLength: 1 });
    const shares = fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(values, shares, (all, share) => {
        const found = quantile(all, share);
        const upTo = (most: number) => all.filter((value) => value <= most).length;
        assert.ok(all.includes(found));
        assert.ok(upTo(found) >= all.length * share);
        assert.ok(all.filter((value) => value < found).length < all.length * share);
      }),
    );
  });
});
