/** How fast requests leave: a plain, fixed pace for the whole process. The limits per thread and per tenant will take
 * its place behind the same `turn`. */
export interface Pace {
  /** Resolves when one more request may leave. */
  turn(): Promise<void>;
}

/** At most `perSecond` requests a second, evenly spread. `now` and `sleep` in milliseconds. */
export function fixedPace(perSecond: number, now: () => number, sleep: (ms: number) => Promise<void>): Pace {
  const gap = 1000 / perSecond;
  let next = 0;
  return {
    async turn() {
      const at = Math.max(now(), next);
      next = at + gap;
      const wait = at - now();
      if (wait > 0) await sleep(wait);
    },
  };
}
