import assert from 'node:assert/strict';
import type { SendResult } from '../../../services/domain/delivery.ts';
import { instant, MINUTE } from '../../../services/domain/time.ts';
import type { HeldView } from '../../../services/domain/view.ts';
import type { DeliveryDeps } from '../../../services/delivery/deps.ts';
import { StoreError } from '../../../services/store/port.ts';
import type { Act } from '../../../services/usecases/deps.ts';
import { leaveHeld, sendAgain, sendAllAgain, showHeld } from '../../../services/usecases/held.ts';
import { accepted, aDeliveryWorld, counted, must, some } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { failingAt, meanwhile } from '../../helpers/failing-store.ts';

const lost: SendResult = { result: 'noAnswer', cause: 'timeout' };

async function actOf(world: World, name = 'kaisa', overrides: Partial<DeliveryDeps> = {}): Promise<Act> {
  const person = await world.person(name);
  const [first] = person.memberships;
  return {
    deps: world.deps(overrides),
    person,
    academy: await world.academy(),
    memberships: [must(first)],
  };
}

/** Aino's and Eero's are in doubt, everybody else has got theirs. */
async function inDoubt(): Promise<World> {
  const world = await aDeliveryWorld();
  world.answer = ({ to }, n) => (['aino', 'eero'].includes(to) ? lost : accepted(n));
  await world.tell({});
  await world.engine().runDue();
  world.answer = (_post, n) => accepted(n);
  world.now += 10 * MINUTE;
  return world;
}

const named = (world: World, view: HeldView, name: string) => ({
  academy: world.programme.id,
  ...must(view.deliveries.find((one) => one.name === name)).delivery,
});

const cardsOf = ({ posts }: World, name: string) => posts.filter(({ to }) => to === name).length;

/** What was asked for is sent, and the notice closed. */
async function runOut(world: World): Promise<void> {
  await world.takeOver();
  world.now += MINUTE;
  await world.takeOver('three');
}

