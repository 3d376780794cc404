import assert from 'node:assert/strict';
import { noticeId } from '../../../services/domain/ids.ts';
import { MINUTE } from '../../../services/domain/time.ts';
import type { DeliveryDeps } from '../../../services/delivery/deps.ts';
import type { Act } from '../../../services/usecases/deps.ts';
import { sendAgain, showHeld } from '../../../services/usecases/held.ts';
import { stopNotice } from '../../../services/usecases/stop.ts';
import { accepted, aDeliveryWorld, counted, must, smallRoster, some } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { aRosterEntry } from '../../helpers/builders.ts';
import { failingAt, interruptedAt } from '../../helpers/failing-store.ts';

const ID = noticeId('notice');

async function actOf(world: World, name = 'kaisa', overrides: Partial<DeliveryDeps> = {}): Promise<Act> {
  const person = await world.person(name);
  const memberships = [must(person.memberships[0])] as const;
  return { deps: world.deps(overrides), person, academy: await world.academy(), memberships };
}

/** A hundred people and more, in one tenant. */
async function many(): Promise<World> {
  const names = Array.from({ length: 100 }, (_, index) => `p${String(index)}`);
  const entries = names.map((name) => aRosterEntry({ name, address: `${name}@etela-savo.example` }));
  return aDeliveryWorld({ entries: [...smallRoster, ...entries] });
}

/** Every delivery is sent or cancelled, the count is right, and the notice is done. */
async function assertStopped(world: World, where = ''): Promise<Readonly<Record<string, number>>> {
  const all = await world.deliveries('notice');
  const counts = counted(all);
  assert.deepEqual(some(await world.tally('notice')), counts, where);
  assert.equal(counts['sent'] ?? 0, world.posts.length, where);
  assert.deepEqual(
    Object.keys(counts).filter((state) => !['sent', 'cancelled'].includes(state)),
    [],
    where,
  );
  assert.equal((await world.notice('notice')).status, 'done', where);
  return counts;
}

