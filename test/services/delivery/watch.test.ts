import assert from 'node:assert/strict';
import type { SendResult } from '../../../services/domain/delivery.ts';
import { tenantId } from '../../../services/domain/ids.ts';
import { MINUTE, SECOND } from '../../../services/domain/time.ts';
import type { DeskView } from '../../../services/domain/view.ts';
import type { DeliveryDeps } from '../../../services/delivery/deps.ts';
import type { Engine } from '../../../services/delivery/engine.ts';
import { Leases } from '../../../services/delivery/leases.ts';
import { limitedPace } from '../../../services/delivery/pace.ts';
import { stucks } from '../../../services/store/documents-agenda.ts';
import { StoreError } from '../../../services/store/port.ts';
import type { Store } from '../../../services/store/port.ts';
import { showDesk } from '../../../services/usecases/desk.ts';
import { accepted, aDeliveryWorld, must } from '../../helpers/delivery-world.ts';
import type { World } from '../../helpers/delivery-world.ts';
import { failingAt } from '../../helpers/failing-store.ts';

const LONG: SendResult = { result: 'refused', status: 429, retryAfterMs: 60 * MINUTE };

const paced = (world: World): Partial<DeliveryDeps> => ({
  pace: limitedPace(
    { thread: [{ count: 1000, ms: SECOND }], tenantPerSecond: 1000 },
    () => world.ticks,
    () => Promise.resolve(),
  ),
});

/** Time goes by, and the process looks again every minute. */
async function passes(world: World, engine: Engine, minutes: number): Promise<void> {
  for (let n = 0; n < minutes; n += 1) {
    world.now += MINUTE;
    world.ticks += MINUTE;
    await engine.runDue();
  }
}

async function stuckOn(world: World): Promise<DeskView['stuck']> {
  const person = await world.person('kaisa');
  const memberships = [must(person.memberships[0])] as const;
  const desk = await showDesk({ deps: world.deps(), person, academy: await world.academy(), memberships });
  return desk.stuck;
}

const warnings = ({ complaints }: World) => complaints.filter((line) => line.startsWith('a notice is stuck'));

/** The store, and how often it was written for what is stuck. */
function counting(store: Store): Store & { stuck: number } {
  const counted = { ...failingAt(store, Infinity), stuck: 0 };
  const { batch, delete: remove } = counted;
  counted.batch = (pk, operations) => {
    const of = (one: (typeof operations)[number]) => 'doc' in one && one.doc.type === stucks.type;
    if (operations.some(of)) counted.stuck += 1;
    return batch(pk, operations);
  };
  counted.delete = (pk, id, etag) => {
    if (id.startsWith('stuck:')) counted.stuck += 1;
    return remove(pk, id, etag);
  };
  return counted;
}

