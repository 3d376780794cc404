import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { openEmbedded } from '../../services/store/embedded.ts';
import { academyMonth } from './academy-month.ts';
import { importAcademies } from './crowd.ts';
import { countIdle, countPerRecipient, countSigns } from './delivery-store.ts';
import { countOperations } from './operations.ts';
import { dollars } from './request-units.ts';
import type { Operations } from './results.ts';
import { openSink } from './sink.ts';

interface Budget {
  readonly units: number;
  readonly cross: boolean;
}

/** The table of the page: by its first column. */
async function budgets(): Promise<ReadonlyMap<string, Budget>> {
  const page = await readFile(new URL('../../services/store/cost.md', import.meta.url), 'utf8');
  const rows = page.matchAll(/^\| `?([^`|]+?)`? +\| (\d+) +\| (yes|no)? +\|$/gm);
  return new Map(
    [...rows].map(([, what = '', units, cross]) => [what, { units: Number(units), cross: cross === 'yes' }]),
  );
}

const MINUTES_A_MONTH = 30.4 * 24 * 60;

describe('what it costs in request units is within the budgets of the page', function () {
  this.timeout(120_000);
  let budget: ReadonlyMap<string, Budget>;
  let operations: readonly Operations[];
  before(async () => {
    budget = await budgets();
    const sink = await openSink();
    const store = await openEmbedded(':memory:');
    await importAcademies(store, 1);
    operations = await countOperations(store, sink).finally(() => sink.close());
  });

  const within = (what: string, units: number): void => {
    const most = budget.get(what)?.units ?? 0;
    assert.ok(units <= most, `${what}: ${units.toFixed(1)} of ${String(most)}`);
    // A budget that is never nearly used says nothing.
    assert.ok(units >= most / 4, `${what}: ${units.toFixed(1)} of ${String(most)}`);
  };

  it('for every action that is counted', () => {
    assert.ok(operations.length >= 8);
    for (const { action, units, cross } of operations) {
      within(action, units);
      assert.equal(cross, budget.get(action)?.cross, action);
    }
  });

  it('for a card to one recipient', async () => {
    within('a card to one recipient', (await countPerRecipient(400)).units);
  });

  it('for an idle minute, which is less than half a dollar a month', async () => {
    const units = (await countIdle(1)).units + (await countSigns());
    within('an idle minute of one process', units);
    assert.ok(dollars(units * MINUTES_A_MONTH) < 0.5);
  });

  it('for a month of an academy', async () => {
    const { sending, doing } = await academyMonth(operations);
    within('a month of the demonstration', sending + doing);
  });
});
