/** What is measured of sending to many. Times in milliseconds, memory in megabytes. */

/** At the documented limits. */
export interface AtTheLimits {
  readonly recipients: number;
  readonly tenants: number;
  /** From the click to the first message: until everybody has been written down. */
  readonly toFirstMs: number;
  /** From the click to the last message. */
  readonly fromClickMs: number;
  /** From the first message to the last one, in the tenant that took longest. */
  readonly sendingMs: number;
  /** What the limits allow at best: the requests of that tenant divided by the permitted rate. */
  readonly limitMs: number;
  /** Requests that were refused as too many. */
  readonly refused: number;
  /** Of saving an answer, so many a second: before, and while the messages leave. */
  readonly p99: { readonly before: number; readonly during: number };
}

export interface Peak {
  readonly recipients: number;
  /** Resident memory at its highest while sending, with a bounded heap; undefined where the system does not tell. */
  readonly peakMb: number | undefined;
  readonly perSecond: number;
}

/** For one recipient of a notice, from its expansion to its end. */
export interface PerRecipient {
  readonly reads: number;
  readonly queries: number;
  readonly writes: number;
  /** In request units of Cosmos DB. */
  readonly units: number;
}

/** Store calls in a minute in which nothing happens, with so many academies that are over. */
export interface Idle {
  readonly academies: number;
  readonly calls: readonly string[];
  readonly units: number;
}

export interface DeliveryMeasured {
  readonly atTheLimits: AtTheLimits;
  readonly peaks: readonly Peak[];
  readonly perRecipient: PerRecipient;
  readonly idle: readonly Idle[];
}
