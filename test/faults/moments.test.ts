import assert from 'node:assert/strict';
import { dying, failing } from './moments.ts';

describe('a process that dies at any moment of sending', function () {
  this.timeout(120_000);

  for (const when of ['before', 'after'] as const) {
    it(`${when} anything it waits for: nothing is lost, nothing doubled, what is in doubt is held`, async () => {
      const { moments, mostHeld } = await dying(when);
      assert.ok(moments > 60, String(moments));
      // As many as were under way: eight in each of two lanes at most.
      assert.ok(mostHeld > 0 && mostHeld <= 16, String(mostHeld));
    });
  }
});

describe('a store that fails any one write of sending', function () {
  this.timeout(120_000);

  for (const [failure, landed] of [
    ['conflict', false],
    ['precondition', false],
    ['throttled', false],
    ['unavailable', false],
    ['ambiguous', false],
    ['ambiguous', true],
  ] as const) {
    it(`${failure}${landed ? ', having written it' : ''}: everybody has each card once, nobody is in doubt`, async () => {
      const { moments, mostHeld } = await failing(failure, landed);
      assert.ok(moments > 20, String(moments));
      assert.equal(mostHeld, 0);
    });
  }
});
