import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Broadcast } from '../../../services/domain/broadcast.ts';
import { broadcastId, meetingId, tenantId } from '../../../services/domain/ids.ts';
import { instant, SECOND } from '../../../services/domain/time.ts';
import { Engine } from '../../../services/delivery/engine.ts';
import { CADENCE, Following } from '../../../services/delivery/follow.ts';
import type { Pace } from '../../../services/delivery/pace.ts';
import { createDoc } from '../../../services/store/access.ts';
import { broadcasts } from '../../../services/store/documents.ts';
import { StoreError } from '../../../services/store/port.ts';
import { accepted, aDeliveryWorld, noPace } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { failingAt } from '../../helpers/failing-store.ts';

const ID = broadcastId('b-1');

/** A broadcast sent by the coordinator, whose card follows it. */
async function broadcast(world: World): Promise<void> {
  const { id: by } = await world.person('kaisa');
  const at = instant(world.now);
  const follower = {
    person: by,
    tenant: tenantId('tenant'),
    serviceUrl: 'http://127.0.0.1:1/',
    conversationId: 'chat-kaisa',
    activityId: 'status-card',
  };
  const notice = await world.tell({
    id: 'broadcast:b-1',
    contents: [{ kind: 'broadcast', broadcast: ID }],
    except: by,
    follower,
  });
  const sent: Broadcast = {
    ...{ id: ID, academy: world.programme.id, meeting: meetingId('s1-m'), audience: { to: 'everybody' } },
    ...{ texts: {}, by, at, revision: 1, status: { status: 'sent', notice, at, by } },
  };
  await createDoc(world.store, broadcasts, sent);
}

const counts = ({ posts }: World): readonly { readonly sent: number; readonly done: boolean }[] =>
  posts.flatMap(({ what, view }) =>
    what === 'update' && view.kind === 'broadcastStatus' ? [{ sent: view.tally.sent, done: view.done }] : [],
  );

describe('a card that follows a broadcast', () => {
  it('ends with the final counts', async () => {
    const world = await aDeliveryWorld();
    await broadcast(world);
    await world.engine().runDue();
    assert.deepEqual(counts(world).at(-1), { sent: 6, done: true });
  });

  it('an update on its way is waited for: none comes after the last', async () => {
    const world = await aDeliveryWorld();
    await broadcast(world);
    let underWay = 0;
    let updated: () => void = () => undefined;
    const first = new Promise<void>((resolve) => (updated = resolve));
    world.answer = async ({ what }, nth) => {
      if (what === 'update') {
        assert.equal(underWay, 0, 'two updates at once');
        underWay += 1;
        updated();
        for (let n = 0; n < 50; n += 1) await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return accepted(nth);
      }
      // The first sends wait until the card has been updated in between.
      await first;
      return accepted(nth);
    };
    await world.engine().runDue();
    assert.ok(counts(world).length >= 2);
    assert.deepEqual(counts(world).at(-1), { sent: 6, done: true });
  });

  it('gets its final counts after a crash between the end and striking the notice', async () => {
    const world = await aDeliveryWorld();
    await broadcast(world);
    const dying = failingAt(world.store, Infinity);
    dying.delete = () => Promise.reject(new StoreError('unavailable', 'the process died here'));
    await world.engine('one', { store: dying }).runDue();
    world.posts.length = 0;
    assert.equal((await world.notice('broadcast:b-1')).status, 'done');
    await world.engine('two').runDue();
    assert.deepEqual(counts(world), [{ sent: 6, done: true }]);
    assert.equal(world.posts.length, 1);
  });

  it('is updated within what its own chat may get: each update waits for its turn', async () => {
    const world = await aDeliveryWorld();
    await broadcast(world);
    const turns: string[] = [];
    const pace: Pace = {
      ...noPace,
      turn: ({ conversationId }, what) => {
        turns.push(`${what ?? 'send'} ${conversationId}`);
        return Promise.resolve(() => undefined);
      },
    };
    await world.engine('one', { pace }).runDue();
    const updates = counts(world).length;
    assert.ok(updates > 0);
    assert.equal(turns.filter((turn) => turn === 'reply chat-kaisa').length, updates);
  });

  it('follows no more for somebody who is a coordinator no longer', async () => {
    const world = await aDeliveryWorld();
    await broadcast(world);
    await world.change('kaisa', (kaisa) => ({
      ...kaisa,
      memberships: kaisa.memberships.map((one) => ({ ...one, role: 'mentor' as const })),
    }));
    await world.engine().runDue();
    assert.equal((await world.notice('broadcast:b-1')).status, 'done');
    assert.deepEqual(counts(world), []);
  });

  it('that cannot be updated is complained about and holds up nothing', async () => {
    const world = await aDeliveryWorld();
    await broadcast(world);
    world.answer = ({ what }, nth) =>
      what === 'update' ? { result: 'refused', status: 404 } : accepted(nth);
    await world.engine().runDue();
    assert.equal((await world.notice('broadcast:b-1')).status, 'done');
    assert.ok(world.complaints.some((line) => line.includes('not updated')));
  });

  it('is updated every two seconds for half a minute, then every ten', async () => {
    const world = await aDeliveryWorld();
    await broadcast(world);
    const clock = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const at: number[] = [];
      world.answer = (_post, n) => {
        at.push(world.ticks / SECOND);
        return accepted(n);
      };
      const following = new Following(world.deps(), CADENCE);
      const notice = await world.notice('broadcast:b-1');
      const end = following.start(await world.academy(), notice);
      for (let second = 1; second <= 60; second += 1) {
        world.ticks += SECOND;
        clock.tick(SECOND);
        // An update under way comes to its end.
        for (let n = 0; n < 50; n += 1) await new Promise((resolve) => setImmediate(resolve));
      }
      await end();
      assert.deepEqual(at, [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 38, 48, 58]);
    } finally {
      clock.restore();
    }
  });

  it('is left alone once the process is to stop', async () => {
    const world = await aDeliveryWorld();
    await broadcast(world);
    const cadence = { firstMs: 60_000, firstForMs: 0, thenMs: 60_000 };
    const engine = new Engine(world.deps(), { owner: 'one', pollMs: 60_000, leaseMs: 15_000, cadence });
    engine.start();
    await engine.stop();
    const before = world.posts.length;
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(world.posts.length, before);
  });
});
