/** The requests that Fadder makes of a container, one attempt each. */
import { ConsistencyLevel } from '@azure/cosmos';
import type { Container, JSONObject, OperationInput } from '@azure/cosmos';
import type { Change } from '../encoding.ts';
import type { Query } from '../port.ts';
import { StoreError } from '../port.ts';
import type { Item } from './item.ts';
import { fromItem } from './item.ts';
import { boundsOf, itemId } from './keys.ts';
import type { Refusal, Trouble } from './trouble.ts';
import { troubleOf } from './trouble.ts';

export type Etags = readonly (string | undefined)[];

/** A change with the item that it writes. */
export type Writing = Change & { readonly item?: Item };

export class Requests {
  readonly #container: Container;

  constructor(container: Container) {
    this.#container = container;
  }

  async read<T>(pk: string, id: string, abortSignal: AbortSignal) {
    const { resource } = await this.#container.item(itemId(id), pk).read<object>({ abortSignal });
    return resource && fromItem<T>(resource);
  }

  async page<T>(query: Query, abortSignal: AbortSignal) {
    const { pk, limit } = query;
    const { low, high } = boundsOf(query);
    const place = pk === undefined ? 'across' : 'inPartition';
    const inPartition = pk === undefined ? '' : 'c.pk = @pk AND ';
    const { resources } = await this.#container.items
      .query<object>(
        {
          // One more than asked for tells whether there is a next page.
          query: `SELECT TOP ${String(limit + 1)} * FROM c WHERE ${inPartition}c.${place} > @low AND c.${place} < @high ORDER BY c.${place}`,
          parameters: [
            { name: '@low', value: low },
            { name: '@high', value: high },
            ...(pk === undefined ? [] : [{ name: '@pk', value: pk }]),
          ],
        },
        {
          abortSignal,
          maxItemCount: limit + 1,
          ...(pk === undefined ? {} : { partitionKey: pk }),
          ...(query.relaxed ? { consistencyLevel: ConsistencyLevel.Eventual } : {}),
        },
      )
      .fetchAll();
    return resources.map((resource) => fromItem<T>(resource));
  }

  /** All or nothing; what one operation of a batch was refused for comes back as trouble. */
  async write(pk: string, writings: readonly Writing[], abortSignal: AbortSignal): Promise<Etags | Trouble> {
    const [only, ...more] = writings;
    return only && more.length === 0
      ? [await this.#writeOne(pk, only, abortSignal)]
      : this.#writeAll(pk, writings, abortSignal);
  }

  async #writeOne(pk: string, writing: Writing, abortSignal: AbortSignal): Promise<string | undefined> {
    const at = this.#container.item(itemId(writing.id), pk);
    switch (writing.op) {
      case 'create':
        return (
          await this.#container.items.create(
            { ...writing.item },
            { abortSignal, disableAutomaticIdGeneration: true },
          )
        ).etag;
      case 'replace':
        return (await at.replace({ ...writing.item }, { abortSignal, ...ifMatch(writing.etag) })).etag;
      case 'delete':
        await at.delete({ abortSignal, ...(writing.etag === undefined ? {} : ifMatch(writing.etag)) });
        return undefined;
    }
  }

  async #writeAll(
    pk: string,
    writings: readonly Writing[],
    abortSignal: AbortSignal,
  ): Promise<Etags | Trouble> {
    const { result = [] } = await this.#container.items.batch(writings.map(operationOf), pk, {
      abortSignal,
      // The ETags are enough.
      contentResponseOnWriteEnabled: false,
    });
    // The others of a batch that failed are 424: they failed with it.
    const failed = result.findIndex(({ statusCode }) => statusCode >= 400 && statusCode !== 424);
    const status = result[failed]?.statusCode;
    if (status !== undefined) return troubleOf({ status, ofDocuments: true });
    return writings.map((writing, n) => (writing.op === 'delete' ? undefined : result[n]?.eTag));
  }
}

const ifMatch = (condition: string) => ({ accessCondition: { type: 'IfMatch', condition } });

function operationOf(writing: Writing): OperationInput {
  const id = itemId(writing.id);
  const resourceBody = { ...writing.item } as JSONObject;
  switch (writing.op) {
    case 'create':
      return { operationType: 'Create', resourceBody };
    case 'replace':
      return { operationType: 'Replace', id, resourceBody, ifMatch: writing.etag };
    case 'delete':
      return {
        operationType: 'Delete',
        id,
        ...(writing.etag === undefined ? {} : { ifMatch: writing.etag }),
      };
  }
}

const SAID: Readonly<Record<Refusal, string>> = {
  conflict: 'exists already',
  precondition: 'has been changed since it was read',
  notFound: 'is not there',
  tooLarge: 'is too large for Cosmos DB, which takes 2 MB in one request',
};

export const refusal = (failure: Refusal, writings: readonly { readonly id: string }[]): StoreError =>
  new StoreError(failure, `${writings.map(({ id }) => id).join(', ')} ${SAID[failure]}`);
