/** Lets so many in at a time, the others in the order in which they came. */
export class Door {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(places: number) {
    this.#free = places;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The place goes to the next in line without becoming free in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}

/** All results, once everything has come to rest: the first failure is thrown only then, so that nothing goes on behind
 * the caller's back. */
export async function atRest<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const results: T[] = [];
  for (const ended of await Promise.allSettled(work)) {
    if (ended.status === 'rejected') throw ended.reason;
    results.push(ended.value);
  }
  return results;
}
