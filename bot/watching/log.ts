/** The log: each line with the action that it belongs to, and of its facts the known ones alone. */
import type { Log } from '../../services/delivery/deps.ts';
import type { Here } from './action.ts';
import { known } from './facts.ts';
import type { Facts } from './facts.ts';

/** Where lines go: pino, or what a test reads. */
export interface Sink extends Log {
  readonly debug?: Log['info'];
  readonly isLevelEnabled?: (level: 'debug') => boolean;
}

/** The log with its finest level: steps of an action one by one. */
export interface Diary extends Log {
  debug(facts: Facts, what: string): void;
  /** Whether anybody reads the steps. */
  readonly isFine: boolean;
}

export function carefulLog(sink: Sink, here: Here): Diary {
  const lineOf = (facts: Facts): Facts => {
    const action = here.getStore()?.id;
    return action === undefined ? known(facts) : { action, ...known(facts) };
  };
  return {
    isFine: sink.debug !== undefined && (sink.isLevelEnabled?.('debug') ?? true),
    debug: (facts, what) => {
      sink.debug?.(lineOf(facts), what);
    },
    info: (facts, what) => {
      sink.info(lineOf(facts), what);
    },
    warn: (facts, what) => {
      sink.warn(lineOf(facts), what);
    },
    error(facts, what) {
      // Whoever was asking gets a kind answer, so that this is where the failure shows.
      const underway = here.getStore();
      if (underway) underway.sofar.outcome = 'failed';
      sink.error(lineOf(facts), what);
    },
  };
}
