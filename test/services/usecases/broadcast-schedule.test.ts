import assert from 'node:assert/strict';
import type { Broadcast } from '../../../services/domain/broadcast.ts';
import { HOUR, instant, MINUTE } from '../../../services/domain/time.ts';
import type { BroadcastStatusView } from '../../../services/domain/view.ts';
import type { DeliveryDeps } from '../../../services/delivery/deps.ts';
import { broadcasts } from '../../../services/store/documents.ts';
import type { Store } from '../../../services/store/port.ts';
import { broadcastOf, readBroadcast } from '../../../services/usecases/broadcast-parts.ts';
import { coordinate } from '../../../services/usecases/coordinate.ts';
import type { Act } from '../../../services/usecases/deps.ts';
import { toLocal } from '../../../services/rules/time.ts';
import { accepted, aDeliveryWorld, must } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { dyingAt } from '../../helpers/dying.ts';
import { failingAt } from '../../helpers/failing-store.ts';
import { aProgramme } from '../../helpers/programme.ts';
import { watching } from '../../helpers/watched-store.ts';

const BROADCAST = broadcastOf('nonce-1');
const ALL = 6;
/** What a process waits for until the broadcast has become a notice, and a few more. */
const EVERY_WAIT = 20;

const aWorld = (): Promise<World> => aDeliveryWorld({ programme: aProgramme({ demo: false }) });

async function actOf(world: World, overrides: Partial<DeliveryDeps> = {}, name = 'kaisa'): Promise<Act> {
  const person = await world.person(name);
  const memberships = [must(person.memberships[0])] as const;
  return { deps: world.deps(overrides), person, academy: await world.academy(), memberships };
}

/** Writes it to be sent at a moment that many milliseconds from now; as soon as it is confirmed where there is none. */
async function write(world: World, inMs?: number): Promise<void> {
  const act = await actOf(world);
  const zone = act.academy.programme.timezone;
  const at = inMs === undefined ? { date: '', time: '' } : toLocal(instant(world.now + inMs), zone);
  await coordinate(act, {
    ...{ verb: 'broadcast.preview', academy: act.academy.id, nonce: 'nonce-1', audience: 'everybody' },
    ...{ meeting: must(act.academy.programme.sprints[0]?.meeting).id, texts: {} },
    ...{ day: at.date, time: at.time, doubt: 'hold' },
  });
}

/** Its cards, apart from what the programme tells by itself. */
const got = ({ posts }: World) =>
  posts.filter(({ view }) => view.kind === 'meeting' && view.broadcast === BROADCAST);

const current = async (world: World): Promise<Broadcast> =>
  must(await readBroadcast(world.store, await world.academy(), BROADCAST)).data;

async function click(
  world: World,
  verb: 'broadcast.send' | 'broadcast.now' | 'broadcast.cancel',
  act?: Act,
): Promise<BroadcastStatusView> {
  const by = act ?? (await actOf(world));
  const { revision: rev } = await current(world);
  const view = await coordinate(by, { verb, academy: by.academy.id, broadcast: BROADCAST, rev });
  return view as BroadcastStatusView;
}

async function scheduled(inMs = HOUR): Promise<World> {
  const world = await aWorld();
  await write(world, inMs);
  assert.equal((await click(world, 'broadcast.send')).phase, 'scheduled');
  return world;
}

/** The store, where somebody else does something just before the first write of a broadcast. */
function interrupted(store: Store, act: () => Promise<unknown>): Store {
  let done = false;
  const before = async (docs: readonly { readonly type: string }[]) => {
    if (done || !docs.some(({ type }) => type === broadcasts.type)) return;
    done = true;
    await act();
  };
  return {
    read: (pk, id) => store.read(pk, id),
    query: (query) => store.query(query),
    create: (doc) => store.create(doc),
    replace: async (doc, etag) => {
      await before([doc]);
      return store.replace(doc, etag);
    },
    delete: (pk, id, etag) => store.delete(pk, id, etag),
    batch: async (pk, operations) => {
      await before(operations.flatMap((one) => ('doc' in one ? [one.doc] : [])));
      return store.batch(pk, operations);
    },
    close: () => store.close(),
  };
}

