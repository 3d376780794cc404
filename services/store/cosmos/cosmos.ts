/** The store in Azure Cosmos DB for NoSQL: one container, shared by any number of instances. */
import { randomUUID } from 'node:crypto';
import { checkKey, checkQuery, encodeBatch } from '../encoding.ts';
import type { BatchOperation, Doc, Page, Query, Store, Stored } from '../port.ts';
import { StoreError } from '../port.ts';
import type { Call, Outcome } from './calls.ts';
import { openClient } from './client.ts';
import type { Client, CosmosOptions } from './client.ts';
import { checked } from './container.ts';
import { toItem } from './item.ts';
import { observed } from './observe.ts';
import { Patience, PATIENCE_MS } from './patience.ts';
import { refusal } from './requests.ts';
import type { Etags, Requests, Writing } from './requests.ts';
import { settle } from './settle.ts';
import type { Settled } from './settle.ts';
import type { Trouble } from './trouble.ts';

/**
 * Opens the store, which `prepareCosmos` has made. A container that is as it should be and empty is taken into use.
 * @throws Error that says what is wrong with it and what to do; then nothing has been written
 */
export async function openCosmos(options: CosmosOptions): Promise<Store> {
  const client = openClient(options);
  try {
    const container = await checked(client, options);
    return new CosmosStore(client, client.requestsTo(container), options);
  } catch (error) {
    client.close();
    throw error;
  }
}

class CosmosStore implements Store {
  readonly #client: Client;
  readonly #requests: Requests;
  readonly #options: CosmosOptions;
  #closed = false;

  constructor(client: Client, requests: Requests, options: CosmosOptions) {
    this.#client = client;
    this.#requests = requests;
    this.#options = options;
  }

