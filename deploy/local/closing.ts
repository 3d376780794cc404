/** What was opened, to be closed in the reverse order. */
export class Closing {
  readonly #steps: (() => unknown)[] = [];
  readonly #began = new AbortController();
  #closed: Promise<void> | undefined;

  /** Aborted when closing begins: whoever is still opening something gives up. */
  get signal(): AbortSignal {
    return this.#began.signal;
  }

  /** What is added while closing is under way is closed too. */
  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  /** Closes all, one after the other; a step that fails does not keep the others open. Resolves at once for all callers
   * when it is done; the failures are thrown then. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#began.abort();
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  }
}