describe('deliveries in doubt', () => {
  it('are listed with person, what it was, when and why', async () => {
    const world = await inDoubt();
    const { deliveries, others } = await showHeld(await actOf(world));
    assert.deepEqual(
      deliveries.map(({ name, what, cause }) => [name, what.kind, cause]).sort(),
      ['aino', 'eero'].map((name) => [name, 'home', 'noAnswer']),
    );
    assert.equal(others, 0);
  });

  it('one is sent again and is the only one; that it may be the second is remembered, and who asked', async () => {
    const world = await inDoubt();
    const act = await actOf(world);
    const view = await sendAgain(act, {
      verb: 'held.again',
      ...named(world, await showHeld(act), 'aino'),
    });
    assert.ok(view.told?.what === 'again' && view.told.now && view.told.count === 1);
    assert.deepEqual(
      view.deliveries.map(({ name }) => name),
      ['eero'],
    );
    const at = instant(world.now);
    await runOut(world);
    assert.deepEqual([cardsOf(world, 'aino'), cardsOf(world, 'eero')], [2, 1]);
    const all = await world.deliveries('notice');
    const again = all.find(({ state }) => state.state === 'sent' && state.again);
    assert.ok(again?.state.state === 'sent' && again.state.maybeTwice);
    assert.deepEqual(again.state.again, { by: act.person.id, at });
    assert.deepEqual(some(await world.tally('notice')), counted(all));
    assert.equal((await world.notice('notice')).status, 'done');
  });

  it('a second click, and a second coordinator, change nothing and learn who did what when', async () => {
    const world = await inDoubt();
    const kaisa = await actOf(world);
    const m1 = await actOf(world, 'm1');
    const about = named(world, await showHeld(kaisa), 'aino');
    const views = await Promise.all([
      sendAgain(kaisa, { verb: 'held.again', ...about }),
      leaveHeld(m1, { verb: 'held.leave', ...about }),
      sendAgain(m1, { verb: 'held.again', ...about }),
    ]);
    const told = views.map((view) => must(view.told));
    const winners = told.filter((one) => one.what !== 'settled' && one.now);
    assert.equal(winners.length, 1);
    const [won] = winners;
    assert.ok(won && won.what !== 'settled');
    for (const other of told.filter((one) => one !== won))
      assert.ok(other.what === won.what && other.by === won.by && !other.now, JSON.stringify(other));
    await runOut(world);
    assert.equal(cardsOf(world, 'aino'), won.what === 'again' ? 2 : 1);
  });

  it('one that is left is sent no more, and stands as given up by that coordinator', async () => {
    const world = await inDoubt();
    const act = await actOf(world);
    await leaveHeld(act, { verb: 'held.leave', ...named(world, await showHeld(act), 'aino') });
    await runOut(world);
    assert.equal(cardsOf(world, 'aino'), 1);
    assert.deepEqual(some(await world.tally('notice')), { sent: 5, held: 1, cancelled: 1 });
  });

  it('all are sent again with one click, once', async () => {
    const world = await inDoubt();
    const act = await actOf(world);
    const shown = await showHeld(act);
    const command = { verb: 'held.all' as const, ...named(world, shown, 'aino'), until: shown.until };
    const first = await sendAllAgain(act, command);
    assert.ok(first.told?.what === 'again' && first.told.count === 2);
    const second = await sendAllAgain(act, command);
    assert.ok(second.told?.what === 'again' && !second.told.now);
    await runOut(world);
    assert.deepEqual([cardsOf(world, 'aino'), cardsOf(world, 'eero')], [2, 2]);
  });

  it('in doubt anew is a new question: an old card does not answer it, and says who had it sent again', async () => {
    const world = await inDoubt();
    const act = await actOf(world);
    const about = named(world, await showHeld(act), 'aino');
    world.answer = () => lost;
    const at = instant(world.now);
    await sendAgain(act, { verb: 'held.again', ...about });
    await world.takeOver();
    world.now += MINUTE;
    const view = await sendAgain(act, { verb: 'held.again', ...about });
    assert.deepEqual(view.told, { what: 'again', count: 1, by: 'kaisa', at, now: false });
    assert.equal(view.deliveries.length, 2);
    await world.takeOver('three');
    assert.equal(cardsOf(world, 'aino'), 2);
  });

  for (const landed of [false, true]) {
    it(`a crash ${landed ? 'after' : 'at'} any write of the click: it is sent again or still in doubt`, async () => {
      let [crashes, sent, held] = [0, 0, 0];
      for (let nth = 1; ; nth += 1) {
        const world = await inDoubt();
        const store = failingAt(world.store, nth, { landed });
        const about = named(world, await showHeld(await actOf(world)), 'aino');
        const act = await actOf(world, 'kaisa', { store });
        await sendAgain(act, { verb: 'held.again', ...about }).catch(() => undefined);
        if (store.writes < nth) break;
        crashes += 1;
        await runOut(world);
        const tally = some(await world.tally('notice'));
        assert.deepEqual(tally, counted(await world.deliveries('notice')));
        if (tally['held'] === 1) sent += 1;
        else held += 1;
        assert.equal(cardsOf(world, 'aino'), tally['held'] === 1 ? 2 : 1, `write ${String(nth)}`);
        await world.store.close();
      }
      assert.equal(crashes, 3);
      assert.deepEqual([sent, held], landed ? [1, 2] : [0, 3]);
    });
  }

  it('is sent again though a process closes the notice while it is being asked for', async () => {
    const world = await inDoubt();
    const about = named(world, await showHeld(await actOf(world)), 'aino');
    const store = meanwhileInBatch(world, async () => {
      world.now += MINUTE;
      await world.takeOver('closing');
      assert.equal((await world.notice('notice')).status, 'done');
    });
    await sendAgain(await actOf(world, 'kaisa', { store }), { verb: 'held.again', ...about });
    await runOut(world);
    assert.equal(cardsOf(world, 'aino'), 2);
  });

  it('is sent again though a process worked in between and the one that was asked died just after', async () => {
    const world = await inDoubt();
    const about = named(world, await showHeld(await actOf(world)), 'aino');
    const store = meanwhileInBatch(world, () => world.takeOver('working'));
    const read = store.read;
    const batch = store.batch;
    store.batch = async (pk, operations) => {
      const written = await batch(pk, operations);
      if (pk.startsWith('d:')) store.read = () => Promise.reject(new StoreError('unavailable', 'dead'));
      return written;
    };
    const act = await actOf(world, 'kaisa', { store });
    await assert.rejects(sendAgain(act, { verb: 'held.again', ...about }));
    store.read = read;
    await runOut(world);
    assert.equal(cardsOf(world, 'aino'), 2);
  });

  it('is sent again where another process was about to strike the finished notice', async () => {
    const world = await aDeliveryWorld();
    world.answer = () => lost;
    const aino = (await world.person('aino')).id;
    await world.tell({ audience: { to: 'people', people: [aino] } });
    const view = { again: async () => undefined as unknown };
    // The click comes between marking the notice as done and striking it from the agenda.
    const store = meanwhile(world.store, 'none', () => Promise.resolve());
    const strikes = store.delete;
    store.delete = async (pk, id, etag) => {
      await view.again();
      return strikes(pk, id, etag);
    };
    view.again = async () => {
      view.again = () => Promise.resolve(undefined);
      world.answer = (_post, n) => accepted(n);
      const act = await actOf(world);
      await sendAgain(act, { verb: 'held.again', ...named(world, await showHeld(act), 'aino') });
    };
    await world.engine('one', { store }).runDue();
    await runOut(world);
    assert.equal(cardsOf(world, 'aino'), 2);
    assert.equal((await world.notice('notice')).status, 'done');
  });
});

/** The store, where somebody does something just before the delivery is changed. */
function meanwhileInBatch(world: World, act: () => Promise<void>) {
  const store = meanwhile(world.store, 'none', () => Promise.resolve());
  const batch = store.batch;
  store.batch = async (pk, operations) => {
    if (pk.startsWith('d:')) {
      store.batch = batch;
      await act();
    }
    return batch(pk, operations);
  };
  return store;
}
