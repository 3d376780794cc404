import type { Instant } from '../services/domain/time.ts';
import type { Log } from '../services/delivery/deps.ts';
import { KINDS, KNOWN } from '../services/store/documents-all.ts';
import type { Store } from '../services/store/port.ts';
import { versioned } from '../services/store/versioned.ts';
import { BEAT_MS, Membership } from '../services/usecases/installation.ts';

interface Process {
  readonly id: string;
  readonly wallNow: () => Instant;
  readonly log: Log;
}

/**
 * Makes this process one of those that work on the store, until it closes what is returned.
 * @throws NotNow where it may not; the store is closed then, and nothing was written
 */
export async function joined(store: Store, { id, wallNow, log }: Process): Promise<Store> {
  const membership = await Membership.join({ store, id, knows: KNOWN, wallNow }).catch(
    async (error: unknown) => {
      await store.close();
      throw error;
    },
  );
  let beating = Promise.resolve();
  const timer = setInterval(() => {
    beating = membership.beat().catch((error: unknown) => {
      log.warn({ error }, 'this process could not say that it is there; the next try repeats it');
    });
  }, BEAT_MS);
  return {
    ...versioned(store, KINDS, membership.may),
    async close() {
      clearInterval(timer);
      await beating;
      // Whoever cannot say that it goes is taken for gone after a while.
      await membership.leave().catch(() => undefined);
      await store.close();
    },
  };
}
