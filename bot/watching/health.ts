/** Whether the process is alive, and whether it can work. */
import type { Pulse } from '../../services/delivery/engine.ts';
import { AGENDA, agenda } from '../../services/store/documents-agenda.ts';
import type { AgendaEntry } from '../../services/store/documents-agenda.ts';
import type { Store } from '../../services/store/port.ts';
import { faultOf } from './fault.ts';

export interface Health {
  readonly status: 200 | 503;
  readonly body: object;
}

/** What the two addresses answer. */
export interface Vitals {
  /** `/healthz`: no for a process that only a restart can help. */
  alive(): Health;
  /** `/readyz`: no for one that should be sent nothing now. */
  ready(): Promise<Health>;
  /** From now on nothing new should be sent here. */
  drain(): void;
  stop(): void;
}

export interface VitalsDeps {
  readonly store: Pick<Store, 'query'>;
  readonly pulse: () => Pulse;
  readonly pollMs: number;
  /** Wall time in milliseconds. */
  readonly now: () => number;
  /** Milliseconds on a clock that only goes forward. */
  readonly ticks: () => number;
}

/** How often the event loop is felt. */
const BEAT_MS = 500;
/** Everybody who clicks waits as long as the event loop is held up. */
const HELD_UP_MS = 5000;
/** Looks at the agenda that may be missing, and how long at least until they count as such: a large plan takes a while. */
const LOOKS = 10;
const LOOKS_MS = 30_000;
/** Probes ask every few seconds, perhaps several of them: what was found serves them all. A failure is looked at again
 * sooner, so that what is well again is soon used again. */
const FOUND_FOR_MS = 10_000;
const FAILED_FOR_MS = 1000;
/** While the scheduler looks at the store again and again it would be the first to know: every look is paid for. */
const WATCHED_FOR_MS = 60_000;
/** A probe does not wait for longer than that. */
const READ_MS = 2000;

export function vitalsOf({ store, pulse, pollMs, now, ticks }: VitalsDeps): Vitals {
  const beat = heartbeat(ticks);
  const peek = peeking(store, ticks, pulse);
  // A wall's clock that is set moves away from the other one.
  const apart = now() - ticks();
  let draining = false;
  const isDraining = () => draining;
  const scheduler = () => {
    const { lookedMsAgo, failing, underWay } = pulse();
    const state = lookedMsAgo === undefined ? 'off' : failing ? 'failing' : 'running';
    return {
      state,
      ...(lookedMsAgo === undefined ? {} : { lookedMsAgo: Math.round(lookedMsAgo) }),
      underWay,
    };
  };
  return {
    alive() {
      const lagMs = Math.round(beat.lagMs());
      const { lookedMsAgo = 0 } = pulse();
      const stands = lookedMsAgo > Math.max(LOOKS * pollMs, LOOKS_MS);
      const wrong = lagMs > HELD_UP_MS ? 'event loop held up' : stands ? 'scheduler stands still' : undefined;
      return answer(wrong, { eventLoop: { lagMs }, scheduler: scheduler() });
    },
    async ready() {
      if (isDraining()) return answer('stopping', {});
      const found = await peek();
      const wrong = isDraining() ? 'stopping' : 'failure' in found ? 'store unavailable' : undefined;
      return answer(wrong, {
        store: found,
        leases: { held: pulse().leases },
        scheduler: scheduler(),
        clock: { setByMs: Math.round(now() - ticks() - apart) },
      });
    },
    drain: () => {
      draining = true;
    },
    stop: beat.stop,
  };
}

function answer(wrong: string | undefined, facts: object): Health {
  return { status: wrong === undefined ? 200 : 503, body: { status: wrong ?? 'ok', ...facts } };
}

/** How much later than it should the event loop gets to what is due. */
function heartbeat(ticks: () => number): { readonly lagMs: () => number; readonly stop: () => void } {
  let due = ticks() + BEAT_MS;
  let last = 0;
  const timer = setInterval(() => {
    last = Math.max(0, ticks() - due);
    due = ticks() + BEAT_MS;
  }, BEAT_MS).unref();
  return {
    lagMs: () => Math.max(last, ticks() - due),
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** What the store said last. */
type Found = { readonly nextDue?: string } | { readonly failure: string };

/** Looks at what is next on the agenda: the smallest question that the store is asked anyway. */
function peeking(store: VitalsDeps['store'], ticks: () => number, pulse: () => Pulse): () => Promise<Found> {
  let last: { readonly found: Found; readonly at: number } | undefined;
  let looking: Promise<Found> | undefined;
  const look = async (): Promise<Found> => {
    const at = ticks();
    const found = await inTime(next(store));
    last = { found, at };
    return found;
  };
  return () => {
    if (last) {
      const age = ticks() - last.at;
      if (age < goodFor(last.found, pulse())) return Promise.resolve(last.found);
    }
    looking ??= look().finally(() => (looking = undefined));
    return looking;
  };
}

function goodFor(found: Found, { failing, lookedMsAgo = Infinity }: Pulse): number {
  // Whoever works meanwhile knows first that the store has gone.
  if ('failure' in found || failing) return FAILED_FOR_MS;
  return lookedMsAgo < FOUND_FOR_MS ? WATCHED_FOR_MS : FOUND_FOR_MS;
}

async function next(store: VitalsDeps['store']): Promise<Found> {
  try {
    const query = { pk: AGENDA, type: agenda.type, limit: 1, relaxed: true } as const;
    const { docs } = await store.query<AgendaEntry>(query);
    const [first] = docs;
    return first ? { nextDue: first.data.dueAt } : {};
  } catch (error) {
    const fault = faultOf(error);
    return { failure: fault?.failure ?? fault?.code ?? 'failed' };
  }
}

async function inTime(work: Promise<Found>): Promise<Found> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Found>((resolve) => {
    timer = setTimeout(() => {
      resolve({ failure: 'noAnswer' });
    }, READ_MS);
  });
  const found = await Promise.race([work, late]);
  clearTimeout(timer);
  return found;
}
