/** What stands in the emulator's containers: kept beside it, to close what it leaves open. */
import type { Asked } from './request.ts';
import { partitionOf } from './request.ts';

interface Kept {
  readonly pk: string;
  readonly id: string;
  readonly etag: string;
  readonly expires: number;
}

export interface Written {
  readonly id: string;
  readonly pk: string;
  readonly ttl?: number;
  readonly _etag: string;
}

export interface BatchOperation {
  readonly operationType: 'Create' | 'Replace' | 'Delete';
  readonly id?: string;
  readonly ifMatch?: string;
  readonly resourceBody?: { readonly id: string };
}

export const idOf = ({ id, resourceBody }: BatchOperation): string => id ?? resourceBody?.id ?? '';

export class Kepts {
  /** By path of the container, then by partition and id. */
  readonly #kept = new Map<string, Map<string, Kept>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  #in(asked: Asked): Map<string, Kept> {
    const container = asked.path.slice(0, 4).join('/');
    const kept = this.#kept.get(container) ?? new Map<string, Kept>();
    this.#kept.set(container, kept);
    return kept;
  }

  get(asked: Asked, id: string): Kept | undefined {
    return this.#in(asked).get(JSON.stringify([partitionOf(asked), id]));
  }

  put(asked: Asked, { id, pk, ttl, _etag: etag }: Written): void {
    const expires = ttl === undefined ? Infinity : this.#now() + ttl * 1000;
    this.#in(asked).set(JSON.stringify([pk, id]), { pk, id, etag, expires });
  }

  drop(asked: Asked, pk: string, id: string): void {
    this.#in(asked).delete(JSON.stringify([pk, id]));
  }

  expired(asked: Asked): readonly Kept[] {
    return [...this.#in(asked).values()].filter(({ expires }) => expires <= this.#now());
  }

  /** The status of each operation of a batch that fails, 424 for those that fail with it; none where all succeed. */
  refusals(asked: Asked, operations: readonly BatchOperation[]): readonly number[] {
    const statuses = operations.map((operation) => {
      const there = this.get(asked, idOf(operation));
      if (operation.operationType === 'Create') return there ? 409 : 0;
      if (!there) return 404;
      return operation.ifMatch !== undefined && operation.ifMatch !== there.etag ? 412 : 0;
    });
    const first = statuses.findIndex((status) => status !== 0);
    return first < 0 ? [] : statuses.map((status, n) => (n === first ? status : 424));
  }
}