describe('what does not move', () => {
  it('is named after five minutes, with what waits and why; and no longer once it moves', async () => {
    const world = await aDeliveryWorld();
    world.answer = () => LONG;
    await world.tell({});
    const store = counting(world.store);
    const engine = world.engine('one', { ...paced(world), store });
    await engine.runDue();
    await passes(world, engine, 4);
    assert.deepEqual([await stuckOn(world), warnings(world), store.stuck], [[], [], 0]);
    await passes(world, engine, 30);
    const [stuck, ...more] = await stuckOn(world);
    assert.deepEqual([stuck?.why, stuck?.waiting, stuck?.notice, more], ['throttled', 7, 'notice', []]);
    assert.deepEqual([warnings(world).length, store.stuck], [1, 1], 'once, not every minute');
    world.answer = (_post, n) => accepted(n);
    await passes(world, engine, 60);
    assert.deepEqual(await stuckOn(world), []);
    assert.equal((await world.notice('notice')).status, 'done');
  });

  it('is one chat’s matter where only that one asked for a pause', async () => {
    const world = await aDeliveryWorld();
    world.answer = ({ to }, n) => (to === 'aino' ? LONG : accepted(n));
    await world.tell({});
    const engine = world.engine('one', paced(world));
    await engine.runDue();
    await passes(world, engine, 6);
    const [stuck] = await stuckOn(world);
    assert.deepEqual([stuck?.why, stuck?.waiting], ['chat', 1]);
  });

  it('is another process’s where that one has the tenant and gets nowhere', async () => {
    const world = await aDeliveryWorld();
    const options = { owner: 'other', termMs: 15_000, now: () => world.ticks };
    const other = new Leases(world.store, options);
    await other.hold(tenantId('tenant'));
    await world.tell({});
    const engine = world.engine();
    const renewed = async (minutes: number) => {
      for (let n = 0; n < minutes * 12; n += 1) {
        world.now += 5 * SECOND;
        world.ticks += 5 * SECOND;
        other.use(tenantId('tenant'));
        await other.tend();
        await engine.runDue();
      }
    };
    await renewed(4);
    assert.deepEqual(await stuckOn(world), []);
    await renewed(2);
    assert.deepEqual(
      (await stuckOn(world)).map(({ why }) => why),
      ['elsewhere'],
    );
  });

  it('that a process named before it died is cleared by the one that goes on', async () => {
    const world = await aDeliveryWorld();
    world.answer = () => LONG;
    await world.tell({});
    const engine = world.engine('one', paced(world));
    await engine.runDue();
    await passes(world, engine, 6);
    assert.equal((await stuckOn(world)).length, 1);
    world.answer = (_post, n) => accepted(n);
    world.now += 60 * MINUTE;
    await world.takeOver('two');
    assert.deepEqual(await stuckOn(world), []);
  });

  it('is said in the log alone where the store fails, and nothing is left of it afterwards', async () => {
    const world = await aDeliveryWorld();
    await world.tell({});
    const away = () => Promise.reject(new StoreError('unavailable', 'away'));
    const store = { ...failingAt(world.store, Infinity) };
    const { batch, replace, create } = store;
    Object.assign(store, { batch: away, replace: away, create: away });
    const engine = world.engine('one', { store });
    await engine.runDue();
    await passes(world, engine, 7);
    assert.equal(warnings(world).length, 1);
    assert.match(warnings(world)[0] ?? '', /"why":"store"/);
    Object.assign(store, { batch, replace, create });
    await passes(world, engine, 2);
    assert.deepEqual(await stuckOn(world), []);
    assert.equal(world.posts.length, 7);
  });

  it('costs a process nothing to write where all goes well', async () => {
    const world = await aDeliveryWorld();
    const store = counting(world.store);
    world.answer = (_post, n) => (n === 1 ? { result: 'refused', status: 503 } : accepted(n));
    await world.tell({});
    const engine = world.engine('one', { ...paced(world), store });
    await engine.runDue();
    await passes(world, engine, 10);
    assert.equal((await world.notice('notice')).status, 'done');
    assert.equal(store.stuck, 0);
  });
});

describe('a bot that is not let in', () => {
  it('raises one alarm an outage, and every tenant rests for that reason', async () => {
    const world = await aDeliveryWorld();
    let alarms = 0;
    const pace = limitedPace(
      { thread: [{ count: 1000, ms: SECOND }], tenantPerSecond: 1000 },
      () => world.ticks,
      () => Promise.resolve(),
      () => (alarms += 1),
    );
    const ask = async (answer: SendResult) => {
      world.ticks += 1;
      const endTurn = await pace.turn({ tenant: tenantId('one'), conversationId: 'c' }, 'reply');
      endTurn(answer);
    };
    const refused: SendResult = { result: 'refused', status: 401 };
    await ask(refused);
    await ask({ result: 'neverLeft', cause: 'token', signIn: true });
    // Neither says that the bot is let in again.
    await ask({ result: 'neverLeft', cause: 'ECONNREFUSED' });
    await ask({ result: 'refused', status: 503 });
    await ask(refused);
    assert.deepEqual([alarms, pace.restsWhy(tenantId('two'))], [1, 'signIn']);
    await ask(accepted(1));
    assert.deepEqual([alarms, pace.restsWhy(tenantId('two'))], [1, undefined]);
    world.ticks += 1;
    await ask(refused);
    assert.equal(alarms, 2);
  });
});
