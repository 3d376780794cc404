import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tenantId } from '../../../services/domain/ids.ts';
import { Leases } from '../../../services/delivery/leases.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import { StoreError } from '../../../services/store/port.ts';
import type { Store } from '../../../services/store/port.ts';
import { failingAt } from '../../helpers/failing-store.ts';
import { watching } from '../../helpers/watched-store.ts';

const TERM = 15_000;
const TENANT = tenantId('tenant');

interface Process {
  readonly leases: Leases;
  /** Its own clock, which stands anywhere. */
  readonly clock: { now: number };
}

function aProcess(store: Store, owner: string, starts = 0): Process {
  const clock = { now: starts };
  return { clock, leases: new Leases(store, { owner, termMs: TERM, now: () => clock.now }) };
}

const pass = (ms: number, ...processes: readonly Process[]) => {
  for (const { clock } of processes) clock.now += ms;
};

describe('a lease', () => {
  it('goes to one of those who ask, under a first epoch', async () => {
    const store = await openEmbedded(':memory:');
    const [one, two] = [aProcess(store, 'one'), aProcess(store, 'two')];
    const owners = await Promise.all([one.leases.hold(TENANT), two.leases.hold(TENANT)]);
    assert.equal(owners.filter((owner) => owner?.epoch === 1).length, 1);
    assert.equal(owners.filter((owner) => owner === undefined).length, 1);
  });

  it('is held without asking the store again, for as long as it is renewed', async () => {
    const store = watching(await openEmbedded(':memory:'));
    const one = aProcess(store, 'one');
    await one.leases.hold(TENANT);
    const before = store.calls.length;
    await one.leases.hold(TENANT);
    assert.equal(store.calls.length, before);
    for (let n = 0; n < 20; n += 1) {
      pass(TERM / 8, one);
      one.leases.use(TENANT);
      await one.leases.tend();
      assert.ok(one.leases.isHeld(TENANT, 1));
    }
  });

  it('is given up when nothing uses it, and taken at once by another', async () => {
    const store = await openEmbedded(':memory:');
    const [one, two] = [aProcess(store, 'one'), aProcess(store, 'two')];
    await one.leases.hold(TENANT);
    pass(TERM + 1, one, two);
    await one.leases.tend();
    assert.deepEqual(await two.leases.hold(TENANT), { owner: 'two', epoch: 2 });
  });

  it('is given up at the end', async () => {
    const store = await openEmbedded(':memory:');
    const [one, two] = [aProcess(store, 'one'), aProcess(store, 'two')];
    await one.leases.hold(TENANT);
    await one.leases.end();
    assert.ok(await two.leases.hold(TENANT));
  });

  it('costs nothing while nobody needs it', async () => {
    const store = watching(await openEmbedded(':memory:'));
    const one = aProcess(store, 'one');
    await one.leases.tend();
    await one.leases.end();
    assert.deepEqual(store.calls, []);
  });

  it('of one who is gone is taken after a whole term without a sign, counted by the one who looks', async () => {
    const store = await openEmbedded(':memory:');
    await aProcess(store, 'one').leases.hold(TENANT);
    // Its clock has nothing to do with the other's.
    const two = aProcess(store, 'two', 1e9);
    assert.equal(await two.leases.hold(TENANT), undefined);
    pass(TERM - 1, two);
    assert.equal(await two.leases.hold(TENANT), undefined);
    pass(1000, two);
    assert.deepEqual(await two.leases.hold(TENANT), { owner: 'two', epoch: 2 });
  });

  it('of one who renews it is never taken', async () => {
    const store = await openEmbedded(':memory:');
    const [one, two] = [aProcess(store, 'one'), aProcess(store, 'two')];
    await one.leases.hold(TENANT);
    for (let n = 0; n < 50; n += 1) {
      pass(TERM / 4 + 1, one, two);
      one.leases.use(TENANT);
      await one.leases.tend();
      assert.equal(await two.leases.hold(TENANT), undefined);
    }
  });

  it('is over for one who was paused past it, who may take it anew', async () => {
    const store = await openEmbedded(':memory:');
    const [one, two] = [aProcess(store, 'one'), aProcess(store, 'two')];
    await one.leases.hold(TENANT);
    await two.leases.hold(TENANT);
    pass(TERM + 1, one, two);
    await two.leases.hold(TENANT);
    assert.equal(one.leases.isHeld(TENANT, 1), false);
    await one.leases.tend();
    assert.equal(await one.leases.hold(TENANT), undefined);
    await two.leases.end();
    pass(TERM, one);
    assert.equal((await one.leases.hold(TENANT))?.epoch, 3);
  });

  it('whose renewal may or may not have been written runs out', async () => {
    const store = await openEmbedded(':memory:');
    const one = aProcess(failingAt(store, 2, { once: true, landed: true, failure: 'ambiguous' }), 'one');
    await one.leases.hold(TENANT);
    pass(TERM / 2, one);
    one.leases.use(TENANT);
    await one.leases.tend();
    assert.equal((await store.read<{ counter: number }>('l:tenant', 'lease'))?.data.counter, 1);
    assert.equal((await one.leases.hold(TENANT))?.epoch, 2);
  });

  it('survives a store that is away for less than its term', async () => {
    const store = await openEmbedded(':memory:');
    let away = false;
    const replace: Store['replace'] = (doc, etag) =>
      away ? Promise.reject(new StoreError('unavailable', 'away')) : store.replace(doc, etag);
    const one = aProcess({ ...bound(store), replace }, 'one');
    await one.leases.hold(TENANT);
    away = true;
    pass(TERM / 3, one);
    await one.leases.tend();
    assert.ok(one.leases.isHeld(TENANT, 1));
    pass(TERM / 3, one);
    await one.leases.tend();
    assert.equal(one.leases.isHeld(TENANT, 1), false);
  });

  it('is never held by two at once, whoever is paused and however the clocks stand', async () => {
    const step = fc.record({
      who: fc.integer({ min: 0, max: 2 }),
      what: fc.constantFrom('hold', 'tend', 'use', 'end'),
      ms: fc.integer({ min: 0, max: TERM }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 120 }), async (steps) => {
        const store = await openEmbedded(':memory:');
        const processes = [aProcess(store, 'a'), aProcess(store, 'b', 7e6), aProcess(store, 'c', -5e5)];
        const epochs = new Map<number, string>();
        for (const { who, what, ms } of steps) {
          pass(ms, ...processes);
          const leases = processes[who]?.leases;
          if (what === 'hold') {
            const owner = await leases?.hold(TENANT);
            // An epoch is one process's, for ever.
            if (owner) assert.equal(epochs.get(owner.epoch) ?? owner.owner, owner.owner);
            if (owner) epochs.set(owner.epoch, owner.owner);
          } else if (what === 'use') leases?.use(TENANT);
          else await leases?.[what]();
          const holders = [...epochs].flatMap(([epoch]) =>
            processes.filter((one) => one.leases.isHeld(TENANT, epoch)),
          );
          assert.ok(holders.length <= 1, `${String(holders.length)} hold it`);
        }
        await store.close();
      }),
      { numRuns: 60 },
    );
  });
});

const bound = (store: Store): Store => ({
  read: store.read.bind(store),
  create: store.create.bind(store),
  replace: store.replace.bind(store),
  delete: store.delete.bind(store),
  batch: store.batch.bind(store),
  query: store.query.bind(store),
  close: store.close.bind(store),
});
