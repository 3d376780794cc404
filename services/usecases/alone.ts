/** Whether anybody else works on the store: what is carried to another one must stand still meanwhile. */
import type { Instant } from '../domain/time.ts';
import { across, collect } from '../store/access.ts';
import { leases } from '../store/documents-installation.ts';
import type { Lease } from '../store/documents-installation.ts';
import type { Store } from '../store/port.ts';
import { readInstallation, running } from './installation.ts';

export interface Watching {
  readonly wallNow: () => Instant;
  /** A lease whose counter stands still for so long is dead. */
  readonly leaseMs: number;
  readonly pause: (ms: number) => Promise<void>;
  /** Somebody vouches that all processes have been stopped, or have crashed: their last sign of life is not waited out. */
  readonly stopped: boolean;
}

/** In words, why the store is not at rest; undefined: it is. */
export async function whyNotAlone(store: Store, watching: Watching): Promise<string | undefined> {
  const { wallNow, leaseMs, pause, stopped } = watching;
  const installation = (await readInstallation(store))?.data;
  const [instance] = installation && !stopped ? running(installation, wallNow()) : [];
  if (instance)
    return (
      `A bot works on this store (last sign of life: ${instance.seenAt}). Stop it first. ` +
      'If it has crashed, say --stopped.'
    );
  const held = await heldLeases(store);
  if (held.size === 0) return undefined;
  await pause(leaseMs);
  for (const [tenant, sign] of await heldLeases(store))
    if (held.get(tenant) !== sign)
      return 'A bot is sending from this store: its lease is alive. Stop it first.';
  return undefined;
}

/** Each lease that somebody holds, and a text that changes for as long as they do. */
async function heldLeases(store: Store): Promise<ReadonlyMap<string, string>> {
  const all = await collect(across<Lease>(store, { type: leases.type }));
  return new Map(
    all
      .filter(({ data }) => data.owner !== '')
      .map(({ data: { tenant, owner, epoch, counter } }) => [tenant, `${owner} ${epoch} ${counter}`]),
  );
}
