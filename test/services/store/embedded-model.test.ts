import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openEmbedded } from '../../../services/store/embedded.ts';
import type { BatchOperation, Doc, Query, Store, StoreFailure } from '../../../services/store/port.ts';
import { StoreError } from '../../../services/store/port.ts';
import { everyDoc } from '../../helpers/store-docs.ts';
import type { ModelOperation } from '../../helpers/store-model.ts';
import { StoreModel } from '../../helpers/store-model.ts';

// Few names, so that the operations meet.
const pk = fc.constantFrom('p', 'q', 'P');
const id = fc.constantFrom('a', 'b', 'B', 'ä', '😀', '\ufffd');
const type = fc.constantFrom('t', 'u');
const sort = fc.constantFrom('', 'a', 'aa', 'b', 'ä', '\ufffd', '😀');
const ttl = fc.option(fc.constantFrom(1, 3, 60), { nil: undefined });

const doc = fc
  .record({ pk, id, type, sort, schema: fc.nat(3), ttl, data: fc.jsonValue({ maxDepth: 2 }) })
  .map(({ ttl: seconds, ...rest }): Doc => (seconds === undefined ? rest : { ...rest, ttl: seconds }));

/** Which version a write names: the current one, one long gone, or (a delete only) none. */
const named = fc.constantFrom('current', 'current', 'old', 'none');
const change = fc.record({ op: fc.constantFrom('create', 'replace', 'delete'), doc, named });
type ChangeOf = typeof change extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write'), change }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('batch'),
      pk,
      changes: fc.uniqueArray(change, {
        minLength: 1,
        maxLength: 4,
        selector: ({ doc: { id: key } }) => key,
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait'), seconds: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('query'),
      query: fc
        .record({
          pk: fc.option(pk, { nil: undefined }),
          type,
          from: sort,
          to: sort,
          bounds: fc.nat(3),
          limit: fc.integer({ min: 1, max: 4 }),
        })
        .map(({ pk: partition, from, to, bounds, ...rest }): Query => ({
          ...rest,
          ...(partition === undefined ? {} : { pk: partition }),
          ...(bounds & 1 ? { from } : {}),
          ...(bounds & 2 ? { to } : {}),
        })),
    }),
  },
);

class Twins {
  readonly #model = new StoreModel();
  /** The store's ETags by the model's versions. */
  readonly #etags = new Map<number, string>();
  readonly #store: Store;
  constructor(store: Store) {
    this.#store = store;
  }

  get now(): number {
    return this.#model.now;
  }

  wait(seconds: number): void {
    this.#model.now += seconds;
  }

  async write(partition: string, changes: readonly ChangeOf[], single: boolean): Promise<void> {
    const wanted = changes.map((each) => this.#asModel(partition, each));
    const operations = wanted.map((each) => this.#asStore(each));
    const expected = this.#model.batch(partition, wanted);
    const [only] = operations;
    const actual = await (
      single && only ? this.#one(partition, only) : this.#store.batch(partition, operations)
    ).catch(failureOf);
    if (typeof expected === 'string' || typeof actual === 'string') {
      assert.equal(actual, expected);
      return;
    }
    assert.equal(actual.length, expected.length);
    expected.forEach((version, index) => {
      const etag = actual[index];
      assert.equal(version === undefined, etag === undefined);
      if (version !== undefined && etag !== undefined) this.#etags.set(version, etag);
    });
    for (const each of changes) await this.#compare(partition, each.doc.id);
  }

  async #one(partition: string, operation: BatchOperation): Promise<readonly (string | undefined)[]> {
    if (operation.op === 'create') return [(await this.#store.create(operation.doc)).etag];
    if (operation.op === 'replace') return [(await this.#store.replace(operation.doc, operation.etag)).etag];
    await this.#store.delete(partition, operation.id, operation.etag);
    return [undefined];
  }

  #asModel(partition: string, { op, doc: given, named: which }: ChangeOf): ModelOperation {
    const target = { ...given, pk: partition };
    if (op === 'create') return { op, doc: target };
    const version = which === 'old' ? 0 : (this.#model.read(partition, given.id)?.version ?? 0);
    if (op === 'replace') return { op, doc: target, version };
    return { op: 'delete', id: given.id, version: which === 'none' ? undefined : version };
  }

  #asStore(operation: ModelOperation): BatchOperation {
    if (operation.op === 'create') return operation;
    const etag = this.#etags.get(operation.version ?? -1) ?? 'long-gone';
    if (operation.op === 'replace') return { op: 'replace', doc: operation.doc, etag };
    return { op: 'delete', id: operation.id, ...(operation.version === undefined ? {} : { etag }) };
  }

  async #compare(partition: string, key: string): Promise<void> {
    const expected = this.#model.read(partition, key);
    const actual = await this.#store.read(partition, key);
    assert.deepEqual(actual, expected && { ...plain(expected.doc), etag: this.#etags.get(expected.version) });
  }

  async query(query: Query): Promise<void> {
    const actual = (await everyDoc(this.#store, query)).map(({ etag: _, ...rest }) => rest);
    assert.deepEqual(actual, this.#model.all(query).map(plain));
  }
}

const plain = (value: Doc): Doc => JSON.parse(JSON.stringify(value)) as Doc;

function failureOf(error: unknown): StoreFailure {
  if (error instanceof StoreError) return error.failure;
  throw error;
}

describe('the embedded store beside a model of it', () => {
  it('does the same, whatever is done in whatever order', async function () {
    this.timeout(20_000);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
        const store = await openEmbedded(':memory:', { clock: () => twins.now * 1000 });
        const twins = new Twins(store);
        for (const each of steps) {
          if (each.kind === 'wait') twins.wait(each.seconds);
          else if (each.kind === 'query') await twins.query(each.query);
          else if (each.kind === 'batch') await twins.write(each.pk, each.changes, false);
          else await twins.write(each.change.doc.pk, [each.change], true);
        }
        for (const type of ['t', 'u']) await twins.query({ type, limit: 3 });
        await store.close();
      }),
      { numRuns: 100 },
    );
  });
});
