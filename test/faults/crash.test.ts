import assert from 'node:assert/strict';
import type { Content } from '../../services/domain/delivery.ts';
import { aDeliveryWorld, counted, must, some } from '../helpers/delivery-world.ts';
import type { World } from '../helpers/delivery-world.ts';
import { dyingAt } from '../helpers/dying.ts';

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

describe('a process that dies at any moment of sending', () => {
  for (const when of ['before', 'after'] as const) {
    it(`${when} anything it waits for: nothing is lost, nothing doubled, what is in doubt is held`, async function () {
      this.timeout(120_000);
      let [deaths, mostHeld] = [0, 0];
      for (let nth = 1; ; nth += 1) {
        const world = await aWorld();
        const { overrides, waits } = dyingAt(world.deps(), nth, when);
        await world
          .engine('one', overrides)
          .runDue()
          .catch(() => undefined);
        if (waits() < nth) break;
        deaths += 1;
        await world.takeOver();
        mostHeld = Math.max(mostHeld, await assertTrue(world, `${when} wait ${String(nth)}`));
        await world.store.close();
      }
      assert.ok(deaths > 60, String(deaths));
      // As many as were under way: eight in each of two lanes at most.
      assert.ok(mostHeld > 0 && mostHeld <= 16, String(mostHeld));
    });
  }
});
