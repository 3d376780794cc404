import assert from 'node:assert/strict';
import { fixedPace } from '../../../services/delivery/pace.ts';

/** A clock that only sleeping moves. */
function aClock() {
  const waits: number[] = [];
  let now = 1000;
  return {
    waits,
    now: () => now,
    pass: (ms: number) => (now += ms),
    sleep: (ms: number) => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
}

describe('a fixed pace', () => {
  it('lets the first go at once and spreads the others evenly', async () => {
    const clock = aClock();
    const pace = fixedPace(40, clock.now, clock.sleep);
    for (let n = 0; n < 5; n += 1) await pace.turn();
    assert.deepEqual(clock.waits, [25, 50, 75, 100]);
  });

  it('does not make up for a rest with a burst', async () => {
    const clock = aClock();
    const pace = fixedPace(10, clock.now, clock.sleep);
    await pace.turn();
    clock.pass(60_000);
    await pace.turn();
    await pace.turn();
    assert.deepEqual(clock.waits, [100]);
  });

  it('is one for all who ask at the same time', async () => {
    const clock = aClock();
    const pace = fixedPace(1000, clock.now, clock.sleep);
    await Promise.all(Array.from({ length: 100 }, () => pace.turn()));
    assert.equal(clock.waits.length, 99);
    assert.equal(clock.waits.at(-1), 99);
  });
});
