import assert from 'node:assert/strict';
import { busy, draining, enduring, everything, killing, pausing, skewing } from './campaigns.ts';
import type { Findings } from './campaign.ts';

const SEED = 20_231_101;
const base = { seed: SEED, recipients: 240, minutes: 2 };

function assertTrue(
  { open, lost, doubled, tooFast, sent, held }: Findings,
  mayBeHeld: number,
  recipients = base.recipients,
): void {
  assert.deepEqual([open, lost, doubled, tooFast], [[], [], [], 0]);
  assert.equal(sent + held, recipients);
  assert.ok(held <= mayBeHeld, `${String(held)} held`);
}

describe('real processes that send', function () {
  this.timeout(180_000);

  it('one, killed again and again: nobody lost or doubled, in doubt at most what was under way', async () => {
    const findings = await killing({ ...base, trouble: busy, tenants: 1, processes: 1 }, 2);
    assert.ok(findings.kills > 0 && findings.troubled > 0);
    assertTrue(findings, findings.kills * 8);
  });

  it('three, killed one by one: likewise', async () => {
    const findings = await killing({ ...base, trouble: busy, tenants: 3, processes: 3 }, 3);
    assert.ok(findings.kills > 0 && findings.troubled > 0);
    assertTrue(findings, findings.kills * 3 * 8);
  });

  it('three on Cosmos DB, one of them killed in the middle: likewise', async () => {
    const there = { ...base, recipients: 90, store: 'cosmos', trouble: busy } as const;
    const findings = await killing({ ...there, tenants: 3, processes: 3 }, 1);
    assert.ok(findings.kills === 1 && findings.troubled > 0);
    assertTrue(findings, 3 * 8, there.recipients);
  });

  it('those whose Teams fails in every way: doubles stand on the ledger, what is in doubt is held', async () => {
    const findings = await enduring({ ...base, trouble: everything, tenants: 2, processes: 2 });
    assertTrue(findings, base.recipients / 5);
    assert.ok(findings.troubled > 20 && findings.held > 0);
  });

  it('one that is paused past its lease finishes what it had marked, and no more', async () => {
    assertTrue(await pausing({ ...base, tenants: 1, processes: 2 }), 8);
  });

  it('one whose clock is wrong and jumps back loses and doubles nothing', async () => {
    assertTrue(await skewing({ ...base, tenants: 2, processes: 2 }, 4000), 0);
  });

  it('those told to end leave nothing in doubt', async () => {
    assertTrue(await draining({ ...base, tenants: 1, processes: 1 }), 0);
  });
});
