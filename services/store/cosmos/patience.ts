/** How long, and how often, a call is tried again. */
import { setTimeout as pause } from 'node:timers/promises';

/** As long as a click can wait: Teams wants its answer within ten seconds. */
export const PATIENCE_MS = 4000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1000;

/** Counts one call's attempts. */
export class Patience {
  readonly #until: number;
  #pauses = 0;

  constructor(ms: number) {
    this.#until = performance.now() + ms;
  }

  /** Waits before another attempt, longer each time; false where there may be none. */
  async allows(): Promise<boolean> {
    // Halved by chance, so that those who met once do not meet again.
    const ms = Math.min(FIRST_PAUSE_MS * 2 ** this.#pauses, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2);
    if (performance.now() + ms >= this.#until) return false;
    this.#pauses += 1;
    await pause(ms);
    return true;
  }
}