  async read<T>(pk: string, id: string): Promise<Stored<T> | undefined> {
    checkKey(pk, id);
    return this.#observed('read', pk, async (call) => {
      const found = await this.#reading(call, (signal) => this.#requests.read<T>(pk, id, signal));
      return found && withoutWrite(found);
    });
  }

  async create<T>(doc: Doc<T>): Promise<Stored<T>> {
    return this.#writeOne<T>({ op: 'create', doc });
  }

  async replace<T>(doc: Doc<T>, etag: string): Promise<Stored<T>> {
    return this.#writeOne<T>({ op: 'replace', doc, etag });
  }

  async delete(pk: string, id: string, etag?: string): Promise<void> {
    await this.batch(pk, [{ op: 'delete', id, ...(etag === undefined ? {} : { etag }) }]);
  }

  async batch(pk: string, operations: readonly BatchOperation[]): Promise<Etags> {
    return (await this.#write(pk, operations)).etags;
  }

  async query<T>(query: Query): Promise<Page<T>> {
    checkQuery(query);
    const { pk, limit } = query;
    return this.#observed(pk === undefined ? 'queryAcross' : 'query', pk, async (call) => {
      const found = await this.#reading(call, (signal) => this.#requests.page<T>(query, signal));
      const docs = (found ?? []).slice(0, limit).map(withoutWrite);
      const last = docs.at(-1);
      if (!last || (found ?? []).length <= limit) return { docs };
      return { docs, next: { sort: last.sort, pk: last.pk, id: last.id } };
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#client.close();
  }

  async #writeOne<T>(operation: Exclude<BatchOperation, { op: 'delete' }>): Promise<Stored<T>> {
    const { etags, changes } = await this.#write(operation.doc.pk, [operation]);
    const [change] = changes;
    if (!change || change.op === 'delete') throw new Error('unreachable: one write is one change');
    // From the JSON, so that the caller gets what a read would give and not a part of its own object.
    const data = JSON.parse(change.encoded.json) as T;
    return { ...change.encoded.doc, data, etag: etags[0] ?? '' };
  }

  async #write(pk: string, operations: readonly BatchOperation[]) {
    const changes = encodeBatch(pk, operations);
    const write = randomUUID();
    const writings = changes.map((change): Writing =>
      change.op === 'delete' ? change : { ...change, item: toItem(change.encoded, write) },
    );
    const [only] = changes.length === 1 ? changes : [];
    const etags = await this.#observed(
      only?.op ?? 'batch',
      pk,
      (call) => this.#writing(call, pk, write, writings),
      changes.length,
    );
    return { changes, etags };
  }

  /** Tried until it is certain: what was lost is looked for before it is sent again. */
  async #writing(call: Call, pk: string, write: string, writings: readonly Writing[]): Promise<Etags> {
    const patience = this.#patience();
    let doubt = false;
    for (;;) {
      const outcome = await this.#attemptWrite(call, pk, writings);
      if (outcome.trouble === 'none') return outcome.value;
      doubt ||= outcome.trouble === 'doubt';
      if (!doubt && !(outcome.trouble === 'again' && (await patience.allows())))
        throw failureOf(outcome, writings);
      if (!doubt) continue;
      const settled = await this.#settled(call, pk, write, writings);
      if (settled.what === 'done') return settled.etags;
      if (settled.what === 'unknown') throw ambiguous(outcome.why);
      // Nothing of it stands: a refusal was meant as it was said.
      if (outcome.trouble === 'refused') throw failureOf(outcome, writings);
      if (!(await patience.allows())) throw ambiguous(outcome.why);
    }
  }

  async #attemptWrite(call: Call, pk: string, writings: readonly Writing[]): Promise<Outcome<Etags>> {
    const outcome = await this.#client.calls.attempt(call, (signal) =>
      this.#requests.write(pk, writings, signal),
    );
    return outcome.trouble === 'none' && 'trouble' in outcome.value
      ? outcome.value
      : (outcome as Outcome<Etags>);
  }

  async #settled(call: Call, pk: string, write: string, writings: readonly Writing[]): Promise<Settled> {
    try {
      const found = await Promise.all(
        writings.map(({ id }) =>
          this.#reading(call, (signal) => this.#requests.read<unknown>(pk, id, signal)),
        ),
      );
      return settle(write, writings, found);
    } catch (error) {
      if (error instanceof StoreError) return { what: 'unknown' };
      throw error;
    }
  }

  /** Undefined where there is nothing. A read may be repeated as often as one likes. */
  async #reading<T>(call: Call, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    const patience = this.#patience();
    for (;;) {
      const outcome = await this.#client.calls.attempt(call, work);
      if (outcome.trouble === 'none') return outcome.value;
      if (outcome.trouble === 'refused' && outcome.failure === 'notFound') return undefined;
      const passes = outcome.trouble === 'again' || outcome.trouble === 'doubt';
      if (!passes || !(await patience.allows())) throw failureOf(outcome, []);
    }
  }

  #patience(): Patience {
    return new Patience(this.#options.patienceMs ?? PATIENCE_MS);
  }

  #observed<T>(
    ...[kind, pk, work, documents]: [
      Parameters<typeof observed>[1]['kind'],
      string | undefined,
      (call: Call) => Promise<T>,
      number?,
    ]
  ): Promise<T> {
    if (this.#closed) throw new Error('the store is closed');
    return observed(this.#options.onOperation, { kind, pk, documents }, work);
  }
}

function withoutWrite<T>({ write: _, ...doc }: Stored<T> & { readonly write: string }): Stored<T> {
  return doc;
}

const ambiguous = (why: string): StoreError =>
  new StoreError('ambiguous', `the write may or may not have been done: ${why}`);

function failureOf(trouble: Trouble, writings: readonly Writing[]): StoreError {
  switch (trouble.trouble) {
    case 'refused':
      return refusal(trouble.failure, writings);
    case 'throttled':
      return new StoreError('throttled', 'Cosmos DB asks to wait', trouble.retryAfterMs);
    case 'again':
    case 'doubt':
    case 'down':
      return new StoreError('unavailable', `Cosmos DB cannot be used: ${trouble.why}`);
  }
}
