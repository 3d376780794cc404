import type { Tally } from '../../services/domain/delivery.ts';

/** How a send is getting on, in the few groups that a coordinator thinks in. */
export interface Counts {
  readonly sent: number;
  readonly waiting: number;
  readonly notReached: number;
  readonly failed: number;
  readonly held: number;
  /** Answered meanwhile, left, stopped: no longer worth sending. */
  readonly dropped: number;
  /** The card stands there as it was: it could not be corrected or withdrawn. */
  readonly stays: number;
  /** Taken back after it had arrived. */
  readonly withdrawn: number;
}

export const countNames = [
  'sent',
  'waiting',
  'notReached',
  'failed',
  'held',
  'stays',
  'dropped',
  'withdrawn',
] as const satisfies readonly (keyof Counts)[];

export function countsOf(tally: Tally): Counts {
  return {
    sent: tally.sent,
    waiting: tally.pending + tally.sending,
    notReached: tally.unreachable,
    failed: tally.dead,
    held: tally.held,
    dropped: tally.skipped + tally.superseded + tally.cancelled,
    stays: tally.stays,
    withdrawn: tally.withdrawn,
  };
}
