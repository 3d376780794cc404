import assert from 'node:assert/strict';
import { openCosmos } from '../../../../services/store/cosmos/cosmos.ts';
import type { CosmosOperation } from '../../../../services/store/cosmos/observe.ts';
import { prepareCosmos } from '../../../../services/store/cosmos/prepare.ts';
import type { Store, Stored } from '../../../../services/store/port.ts';
import { StoreError } from '../../../../services/store/port.ts';
import { startCosmos } from '../../../helpers/cosmos/server.ts';
import type { Fault } from '../../../helpers/cosmos/server.ts';
import { aCosmosWorld, failing, isWrite, optionsOf } from '../../../helpers/cosmos/world.ts';
import { aDoc, everyDoc, failure, freshName } from '../../../helpers/store-docs.ts';

const SHORT = { patienceMs: 150 };
const ASKED_TO_WAIT: Fault = { answer: 429, headers: { 'x-ms-retry-after-ms': '3' } };

/** Some work on a partition in which `old` stands, and what is there when it is done. */
interface Work {
  readonly what: string;
  readonly run: (store: Store, old: Stored) => Promise<unknown>;
  readonly then: readonly (readonly [id: string, text: string])[];
}

const B = { text: 'b' };
const works: readonly Work[] = [
  {
    what: 'a create',
    run: (store, { pk }) => store.create(aDoc({ pk, id: 'new' })),
    then: [
      ['new', 'Hei'],
      ['old', 'Hei'],
    ],
  },
  {
    what: 'a replace',
    run: (store, { pk, etag }) => store.replace(aDoc({ pk, id: 'old', data: B }), etag),
    then: [['old', 'b']],
  },
  { what: 'a delete', run: (store, { pk }) => store.delete(pk, 'old'), then: [] },
  {
    what: 'a batch',
    run: (store, { pk, etag }) =>
      store.batch(pk, [
        { op: 'create', doc: aDoc({ pk, id: 'new' }) },
        { op: 'replace', doc: aDoc({ pk, id: 'old', data: B }), etag },
        { op: 'create', doc: aDoc({ pk, id: 'newer' }) },
      ]),
    then: [
      ['new', 'Hei'],
      ['newer', 'Hei'],
      ['old', 'b'],
    ],
  },
];

