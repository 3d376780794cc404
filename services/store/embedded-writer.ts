import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Session } from './embedded-session.ts';
import { MAX_BATCH, StoreError } from './port.ts';

type Etags = readonly (string | undefined)[];

interface Waiting {
  readonly operations: number;
  readonly since: number;
  readonly work: () => Etags;
  readonly resolve: (etags: Etags) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes that wait at the same moment share one commit, and so one wait for the disk. Each is whole or not at all by
 * itself, and hears of its outcome only once the commit stands: one that lost against another of the same group must
 * not act on what may still be undone.
 */
export class Writer {
  readonly #session: Session;
  readonly #waiting: Waiting[] = [];
  #writing = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** `work` is synchronous and may run several times; what it throws undoes it. */
  write(operations: number, work: () => Etags): Promise<Etags> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ operations, since: performance.now(), work, resolve, reject });
      if (!this.#writing) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      // Requests that have come in by now are worked on first: what they write joins.
      await nextTurn();
      await this.#writeTogether(this.#nextGroup());
    }
    this.#writing = false;
  }

  /** Some of those that wait, the oldest first; no more operations than the largest batch has, or one write. */
  #nextGroup(): readonly Waiting[] {
    let [count, operations] = [0, 0];
    for (const waiting of this.#waiting) {
      operations += waiting.operations;
      if (count > 0 && operations > MAX_BATCH) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #writeTogether(group: readonly Waiting[]): Promise<void> {
    const [first, ...others] = group;
    if (!first) return;
    if (others.length === 0) return this.#writeAlone(first);
    try {
      const settle = await this.#session.attempt(
        () => this.#session.transaction(() => group.map((waiting) => this.#part(waiting))),
        first.since,
      );
      for (const tell of settle) tell();
    } catch (error) {
      await this.#afterFailure(error, group);
    }
  }

  /** A refusal is the write's own affair. Anything else (the disk is full, say) ends the transaction for all. */
  #part({ work, resolve, reject }: Waiting): () => void {
    try {
      const etags = this.#session.part(work);
      return () => {
        resolve(etags);
      };
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return () => {
        reject(error);
      };
    }
  }

  /** Nothing of the group was written, unless its commit is in doubt. */
  async #afterFailure(error: unknown, group: readonly Waiting[]): Promise<void> {
    const failure = error instanceof StoreError ? error.failure : undefined;
    if (failure === 'ambiguous') {
      for (const { reject } of group) reject(error);
      return;
    }
    // The cause may lie in one of them, and those that came later have patience left.
    for (const waiting of group) await this.#writeAlone(waiting);
  }

  async #writeAlone({ work, since, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve(await this.#session.attempt(() => this.#session.transaction(work), since));
    } catch (error) {
      reject(error);
    }
  }
}
