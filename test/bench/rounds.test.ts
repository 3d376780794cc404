import assert from 'node:assert/strict';
import { compared } from './rounds.ts';
import type { Stretch } from './rounds.ts';

/** Gives these rates one after the other, and notes whose turn it was. */
function bot(name: string, turns: string[], rates: readonly number[], cpuMs?: number) {
  const left = [...rates];
  return async (): Promise<Stretch> => {
    turns.push(name);
    return { perSecond: left.shift() ?? Number.NaN, cpuMs };
  };
}

describe('a comparison in rounds', () => {
  it('begins with an unmeasured one, and takes both in the other order each time', async () => {
    const turns: string[] = [];
    const rate = await compared(
      3,
      bot('fadder', turns, [1, 50, 60, 70]),
      bot('bare', turns, [1, 100, 100, 100]),
    );
    assert.equal(turns.join(' '), 'bare fadder bare fadder fadder bare bare fadder');
    assert.deepEqual(rate, { perSecond: 60, bare: 100, ratio: 0.6, cpuRatio: undefined });
  });

  it('compares within each round: a machine that slows down for both changes nothing', async () => {
    const rate = await compared(3, bot('fadder', [], [1, 50, 5, 500]), bot('bare', [], [1, 100, 10, 1000]));
    assert.equal(rate.ratio, 0.5);
  });

  it('compares processor time where both are known', async () => {
    const rate = await compared(2, bot('fadder', [], [], 4), bot('bare', [], [], 1));
    assert.equal(rate.cpuRatio, 0.25);
  });
});
