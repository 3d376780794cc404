import assert from 'node:assert/strict';
import { chatIn, documentedLimits } from './delivery-limits.ts';

describe('the limits of the connector', () => {
  function limits() {
    const clock = { now: 0 };
    return { clock, kept: documentedLimits(() => clock.now) };
  }

  it('refuse the 51st request to a tenant within a second, and take it after', () => {
    const { clock, kept } = limits();
    for (let n = 0; n < 50; n += 1) assert.equal(kept.admit(chatIn('a', n)), undefined);
    clock.now = 999;
    assert.equal(kept.admit(chatIn('a', 50)), 1);
    assert.equal(kept.admit(chatIn('b', 0)), undefined);
    clock.now = 1000;
    assert.equal(kept.admit(chatIn('a', 50)), undefined);
    assert.equal(kept.refused(), 1);
    assert.deepEqual(kept.taken.get('a'), { first: 0, last: 1000, requests: 51 });
  });

  it('refuse what one chat gets too often, in each span', () => {
    const { clock, kept } = limits();
    for (let n = 0; n < 7; n += 1) assert.equal(kept.admit('chat:a:1'), undefined);
    assert.equal(kept.admit('chat:a:1'), 1000);
    clock.now = 1000;
    assert.equal(kept.admit('chat:a:1'), undefined);
    assert.equal(kept.admit('chat:a:1'), 1000);
  });
});
