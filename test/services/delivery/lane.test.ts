import assert from 'node:assert/strict';
import { Lane } from '../../../services/delivery/lane.ts';
import type { Delivery, DeliveryState } from '../../../services/domain/delivery.ts';
import { academyId, noticeId, personId, tenantId } from '../../../services/domain/ids.ts';
import { creating } from '../../../services/store/access.ts';
import { deliveries, lanePartition, laneTallies } from '../../../services/store/documents.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import type { Store, Stored, StoreFailure } from '../../../services/store/port.ts';
import { addTally, noTally } from '../../../services/usecases/ledger.ts';
import { owner, some } from '../../helpers/delivery-world.ts';
import { failingAt } from '../../helpers/failing-store.ts';
import { moment } from '../../helpers/programme.ts';
import { failure } from '../../helpers/store-docs.ts';

const NOW = moment('2023-05-10T05:30Z');
const LATER = moment('2023-05-10T06:00Z');
const academy = academyId('academy');
const notice = noticeId('notice');
const lane = 'tenant/0';
const pk = lanePartition(academy, notice, lane);
const ONE = owner('one', 1);
const TWO = owner('two', 2);

function aDelivery(n: number, part = 0, state?: DeliveryState): Delivery {
  return {
    ...{ academy, notice, lane, part, tenant: tenantId('tenant'), content: { kind: 'home' } },
    person: personId(`p${String(n)}`),
    state: state ?? { state: 'pending', dueAt: NOW, attempt: 1 },
  };
}

async function aStore(...made: readonly Delivery[]): Promise<Store> {
  const store = await openEmbedded(':memory:');
  const tally = addTally(noTally, { pending: made.length });
  const counted = { academy, notice, lane, tally };
  await store.batch(pk, [creating(laneTallies, counted), ...made.map((d) => creating(deliveries, d))]);
  return store;
}

const aLane = (store: Store): Lane =>
  new Lane({ store, sleep: () => Promise.resolve() }, academy, notice, lane);

async function counts(store: Store): Promise<Readonly<Record<string, number>>> {
  const tally = await store.read<{ tally: Parameters<typeof some>[0] }>(pk, 'tally');
  return tally ? some(tally.data.tally) : {};
}

async function first(on: Lane): Promise<Stored<Delivery>> {
  const [doc] = await on.due(NOW, 1);
  assert.ok(doc);
  return doc;
}

const sent: DeliveryState = { state: 'sent', activityId: '1', conversationId: 'c', language: 'fi', at: NOW };

