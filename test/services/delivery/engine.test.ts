import assert from 'node:assert/strict';
import sinon from 'sinon';
import { Engine } from '../../../services/delivery/engine.ts';
import { Leases } from '../../../services/delivery/leases.ts';
import type { EndTurn } from '../../../services/delivery/pace.ts';
import type { SendResult } from '../../../services/domain/delivery.ts';
import { noticeId, revisionId, tenantId } from '../../../services/domain/ids.ts';
import { HOUR, instant, MINUTE, SECOND } from '../../../services/domain/time.ts';
import { createDoc } from '../../../services/store/access.ts';
import { AGENDA, agenda } from '../../../services/store/documents-agenda.ts';
import { announce, noticeOf } from '../../../services/usecases/notify.ts';
import {
  accepted,
  aDeliveryWorld,
  AT_ONCE as NO_WAIT,
  counted,
  noPace,
  some,
} from '../../helpers/delivery-world.ts';
import type { Post, World } from '../../helpers/delivery-world.ts';
import { failingAt } from '../../helpers/failing-store.ts';
import { aProgramme } from '../../helpers/programme.ts';
import { watching } from '../../helpers/watched-store.ts';

/** What of notices stands on the agenda. */
async function onAgenda(world: World): Promise<readonly string[]> {
  const page = await world.store.query({ pk: AGENDA, type: agenda.type, limit: 100 });
  return page.docs.map(({ id }) => id).filter((id) => id.startsWith('notice:'));
}

/** Resolves when the messenger has been asked for something like it. */
function awaited(world: World, is: (post: Post) => boolean): Promise<Post> {
  const { answer } = world;
  return new Promise((resolve) => {
    world.answer = (post, nth) => {
      if (is(post)) resolve(post);
      return answer(post, nth);
    };
  });
}

describe('the engine', () => {
  it('an idle look costs one query and nothing else', async () => {
    const world = await aDeliveryWorld();
    const store = watching(world.store);
    await world.engine('one', { store }).runDue();
    assert.deepEqual(store.calls, ['query agenda']);
  });

  it('a demonstration costs one read more', async () => {
    const world = await aDeliveryWorld({ programme: aProgramme({ demo: true }) });
    const store = watching(world.store);
    const engine = world.engine('one', { store });
    await engine.runDue();
    store.calls.length = 0;
    await engine.runDue();
    assert.deepEqual(store.calls, ['query agenda', 'read a:academy-2023 head']);
  });

  it('what was planned is told in the same go, once', async () => {
    const world = await aDeliveryWorld();
    world.now += HOUR;
    const engine = world.engine();
    await engine.runDue();
    await engine.runDue();
    assert.equal(world.posts.filter(({ view }) => view.kind === 'sprint').length, 6);
  });

  it('strikes a notice that is done from the agenda', async () => {
    const world = await aDeliveryWorld();
    await world.tell({});
    assert.equal((await onAgenda(world)).length, 1);
    await world.engine().runDue();
    assert.equal((await world.notice('notice')).status, 'done');
    assert.deepEqual(await onAgenda(world), []);
  });

  it('leaves a hint alone until its notice has had time to be written', async () => {
    const world = await aDeliveryWorld();
    const hint = { dueAt: instant(world.now), academy: world.programme.id, notice: noticeId('lost') };
    await createDoc(world.store, agenda, hint);
    await world.engine().runDue();
    assert.equal((await onAgenda(world)).length, 1);
    world.now += MINUTE + 1;
    await world.engine().runDue();
    assert.deepEqual(await onAgenda(world), []);
  });

  it('sends after all when becoming the sender failed at first', async () => {
    const world = await aDeliveryWorld();
    await world.tell({});
    const engine = world.engine('one', { store: failingAt(world.store, 1, { once: true }) });
    await engine.runDue();
    assert.equal(world.posts.length, 0);
    await engine.runDue();
    assert.equal(world.posts.length, 7);
  });

  it('notices that cannot be worked on do not keep others from being sent', async () => {
    const world = await aDeliveryWorld();
    for (let n = 0; n < 40; n += 1) {
      const broken = noticeOf(await world.academy(), {
        id: `broken-${String(n)}`,
        contents: [{ kind: 'home' }],
        audience: { to: 'everybody' },
      });
      const expansion = { ...broken.expansion, revision: revisionId('9.none') };
      await announce(world.deps(), { ...broken, expansion });
    }
    world.now += 1;
    await world.tell({});
    await world.engine().runDue();
    assert.equal((await world.notice('notice')).status, 'done');
    assert.equal(world.complaints.filter((line) => line.includes('work on the agenda failed')).length, 40);
  });

  it('what cannot be worked on is not tried over and over in the same go', async () => {
    const world = await aDeliveryWorld();
    await world.tell({});
    await world.engine('one', { store: failingAt(world.store, 1) }).runDue();
    assert.equal(world.complaints.length, 1);
  });

  it('a large notice does not hold up a message', async () => {
    const world = await aDeliveryWorld();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    world.answer = async ({ view }, nth) => {
      if (view.kind === 'sprint') await held;
      return accepted(nth);
    };
    const sprints = [...world.programme.sprints].slice(0, 1);
    await world.tell({ id: 'large', contents: sprints.map(({ id }) => ({ kind: 'sprint', sprint: id })) });
    const engine = world.engine();
    const large = awaited(world, ({ view }) => view.kind === 'sprint');
    engine.start();
    await large;
    const small = awaited(world, ({ view }) => view.kind === 'welcome');
    const { id } = await world.person('aino');
    await world.tell({
      id: 'small',
      contents: [{ kind: 'welcome' }],
      audience: { to: 'people', people: [id] },
    });
    engine.kick();
    assert.equal((await small).to, 'aino');
    release();
    await engine.stop();
  });

  it('waiting for its turn, a large notice leaves room for another between its own', async () => {
    const world = await aDeliveryWorld();
    const turns: (() => void)[] = [];
    const pace = {
      ...noPace,
      turn: () => new Promise<EndTurn>((resolve) => turns.push(() => resolve(() => undefined))),
    };
    await world.tell({ id: 'large' });
    const engine = world.engine('one', { pace });
    const running = engine.runDue();
    while (turns.length === 0) await new Promise((resolve) => setImmediate(resolve));
    for (let n = 0; n < 200; n += 1) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(turns.length <= 4, `${String(turns.length)} stand before it`);
    pace.turn = () => Promise.resolve(() => undefined);
    for (const go of turns) go();
    await running;
    assert.deepEqual(some(await world.tally('large')), { sent: 7 });
  });
});