describe('a broadcast that waits for its time', () => {
  it('costs an idle installation one small read a look', async () => {
    const world = await scheduled();
    const store = watching(world.store);
    await world.engine('one', { store }).runDue();
    store.calls.length = 0;
    await world.engine('one', { store }).runDue();
    assert.deepEqual(store.calls, ['query agenda']);
  });

  it('is sent once its time has come, and asks rather than sends twice when in doubt', async () => {
    const world = await scheduled();
    world.now += HOUR - MINUTE;
    await world.engine().runDue();
    assert.equal(got(world).length, 0);
    world.now += MINUTE;
    await world.engine().runDue();
    assert.equal(got(world).length, ALL);
    assert.equal((await world.notice(`broadcast:${BROADCAST}`)).whenUncertain, 'hold');
  });

  it('and is put off is found at the later time, although the agenda first looks at the earlier one', async () => {
    const world = await scheduled();
    await write(world, 2 * HOUR);
    await click(world, 'broadcast.send');
    for (const [after, sent] of [
      [HOUR, 0],
      [HOUR, ALL],
    ] as const) {
      world.now += after;
      await world.engine().runDue();
      assert.equal(got(world).length, sent);
    }
  });

  it('and is brought forward is sent at the earlier time', async () => {
    const world = await scheduled(3 * HOUR);
    await write(world, HOUR);
    await click(world, 'broadcast.send');
    world.now += HOUR;
    await world.engine().runDue();
    assert.equal(got(world).length, ALL);
  });

  it('is sent at the next look when a coordinator does not want to wait', async () => {
    const world = await scheduled();
    await click(world, 'broadcast.now');
    await world.engine().runDue();
    assert.equal(got(world).length, ALL);
  });

  it('and is cancelled leaves nothing on the agenda once that has been looked at', async () => {
    const world = await scheduled();
    await click(world, 'broadcast.cancel');
    world.now += HOUR + 2 * MINUTE;
    await world.engine().runDue();
    const store = watching(world.store);
    await world.engine('one', { store }).runDue();
    assert.deepEqual(store.calls, ['query agenda']);
    assert.equal(got(world).length, 0);
  });

  for (const verb of ['broadcast.cancel', 'broadcast.now', 'broadcast.send'] as const) {
    it(`that is started just before a ${verb} is sent as it was, and the coordinator is told`, async () => {
      const world = await scheduled();
      if (verb === 'broadcast.send') await write(world, 2 * HOUR);
      world.now += HOUR;
      const store = interrupted(world.store, () => world.engine().runDue());
      const view = await click(world, verb, await actOf(world, { store }));
      assert.deepEqual([view.phase, view.told?.what, view.told?.by], ['sent', 'started', 'kaisa']);
      await world.engine().runDue();
      assert.equal(got(world).length, ALL);
    });

    it(`that is started just after a ${verb} is not`, async () => {
      const world = await scheduled();
      if (verb === 'broadcast.send') await write(world, 2 * HOUR);
      world.now += HOUR;
      const store = interrupted(world.store, () => click(world, verb));
      await world.engine('one', { store }).runDue();
      const expected = verb === 'broadcast.now' ? ALL : 0;
      assert.equal(got(world).length, expected);
      await world.engine().runDue();
      assert.equal(got(world).length, expected);
    });
  }

  for (const when of ['before', 'after'] as const)
    it(`is started exactly once, though its process dies ${when} anything it waits for until then`, async function () {
      this.timeout(60_000);
      for (let nth = 1; nth <= EVERY_WAIT; nth += 1) {
        const world = await scheduled();
        world.now += HOUR;
        const { overrides, waits } = dyingAt(world.deps(), nth, when);
        await world
          .engine('one', overrides)
          .runDue()
          .catch(() => undefined);
        assert.ok(waits() >= nth, `it did not die at wait ${String(nth)}`);
        await world.takeOver();
        const people = new Set(got(world).map(({ to }) => to));
        assert.deepEqual([got(world).length, people.size], [ALL, ALL], String(nth));
        await world.store.close();
      }
    });

  for (const landed of [false, true])
    it(`is scheduled whole or not at all by a click that dies ${landed ? 'after' : 'at'} any write`, async () => {
      for (let nth = 1; ; nth += 1) {
        const world = await aWorld();
        await write(world, HOUR);
        const store = failingAt(world.store, nth, { landed });
        await click(world, 'broadcast.send', await actOf(world, { store })).catch(() => undefined);
        const { status } = (await current(world)).status;
        // Found early it is harmless, and found it must be.
        await world.engine().runDue();
        world.now += HOUR;
        await world.engine().runDue();
        assert.equal(got(world).length, status === 'scheduled' ? ALL : 0, `write ${String(nth)}`);
        await world.store.close();
        if (store.writes >= nth) continue;
        assert.equal(nth, 4);
        break;
      }
    });
});

describe('a broadcast that is to be sent now', () => {
  const EVENING = Date.parse('2023-05-10T12:59Z');
  const busy = { result: 'refused', status: 429 } as const;

  it('is tried again after the send window, too: a coordinator has asked for it now', async () => {
    const world = await aWorld();
    await world.engine().runDue();
    world.now = EVENING;
    await write(world);
    await click(world, 'broadcast.send');
    world.answer = () => busy;
    await world.engine().runDue();
    assert.ok(got(world).length > 0);
    world.posts.length = 0;
    world.answer = (_post, nth) => accepted(nth);
    world.now += HOUR;
    await world.engine().runDue();
    assert.equal(got(world).length, ALL);
  });

  it('unlike what the programme tells by itself, which waits for the morning', async () => {
    const world = await aWorld();
    world.now = EVENING;
    await world.tell({ keepsHours: true });
    world.answer = () => busy;
    await world.engine().runDue();
    world.posts.length = 0;
    world.answer = (_post, nth) => accepted(nth);
    world.now += HOUR;
    await world.engine().runDue();
    assert.equal(world.posts.length, 0);
    world.now = Date.parse('2023-05-11T05:30Z');
    await world.engine().runDue();
    assert.ok(new Set(world.posts.map(({ to }) => to)).size > ALL);
  });
});
