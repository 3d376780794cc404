import assert from 'node:assert/strict';
import { aProgramme } from '../helpers/programme.ts';
import { assertKept, assertPunctual, live, planning } from './planning.ts';

describe('an academy through outages', () => {
  it('tells each notice once, in the window and in its time, or says why not', async function () {
    this.timeout(60_000);
    await planning({ runs: 20 });
  });

  it('is punctual where a process is always there', async () => {
    const lived = await live(aProgramme(), [], () => 500);
    await assertKept(lived);
    assertPunctual(lived);
    assert.ok(lived.sent.length > 100);
    await lived.world.store.close();
  });
});
