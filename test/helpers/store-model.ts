import type { Doc, Query, StoreFailure } from '../../services/store/port.ts';

/** A store as simple as can be, to hold a real one against. ETags are counted; `expires` is in seconds. */
interface Kept {
  readonly doc: Doc;
  readonly version: number;
  readonly expires: number;
}

export type ModelOperation =
  | { readonly op: 'create'; readonly doc: Doc }
  | { readonly op: 'replace'; readonly doc: Doc; readonly version: number }
  | { readonly op: 'delete'; readonly id: string; readonly version: number | undefined };

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

export class StoreModel {
  #kept = new Map<string, Kept>();
  #versions = 0;
  now = 0;

  /** All or nothing: the versions written (undefined for a delete), or the failure of the first that fails. */
  batch(pk: string, operations: readonly ModelOperation[]): readonly (number | undefined)[] | StoreFailure {
    const after = new Map(this.#kept);
    const versions: (number | undefined)[] = [];
    for (const operation of operations) {
      const key = JSON.stringify([pk, operation.op === 'delete' ? operation.id : operation.doc.id]);
      const failure = this.#failure(operation, this.#live(after.get(key)));
      if (failure) return failure;
      if (operation.op === 'delete') after.delete(key);
      else after.set(key, this.#next(operation.doc));
      versions.push(operation.op === 'delete' ? undefined : this.#versions);
    }
    this.#kept = after;
    return versions;
  }

  #failure(operation: ModelOperation, there: Kept | undefined): StoreFailure | undefined {
    if (operation.op === 'create') return there && 'conflict';
    if (!there) return 'notFound';
    const expected = operation.version;
    return expected !== undefined && expected !== there.version ? 'precondition' : undefined;
  }

  #next(doc: Doc): Kept {
    this.#versions += 1;
    return { doc, version: this.#versions, expires: doc.ttl ? this.now + doc.ttl : Infinity };
  }

  #live(kept: Kept | undefined): Kept | undefined {
    return kept && kept.expires > this.now ? kept : undefined;
  }

  read(pk: string, id: string): { readonly doc: Doc; readonly version: number } | undefined {
    return this.#live(this.#kept.get(JSON.stringify([pk, id])));
  }

  /** Every document of the query in order, its limit and cursor aside. */
  all({ pk, type, from, to }: Query): readonly Doc[] {
    return [...this.#kept.values()]
      .filter((kept) => this.#live(kept))
      .map(({ doc }) => doc)
      .filter((doc) => doc.type === type && (pk === undefined || doc.pk === pk))
      .filter((doc) => from === undefined || bytes(doc.sort, from) >= 0)
      .filter((doc) => to === undefined || bytes(doc.sort, to) < 0)
      .sort((a, b) => bytes(a.sort, b.sort) || bytes(a.pk, b.pk) || bytes(a.id, b.id));
  }
}
