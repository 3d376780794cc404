import assert from 'node:assert/strict';
import { openEmbedded } from '../../services/store/embedded.ts';
import { importAcademies } from './crowd.ts';
import { countOperations } from './operations.ts';
import type { Operations } from './results.ts';
import { openSink } from './sink.ts';
import type { Sink } from './sink.ts';

/** A read of the person and of the subject, and a batch of three small documents at most. */
const ANSWER_UNITS = 40;
const ANSWERS = ['prompt.answer', 'task.answer', 'rsvp.set'];

describe('what an action asks of the store', function () {
  this.timeout(60_000);
  let sink: Sink;
  before(async () => {
    sink = await openSink();
  });
  after(() => sink.close());

  const counted = async (academies: number): Promise<readonly Operations[]> => {
    const store = await openEmbedded(':memory:');
    await importAcademies(store, academies);
    return countOperations(store, sink);
  };

  it('is two reads and one batch for an answer or an RSVP, and the same beside other academies', async () => {
    const alone = await counted(1);
    for (const action of ANSWERS) {
      const found = alone.find((operations) => operations.action === action);
      assert.ok(found);
      const { units, ...calls } = found;
      assert.deepEqual(calls, {
        ...{ action, reads: 2, queries: 0, found: 0, batches: 1, singles: 0 },
        cross: false,
      });
      assert.ok(units <= ANSWER_UNITS, `${action}: ${units.toFixed(1)}`);
    }
    assert.deepEqual(await counted(3), alone);
  });
});
