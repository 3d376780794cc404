/** Everything that can happen at one moment of sending, tried at every moment in turn. Each rejects where the promise is
 * broken. */
import assert from 'node:assert/strict';
import type { Content } from '../../services/domain/delivery.ts';
import { isFailure } from '../../services/store/access.ts';
import type { StoreFailure } from '../../services/store/port.ts';
import { aDeliveryWorld, counted, must, some } from '../helpers/delivery-world.ts';
import type { World } from '../helpers/delivery-world.ts';
import { dyingAt } from '../helpers/dying.ts';
import { failingAt } from '../helpers/failing-store.ts';

/** What came of it. */
export interface Tried {
  /** Moments that it was tried at. */
  readonly moments: number;
  /** The most deliveries that one of them left in doubt. */
  readonly mostHeld: number;
}

const two: readonly Content[] = [{ kind: 'welcome' }, { kind: 'home' }];

/** Some have no chat yet, some have two cards to come. */
async function aWorld(): Promise<World> {
  const world = await aDeliveryWorld({ tenantOf: (name) => (name.startsWith('m') ? 'mentors' : 'others') });
  await world.change('eero', (person) => ({
    ...person,
    accounts: person.accounts.map(({ conversationId: _, ...account }) => account),
  }));
  await world.tell({ contents: two });
  return world;
}

/** Everybody has each card once, or it is on the ledger as held; the count is right and the notice is done. */
async function assertTrue(world: World, where: string): Promise<number> {
  const all = await world.deliveries('notice');
  assert.equal(all.length, 14, where);
  for (const { person, content, state } of all) {
    const { name } = must((await world.deps().persons.read(person))?.data);
    const got = world.posts.filter(
      ({ what, to, view }) =>
        what === 'post' && to === name && (view.kind === 'welcome') === (content.kind === 'welcome'),
    ).length;
    const right = state.state === 'sent' ? got === 1 : state.state === 'held' && got <= 1;
    assert.ok(right, `${where}: ${name} has ${String(got)} of ${content.kind}, which is ${state.state}`);
  }
  assert.deepEqual(some(await world.tally('notice')), counted(all), where);
  assert.equal((await world.notice('notice')).status, 'done', where);
  return counted(all)['held'] ?? 0;
}

/** A process dies at everything that it waits for, and another one takes over. */
export async function dying(when: 'before' | 'after'): Promise<Tried> {
  let [moments, mostHeld] = [0, 0];
  for (let nth = 1; ; nth += 1) {
    const world = await aWorld();
    const { overrides, waits } = dyingAt(world.deps(), nth, when);
    await world
      .engine('one', overrides)
      .runDue()
      .catch(() => undefined);
    if (waits() < nth) return { moments, mostHeld };
    moments += 1;
    await world.takeOver();
    mostHeld = Math.max(mostHeld, await assertTrue(world, `${when} wait ${String(nth)}`));
    await world.store.close();
  }
}

/** How often a process looks again after a store that failed it. */
const LOOKS = 8;

/** The store fails one write of the way, and the process lives on. `landed`: the write arrived all the same. */
export async function failing(failure: StoreFailure, landed: boolean): Promise<Tried> {
  let [moments, mostHeld] = [0, 0];
  for (let nth = 1; ; nth += 1) {
    const world = await aWorld();
    const store = failingAt(world.store, nth, { once: true, failure, landed });
    const engine = world.engine('one', { store });
    for (let look = 0; look < LOOKS; look += 1) {
      await engine.runDue().catch((error: unknown) => {
        if (!isFailure(error, failure)) throw error;
      });
      world.now += 60_000;
      world.ticks += 60_000;
    }
    if (store.writes < nth) return { moments, mostHeld };
    moments += 1;
    mostHeld = Math.max(mostHeld, await assertTrue(world, `${failure} at write ${String(nth)}`));
    await world.store.close();
  }
}
