import assert from 'node:assert/strict';
import { Engine } from '../../../services/delivery/engine.ts';
import { MINUTE } from '../../../services/domain/time.ts';
import { agenda } from '../../../services/store/documents-agenda.ts';
import type { Store } from '../../../services/store/port.ts';
import { AT_ONCE, aDeliveryWorld } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { watching } from '../../helpers/watched-store.ts';

/** An engine that looks every millisecond, and how its next look is taken. */
function looking(world: World): { readonly engine: Engine; readonly look: () => Promise<'now' | 'relaxed'> } {
  let told: (look: 'now' | 'relaxed') => void = () => undefined;
  const store: Store = {
    ...watching(world.store),
    query: (query) => {
      if (query.type === agenda.type) told(query.relaxed ? 'relaxed' : 'now');
      return world.store.query(query);
    },
  };
  const options = { owner: 'one', pollMs: 1, leaseMs: 15_000, cadence: AT_ONCE };
  return {
    engine: new Engine(world.deps({ store }), options),
    look: () => new Promise((resolve) => (told = resolve)),
  };
}

describe('the engine’s look at the agenda', () => {
  it('may be a moment old while nothing happens, and is of this moment once it was told of something', async () => {
    const { engine, look } = looking(await aDeliveryWorld());
    engine.start();
    assert.equal(await look(), 'relaxed');
    assert.equal(await look(), 'relaxed');
    engine.kick();
    assert.equal(await look(), 'now');
    assert.equal(await look(), 'relaxed');
    await engine.stop();
  });

  it('is of this moment for a minute after work', async () => {
    const world = await aDeliveryWorld();
    const { engine, look } = looking(world);
    await engine.runDue();
    await world.tell({});
    await engine.runDue();
    engine.start();
    assert.equal(await look(), 'now');
    assert.equal(await look(), 'now');
    world.ticks += MINUTE;
    assert.equal(await look(), 'relaxed');
    await engine.stop();
  });
});