describe('the engine when told to stop', () => {
  it('finishes what was claimed, leaves nothing in doubt and takes nothing new', async () => {
    const world = await aDeliveryWorld();
    await world.tell({ contents: [{ kind: 'welcome' }, { kind: 'home' }] });
    const engine = world.engine();
    let stopped: Promise<void> | undefined;
    world.answer = (_post, nth) => {
      if (nth === 3) stopped = engine.stop();
      return accepted(nth);
    };
    engine.start();
    while (!stopped) await new Promise((resolve) => setImmediate(resolve));
    await stopped;
    const { pending = 0, sent = 0, ...others } = counted(await world.deliveries('notice'));
    assert.deepEqual(others, {});
    assert.ok(pending > 0 && sent >= 3, `${String(pending)} pending, ${String(sent)} sent`);
    await world.engine('two').runDue();
    assert.deepEqual(some(await world.tally('notice')), { sent: 14 });
    assert.equal(world.posts.length, 14);
  });

  it('does not let those that wait for their turn leave in a burst', async () => {
    const world = await aDeliveryWorld();
    const turns: (() => void)[] = [];
    const pace = {
      ...noPace,
      turn: () => new Promise<EndTurn>((resolve) => turns.push(() => resolve(() => undefined))),
    };
    await world.tell({});
    const engine = world.engine('one', { pace });
    engine.start();
    while (turns.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const stopped = engine.stop();
    // As when the process ends: every wait ends.
    pace.turn = () => Promise.resolve(() => undefined);
    for (const go of turns) go();
    await stopped;
    assert.equal(world.posts.length, 0);
    assert.deepEqual(some(await world.tally('notice')), { pending: 7 });
  });

  it('is at rest at once when nothing is due', async () => {
    const world = await aDeliveryWorld();
    const engine = new Engine(world.deps(), {
      owner: 'one',
      pollMs: 60_000,
      leaseMs: 15_000,
      cadence: NO_WAIT,
    });
    engine.start();
    await engine.stop();
  });
});

describe('how often the agenda is looked at', () => {
  it('is every second for a minute after work, and then as seldom as it is told to', async () => {
    const world = await aDeliveryWorld();
    const store = watching(world.store);
    const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const options = { owner: 'one', pollMs: 5000, leaseMs: 15_000, cadence: NO_WAIT };
    const engine = new Engine(world.deps({ store }), options);
    const turns = async () => {
      for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setImmediate(resolve));
    };
    const looksInAMinute = async (): Promise<number> => {
      const from = store.calls.length;
      for (let second = 0; second < 60; second += 1) {
        world.ticks += SECOND;
        clock.tick(SECOND);
        await turns();
      }
      return store.calls.slice(from).filter((call) => call === 'query agenda').length;
    };
    try {
      await world.tell({});
      engine.start();
      while ((await world.notice('notice')).status !== 'done') await turns();
      assert.ok((await looksInAMinute()) >= 58);
      assert.equal(await looksInAMinute(), 12);
    } finally {
      clock.restore();
      await engine.stop();
    }
  });
});

