/** Time that passes only while everybody sleeps: hours go by in no time, and in the same order every time. */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

export interface VirtualTime {
  /** Milliseconds since the beginning. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Runs until the work is done. */
  play<T>(work: Promise<T>): Promise<T>;
  /** Lets so much time pass with nobody at work. */
  pass(ms: number): void;
}

/** @param moved told how far time has come */
export function virtualTime(moved: (now: number) => void = () => undefined): VirtualTime {
  let now = 0;
  let order = 0;
  const sleepers: { readonly at: number; readonly order: number; readonly wake: () => void }[] = [];
  const moveTo = (at: number) => {
    now = Math.max(now, at);
    moved(now);
  };
  return {
    now: () => now,
    sleep: (ms) =>
      new Promise((wake) => {
        sleepers.push({ at: now + ms, order: (order += 1), wake });
      }),
    async play(work) {
      let done = false;
      const isDone = () => done;
      const ended = work.finally(() => (done = true));
      ended.catch(() => undefined);
      while (!isDone()) {
        // All that can go on without time passing goes on first.
        for (let n = 0; n < ROUNDS; n += 1) await turnOfTheLoop();
        if (isDone()) break;
        const next = sleepers.sort((a, b) => a.at - b.at || a.order - b.order).shift();
        if (!next) continue;
        moveTo(next.at);
        next.wake();
      }
      return ended;
    },
    pass: (ms) => {
      moveTo(now + ms);
    },
  };
}

/** What waits for the store, and for writes that share a commit, is through within a few turns of the loop. */
const ROUNDS = 50;
