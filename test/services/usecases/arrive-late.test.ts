import assert from 'node:assert/strict';
import { welcome } from '../../../services/usecases/arrive.ts';
import { aDeliveryWorld, kindsTo } from '../../helpers/delivery-world.ts';

describe('somebody who comes late', () => {
  it('gets what is live, and the ledger says of earlier prompts that they were closed', async () => {
    const world = await aDeliveryWorld();
    // The first sprint and its prompts are over, one prompt of the last sprint is open.
    world.now = Date.parse('2023-10-12T09:00Z');
    const aino = await world.person('aino');
    await welcome(world.deps(), aino, world.programme.id);
    await world.engine().runDue();
    const arrival = await world.deliveries(`arrival:${aino.id}`);
    const prompts = arrival.flatMap(({ content, state }) =>
      content.kind === 'prompt'
        ? [`${content.item} ${state.state === 'skipped' ? state.reason : state.state}`]
        : [],
    );
    assert.deepEqual(prompts.sort(), ['s1-p1 closed', 's1-p3 closed', 's3-p1 sent']);
    assert.equal(kindsTo(world, 'aino').filter((kind) => kind === 'prompt').length, 1);
  });
});