describe('a send that is stopped', () => {
  it('while it runs ends with the page in hand: who has got it keeps it, nobody else gets it', async () => {
    const world = await many();
    const act = await actOf(world);
    world.answer = async (_post, n) => {
      if (n === 20) await stopNotice(act, ID);
      return accepted(n);
    };
    await world.tell({});
    const engine = world.engine();
    await engine.runDue();
    // The next look closes it.
    await engine.runDue();
    const counts = await assertStopped(world);
    // What was under way at that moment has arrived, and at most the page of forty that was read before.
    assert.ok((counts['sent'] ?? 0) >= 20 && (counts['sent'] ?? 0) <= 68, JSON.stringify(counts));
    assert.equal(counts['cancelled'], 107 - (counts['sent'] ?? 0));
    assert.equal((await world.notice('notice')).stopped?.by, act.person.id);
  });

  it('before anybody was counted reaches nobody', async () => {
    const world = await aDeliveryWorld();
    await world.tell({});
    await stopNotice(await actOf(world), ID);
    await world.engine().runDue();
    assert.deepEqual([world.posts.length, (await world.notice('notice')).status], [0, 'done']);
  });

  it('by two coordinators at once is stopped by one of them', async () => {
    const world = await aDeliveryWorld();
    await world.tell({});
    const acts = await Promise.all(['kaisa', 'm1'].map((name) => actOf(world, name)));
    await Promise.all(acts.map((act) => stopNotice(act, ID)));
    const first = must((await world.notice('notice')).stopped);
    for (const act of acts) {
      await stopNotice(act, ID);
      assert.deepEqual((await world.notice('notice')).stopped, first);
    }
  });

  it('and is through already stays as it is', async () => {
    const world = await aDeliveryWorld();
    await world.tell({});
    await world.engine().runDue();
    await stopNotice(await actOf(world), ID);
    assert.equal((await world.notice('notice')).stopped, undefined);
    assert.deepEqual(some(await world.tally('notice')), { sent: 7 });
  });

  it('does not come back with what was to be tried again', async () => {
    const world = await aDeliveryWorld();
    world.answer = () => ({ result: 'refused', status: 429, retryAfterMs: MINUTE });
    await world.tell({});
    const engine = world.engine();
    await engine.runDue();
    const tried = world.posts.length;
    await stopNotice(await actOf(world), ID);
    world.now += 10 * MINUTE;
    await engine.runDue();
    assert.equal(world.posts.length, tried);
    assert.deepEqual(some(await world.tally('notice')), { cancelled: 7 });
    assert.equal((await world.notice('notice')).status, 'done');
  });

  for (const landed of [false, true]) {
    it(`by a click that dies ${landed ? 'after' : 'at'} any write is stopped whole, or not at all`, async () => {
      for (let nth = 1; ; nth += 1) {
        const world = await aDeliveryWorld({ tenantOf: (name) => (name.startsWith('m') ? 'a' : 'b') });
        world.answer = () => ({ result: 'refused', status: 503, retryAfterMs: MINUTE });
        await world.tell({});
        await world.engine().runDue();
        world.posts.length = 0;
        world.answer = (_post, n) => accepted(n);
        const store = failingAt(world.store, nth, { landed });
        await stopNotice(await actOf(world, 'kaisa', { store }), ID).catch(() => undefined);
        if (store.writes < nth) {
          assert.equal(nth, 4);
          break;
        }
        world.now += 10 * MINUTE;
        await world.takeOver();
        const counts = await assertStopped(world, `write ${String(nth)}`);
        assert.equal(counts['sent'] ?? 0, nth === 1 && !landed ? 7 : 0);
        await world.store.close();
      }
    });
  }

  it('at any moment of its expansion leaves nothing that waits', async () => {
    let moments = 0;
    for (let nth = 1; ; nth += 1) {
      const world = await aDeliveryWorld({ tenantOf: (name) => (name.startsWith('m') ? 'a' : 'b') });
      await world.tell({});
      const store = interruptedAt(world.store, nth, async () => {
        await stopNotice(await actOf(world), ID);
        // Another process closes it.
        await world.engine('two').runDue();
      });
      await world.engine('one', { store }).runDue();
      if (store.calls < nth || (await world.notice('notice')).stopped === undefined) break;
      moments += 1;
      await world.takeOver('three');
      await assertStopped(world, `call ${String(nth)}`);
      await world.store.close();
    }
    assert.ok(moments > 20, String(moments));
  });

  it('is not taken for what a coordinator has had sent again since, but for what they had before', async () => {
    const world = await aDeliveryWorld();
    world.answer = ({ to }) =>
      to === 'aino'
        ? { result: 'noAnswer', cause: 'reset' }
        : { result: 'refused', status: 429, retryAfterMs: MINUTE };
    await world.tell({});
    await world.engine().runDue();
    await stopNotice(await actOf(world), ID);
    await world.engine().runDue();
    assert.deepEqual(some(await world.tally('notice')), { held: 1, cancelled: 6 });
    const again = async () => {
      world.now += MINUTE;
      const act = await actOf(world);
      const [line] = (await showHeld(act)).deliveries;
      await sendAgain(act, { verb: 'held.again', academy: act.academy.id, ...must(line).delivery });
    };
    await again();
    await world.takeOver('two');
    assert.deepEqual(some(await world.tally('notice')), { held: 1, cancelled: 6 });
    assert.equal(world.posts.filter(({ to }) => to === 'aino').length, 2, 'sent, and in doubt anew');
    world.answer = (_post, n) => accepted(n);
    await again();
    await world.takeOver('three');
    world.now += MINUTE;
    await world.takeOver('four');
    assert.deepEqual(some(await world.tally('notice')), { sent: 1, cancelled: 6 });
    assert.equal((await world.notice('notice')).status, 'done');
  });
});