describe('two processes on one store', () => {
  it('share a notice by its tenants, and nobody gets anything twice', async () => {
    const tenantOf = (name: string) => (name.startsWith('m') ? 'mentors' : 'others');
    const world = await aDeliveryWorld({ tenantOf });
    await world.tell({ contents: [{ kind: 'welcome' }, { kind: 'home' }] });
    const [one, two] = [world.engine('one'), world.engine('two')];
    await Promise.all([one.runDue(), two.runDue()]);
    await world.takeOver('three');
    assert.deepEqual(some(await world.tally('notice')), { sent: 14 });
    assert.equal(world.posts.length, 14);
  });

  it('one that was paused past its lease finishes what it had marked, and the next one holds just that', async () => {
    const world = await aDeliveryWorld();
    await world.tell({ contents: [{ kind: 'welcome' }, { kind: 'home' }] });
    let taken: Promise<void> | undefined;
    let isTwo = false;
    world.answer = async (_post, nth): Promise<SendResult> => {
      // All that is under way by now hangs until another process has taken over and sent the rest.
      taken ??= new Promise((resolve) => setImmediate(resolve)).then(() => {
        isTwo = true;
        return world.takeOver('two');
      });
      if (!isTwo) await taken;
      return accepted(nth);
    };
    await world.engine('one').runDue();
    const all = await world.deliveries('notice');
    const { sent = 0, held = 0, ...others } = counted(all);
    assert.deepEqual([others, sent + held], [{}, 14]);
    assert.ok(held > 0 && held <= 8, `${String(held)} held`);
    assert.equal(world.posts.length, 14);
    assert.deepEqual(some(await world.tally('notice')), counted(all));
  });

  it('one never takes for done what goes back to waiting while it looks', async () => {
    const world = await aDeliveryWorld();
    const { id } = await world.person('aino');
    await world.tell({ audience: { to: 'people', people: [id] } });
    let refuse = (): void => undefined;
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    let first = true;
    world.answer = async (_post, nth): Promise<SendResult> => {
      if (!first) return accepted(nth);
      first = false;
      const refused = new Promise<void>((resolve) => (refuse = resolve));
      asked();
      await refused;
      return { result: 'refused', status: 429 };
    };
    const sending = world.engine('one').runDue();
    await isAsked;
    // The other's look at the lane is under way when the delivery goes from being sent to waiting.
    let looks = 0;
    const store = watching(world.store);
    const query = store.query.bind(store);
    store.query = async <T>(asks: Parameters<typeof query>[0]) => {
      const page = await query<T>(asks);
      looks += 1;
      if (looks === 2) {
        refuse();
        await sending;
      }
      return page;
    };
    await world.engine('two', { store }).runDue();
    assert.notEqual((await world.notice('notice')).status, 'done');
    world.now += 5 * MINUTE;
    await world.takeOver('three');
    assert.deepEqual(some(await world.tally('notice')), { sent: 1 });
  });

  it('one takes over from another only after having seen it stand still for a whole term', async () => {
    const world = await aDeliveryWorld();
    await world.tell({});
    const gone = new Leases(world.store, { owner: 'one', termMs: 15_000, now: () => world.ticks });
    await gone.hold(tenantId('tenant'));
    const two = world.engine('two');
    await two.runDue();
    world.ticks += 14_999;
    await two.runDue();
    assert.equal(world.posts.length, 0);
    world.ticks += 1000;
    await two.runDue();
    assert.equal(world.posts.length, 7);
  });
});