describe('a lane of deliveries', () => {
  it('gives what is due, oldest first, parts of one person in their order', async () => {
    const parts = Array.from({ length: 12 }, (_, part) => aDelivery(1, part));
    const waiting = aDelivery(2, 0, { state: 'pending', dueAt: LATER, attempt: 2 });
    const store = await aStore(...parts.toReversed(), waiting);
    const due = await aLane(store).due(NOW, 100);
    assert.deepEqual(
      due.map(({ data }) => data.part),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    );
    assert.equal((await aLane(store).due(LATER, 100)).length, 13);
  });

  it('knows when the next is due, and that nothing is left', async () => {
    const store = await aStore(aDelivery(1, 0, { state: 'pending', dueAt: LATER, attempt: 2 }));
    assert.deepEqual((await aLane(store).firstOpen())?.state, { state: 'pending', dueAt: LATER, attempt: 2 });
    const [doc] = await aLane(store).due(LATER, 1);
    assert.ok(doc);
    await aLane(store).settle(doc, sent);
    assert.equal(await aLane(store).firstOpen(), undefined);
  });

  it('is claimed by one only', async () => {
    const store = await aStore(aDelivery(1));
    const doc = await first(aLane(store));
    const claims = await Promise.all([aLane(store).claim(doc, ONE, NOW), aLane(store).claim(doc, TWO, NOW)]);
    assert.equal(claims.filter((claim) => claim !== undefined).length, 1);
  });

  it('a claim whose answer was lost is the claimer’s if it arrived', async () => {
    const store = await aStore(aDelivery(1));
    const lost = failingAt(store, 1, { once: true, landed: true, failure: 'ambiguous' });
    const claimed = await aLane(lost).claim(await first(aLane(store)), ONE, NOW);
    assert.equal(claimed?.data.state.state, 'sending');
    await aLane(store).settle(claimed, sent);
    assert.deepEqual(await counts(store), { sent: 1 });
  });

  it('and nobody’s if it did not', async () => {
    const store = await aStore(aDelivery(1));
    const lost = failingAt(store, 1, { once: true, failure: 'ambiguous' });
    assert.equal(await aLane(lost).claim(await first(aLane(store)), ONE, NOW), undefined);
    assert.equal((await first(aLane(store))).data.state.state, 'pending');
  });

  it('settles what comes together in one write, with its count', async () => {
    const many = Array.from({ length: 30 }, (_, n) => aDelivery(n));
    const store = await aStore(...many);
    const counting = failingAt(store, Infinity);
    const on = aLane(counting);
    const due = await on.due(NOW, 100);
    await Promise.all(due.map((doc) => on.settle(doc, sent)));
    assert.equal(counting.writes, 1);
    assert.deepEqual(await counts(store), { sent: 30 });
  });

  const troubles: readonly (readonly [StoreFailure, boolean])[] = [
    ['unavailable', false],
    ['throttled', false],
    ['ambiguous', false],
    ['ambiguous', true],
  ];
  for (const [trouble, landed] of troubles) {
    it(`an outcome is not lost to a store that is ${trouble} once${landed ? ', having written it' : ''}`, async () => {
      const store = await aStore(aDelivery(1), aDelivery(2));
      const on = aLane(failingAt(store, 1, { once: true, failure: trouble, landed }));
      const due = await on.due(NOW, 2);
      await Promise.all(due.map((doc) => on.settle(doc, sent)));
      assert.deepEqual(await counts(store), { sent: 2 });
    });
  }

  it('one that somebody else settled does not keep the others from being settled', async () => {
    const store = await aStore(aDelivery(1), aDelivery(2));
    const on = aLane(store);
    const due = await on.due(NOW, 2);
    const [other] = due;
    assert.ok(other);
    await aLane(store).settle(other, { state: 'held', cause: 'crash', at: NOW });
    await Promise.all(due.map((doc) => on.settle(doc, sent)));
    assert.deepEqual(await counts(store), { held: 1, sent: 1 });
  });

  it('a store that stays away is told of, not waited for for ever', async () => {
    const store = await aStore(aDelivery(1));
    const on = aLane(failingAt(store, 1));
    await assert.rejects(on.settle(await first(aLane(store)), sent), failure('unavailable'));
    assert.deepEqual(await counts(store), { pending: 1 });
  });

  it('holds what a process now gone had marked, however much it is, and never what a later one sends', async () => {
    const sending = (by: typeof ONE): DeliveryState => ({ state: 'sending', ...by, since: NOW, attempt: 1 });
    const gone = Array.from({ length: 70 }, (_, n) => aDelivery(n, 0, sending(ONE)));
    const store = await aStore(...gone, aDelivery(99));
    const on = aLane(store);
    await on.claim(await first(on), owner('three', 3), NOW);
    assert.equal(await on.holdOrphans(TWO, NOW), 70);
    assert.deepEqual(await counts(store), { held: 70, pending: 1 });
    assert.equal(await on.holdOrphans(owner('three', 3), NOW), 1);
    assert.deepEqual(await counts(store), { held: 71 });
    const held = await on.find(personId('p1'), 0);
    assert.deepEqual(held?.state, { state: 'held', cause: 'crash', at: NOW });
  });

  it('holds with what is known of who had it sent again', async () => {
    const again = { by: personId('kaisa'), at: NOW };
    const store = await aStore(aDelivery(1, 0, { state: 'sending', ...ONE, since: NOW, attempt: 1, again }));
    await aLane(store).holdOrphans(TWO, LATER);
    const held = await aLane(store).find(personId('p1'), 0);
    assert.deepEqual(held?.state, { state: 'held', cause: 'crash', at: LATER, again });
  });
});
