import assert from 'node:assert/strict';
import { countIdle, countPerRecipient } from './delivery-store.ts';

describe('what sending asks of the store', () => {
  it('is one small query every five seconds when nothing happens, however many academies are over', async () => {
    const [none, some] = [await countIdle(0), await countIdle(3)];
    assert.deepEqual(
      none.calls,
      Array.from({ length: 12 }, () => 'query agenda'),
    );
    assert.deepEqual(some.calls, none.calls);
  });

  it('does not grow with the number of recipients', async () => {
    const [few, many] = [await countPerRecipient(400), await countPerRecipient(800)];
    for (const call of ['reads', 'queries', 'writes'] as const)
      assert.ok(many[call] <= few[call] * 1.05, `${call}: ${String(few[call])}, then ${String(many[call])}`);
    assert.ok(many.writes >= 1);
  });
});