describe('Cosmos DB that fails', () => {
  const world = aCosmosWorld();

  const contents = async (store: Store, pk: string) =>
    (await everyDoc(store, { pk, type: 'note', limit: 10 })).map(({ id, data }) => [
      id,
      (data as { text: string }).text,
    ]);
  const old = (store: Store) => store.create(aDoc({ id: 'old', pk: freshName('partition') }));
  const writesAsked = () => world().server.asked.filter(isWrite).length;

  /** Once, then all is well. `sent`: how often the write is sent in all. */
  const passing: readonly (readonly [string, Fault, number])[] = [
    ['asks to wait', ASKED_TO_WAIT, 2],
    ['asks to come again (449)', { answer: 449 }, 2],
    ['cuts the connection before it is done', 'cutBefore', 2],
    ['does it and cuts the connection', 'cutAfter', 1],
    ['answers 503 and has not done it', { answer: 503 }, 2],
    ['does it and answers 503', { doneBut: 503 }, 1],
    ['does it and answers 408', { doneBut: 408 }, 1],
    ['does it and answers 500', { doneBut: 500 }, 1],
  ];
  for (const { what, run, then } of works)
    for (const [how, fault, sent] of passing)
      it(`that ${how} does ${what} exactly once`, async () => {
        const store = await world().open();
        const before = await old(store);
        const asked = writesAsked();
        world().server.fails(failing(fault, isWrite, 1));
        await run(store, before);
        assert.deepEqual(await contents(store, before.pk), then);
        assert.equal(writesAsked() - asked, sent);
      });

  it('gives the ETag of a write whose answer was lost', async () => {
    const store = await world().open();
    world().server.fails(failing('cutAfter', isWrite, 1));
    const created = await store.create(aDoc());
    world().server.fails(failing('cutAfter', isWrite, 1));
    const replaced = await store.replace(aDoc({ pk: created.pk, data: B }), created.etag);
    assert.deepEqual(await store.read(created.pk, created.id), replaced);
    const { pk } = replaced;
    world().server.fails(failing('cutAfter', isWrite, 1));
    const etags = await store.batch(pk, [
      { op: 'create', doc: aDoc({ pk, id: 'one' }) },
      { op: 'delete', id: replaced.id },
    ]);
    assert.deepEqual(etags, [(await store.read(pk, 'one'))?.etag, undefined]);
  });

  for (const { what, run } of works) {
    it(`for ever with 429 refuses ${what} as throttled, says how long to wait, and nothing is written`, async () => {
      const store = await world().open(SHORT);
      const before = await old(store);
      world().server.fails(failing(ASKED_TO_WAIT, () => true));
      await assert.rejects(run(store, before), { failure: 'throttled', retryAfterMs: 3 });
      world().server.fails(undefined);
      assert.deepEqual(await contents(store, before.pk), [['old', 'Hei']]);
    });

    it(`for ever with 503 leaves ${what} in doubt and writes no more than once`, async () => {
      const store = await world().open(SHORT);
      const before = await old(store);
      world().server.fails(failing({ answer: 503 }, () => true));
      await assert.rejects(run(store, before), failure('ambiguous'));
    });

    it(`for ever with 449 refuses ${what} as unavailable`, async () => {
      const store = await world().open(SHORT);
      const before = await old(store);
      world().server.fails(failing({ answer: 449 }, () => true));
      await assert.rejects(run(store, before), failure('unavailable'));
      world().server.fails(undefined);
      assert.deepEqual(await contents(store, before.pk), [['old', 'Hei']]);
    });

    it(`with a key that is no longer right refuses ${what} at once as unavailable`, async () => {
      const store = await world().open();
      const before = await old(store);
      const asked = writesAsked();
      world().server.fails(failing({ answer: 401 }, () => true));
      await assert.rejects(run(store, before), failure('unavailable'));
      assert.equal(writesAsked() - asked, 1);
    });
  }

  it('says conflict where another has taken the id, though an answer was lost before', async () => {
    const store = await world().open();
    const { pk, id } = await store.create(aDoc());
    world().server.fails(failing('cutBefore', isWrite, 1));
    await assert.rejects(store.create(aDoc({ pk, id, data: B })), failure('conflict'));
  });

  it('cannot tell who deleted a version, where that answer was lost', async () => {
    const store = await world().open();
    const { pk, id, etag } = await store.create(aDoc());
    world().server.fails(failing('cutAfter', isWrite, 1));
    await assert.rejects(store.delete(pk, id, etag), failure('ambiguous'));
  });

  for (const [how, fault] of passing)
    it(`that ${how} is asked again for what is read`, async () => {
      const store = await world().open();
      const { pk, id, etag } = await store.create(aDoc());
      world().server.fails(failing(fault, ({ kind }) => kind === 'read', 1));
      assert.equal((await store.read(pk, id))?.etag, etag);
      for (const query of [
        { pk, type: 'note', limit: 5 },
        { type: 'note', limit: 1 },
      ]) {
        world().server.fails(failing(fault, ({ kind }) => kind === 'query', 1));
        assert.equal((await store.query(query)).docs.length, 1);
      }
    });

  it('that nothing answers for is unavailable, and a write that was never sent is in no doubt', async () => {
    const server = await startCosmos();
    await prepareCosmos(optionsOf(server));
    const store = await openCosmos({ ...optionsOf(server), ...SHORT });
    const before = await old(store);
    await server.close();
    // On the connection that was kept it may still have arrived; after that there is none.
    await assert.rejects(store.read(before.pk, before.id), failure('unavailable'));
    for (const { run } of works) await assert.rejects(run(store, before), failure('unavailable'));
    await store.close();
  });

  it('for ever is unavailable to who reads', async () => {
    const store = await world().open(SHORT);
    for (const fault of ['cutBefore', { answer: 503 }, { answer: 408 }] as const) {
      world().server.fails(failing(fault, () => true));
      await assert.rejects(store.read('p', 'a'), failure('unavailable'));
      await assert.rejects(store.query({ type: 'note', limit: 1 }), failure('unavailable'));
    }
    world().server.fails(failing(ASKED_TO_WAIT, () => true));
    await assert.rejects(store.read('p', 'a'), failure('throttled'));
  });

  it('takes a container that has gone for unavailable, not for empty', async () => {
    const store = await world().open(SHORT);
    const gone: Fault = { answer: 404, headers: { 'x-ms-substatus': '1003' } };
    world().server.fails(failing(gone, () => true));
    await assert.rejects(store.read('p', 'a'), failure('unavailable'));
    await assert.rejects(store.create(aDoc()), failure('unavailable'));
  });

  it('says a document too large for one request', async () => {
    const store = await world().open(SHORT);
    world().server.fails(failing({ answer: 413 }, isWrite));
    await assert.rejects(store.create(aDoc()), (error: unknown) => {
      assert.ok(failure('tooLarge')(error) && error instanceof StoreError);
      assert.match(error.message, /note is too large for Cosmos DB, which takes 2 MB/);
      return true;
    });
  });

  it('tells of every operation what it asked and cost, repetitions included', async () => {
    const seen: CosmosOperation[] = [];
    const store = await world().open({ onOperation: (operation) => seen.push(operation) });
    const { pk, id, etag } = await store.create(aDoc());
    world().server.fails(failing('cutAfter', isWrite, 1));
    await store.replace(aDoc({ pk }), etag);
    await store.read(pk, id);
    await store.query({ pk, type: 'note', limit: 5 });
    await store.query({ type: freshName('type'), limit: 5 });
    await assert.rejects(store.create(aDoc({ pk })));
    const batch = ['a', 'b'].map((name) => ({ op: 'create', doc: aDoc({ pk, id: name }) }) as const);
    await store.batch(pk, batch);
    assert.deepEqual(
      seen.map(({ kind, charge, documents, failure: why }) => [kind, charge, documents, why]),
      [
        ['create', 1, 1, undefined],
        // The answer that was lost told no charge; the look after it did.
        ['replace', 1, 1, undefined],
        ['read', 1, 1, undefined],
        ['query', 1, 1, undefined],
        ['queryAcross', 2, 0, undefined],
        ['create', 1, 0, 'conflict'],
        ['batch', 1, 2, undefined],
      ],
    );
    assert.deepEqual(
      seen.map((operation) => operation.pk),
      [pk, pk, pk, pk, undefined, pk, pk],
    );
    assert.ok(seen.every(({ bytesReceived }) => bytesReceived > 0));
  });
});
