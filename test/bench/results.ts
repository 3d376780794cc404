/** What a run measures. Rates are per second, times in milliseconds, memory in megabytes. */

/** The median of the rates, and of the ratios to the bare bot's rate in the same round: 1 is as fast as the bare bot. */
export interface Rate {
  readonly perSecond: number;
  readonly bare: number;
  readonly ratio: number;
  /** The same by processor time alone: the bare bot's for one action, divided by Fadder's. It leaves out waiting for the
   * disk, and holds on a machine that others keep busy. Undefined where the system does not tell. */
  readonly cpuRatio: number | undefined;
}

export const actions = ['tasks.show', 'prompt.answer', 'rsvp.set'] as const;
export type Action = (typeof actions)[number];

/** What one action asks of the store. */
export interface Operations {
  readonly action: string;
  readonly reads: number;
  readonly queries: number;
  /** Documents that the queries brought. */
  readonly found: number;
  readonly batches: number;
  /** Creates, replaces and deletes outside a batch. */
  readonly singles: number;
  /** What it would cost in Cosmos DB, in request units. */
  readonly units: number;
  /** Whether it asks every partition. */
  readonly cross: boolean;
}

/** Resident memory: after start-up, before anybody came; and after all the load. Undefined where the system does not
 * tell. */
export interface Memory {
  readonly atRest: number | undefined;
  readonly afterLoad: number | undefined;
}

export interface Measured {
  readonly academies: number;
  readonly rates: { readonly [A in Action]: Rate };
  readonly sends: Rate;
  /** Of saving an answer (of the bare bot's constant answer), with a few people at it. */
  readonly p99: { readonly bare: number; readonly quiet: number; readonly duringBroadcast: number };
  /** From the start of the process to its first word that it listens. */
  readonly startUp: { readonly bare: number; readonly fadder: number };
  readonly memory: { readonly bare: Memory; readonly fadder: Memory };
  readonly operations: readonly Operations[];
}
