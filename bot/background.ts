import type { Log } from '../services/delivery/deps.ts';
import type { TurnDeps } from './inbound/turn.ts';

/** Work that outlives the request that caused it. Works on one thing are done one after the other. */
export function background(log: Log): {
  add: TurnDeps['later'];
  overtake: TurnDeps['overtake'];
  done: () => Promise<unknown>;
} {
  const under = new Map<string, Promise<unknown>>();
  const alone = new Set<Promise<unknown>>();
  const newest = new Map<string, number>();
  const overtake = (thing: string): number => {
    const number = (newest.get(thing) ?? 0) + 1;
    if (under.has(thing)) newest.set(thing, number);
    return number;
  };
  const tried = (work: () => Promise<unknown>): Promise<unknown> =>
    work().catch((error: unknown) => {
      log.warn({ error }, 'work after an answer failed');
    });
  return {
    overtake,
    add: (thing, work) => {
      if (thing === '') {
        const mine: Promise<unknown> = tried(() => work(() => true)).finally(() => alone.delete(mine));
        alone.add(mine);
        return;
      }
      const number = overtake(thing);
      newest.set(thing, number);
      const mine: Promise<unknown> = Promise.resolve(under.get(thing))
        .then(() => tried(() => work(() => newest.get(thing) === number)))
        .finally(() => {
          if (under.get(thing) !== mine) return;
          under.delete(thing);
          newest.delete(thing);
        });
      under.set(thing, mine);
    },
    done: () => Promise.all([...under.values(), ...alone]),
  };
}
