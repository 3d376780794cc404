import type { Measured, Operations, Rate } from '../bench/results.ts';

export const aRate = (ratio: number): Rate => ({
  perSecond: ratio * 1000,
  bare: 1000,
  ratio,
  cpuRatio: undefined,
});

export const counts = (action: string, parts: Partial<Operations> = {}): Operations => ({
  action,
  reads: 2,
  queries: 0,
  found: 0,
  batches: 1,
  singles: 0,
  units: 12.3,
  cross: false,
  ...parts,
});

/** A run in which every aim is met, changed as the test needs it. */
export function aRun(academies: number, parts: Partial<Measured> = {}): Measured {
  return {
    academies,
    rates: { 'tasks.show': aRate(0.8), 'prompt.answer': aRate(0.6), 'rsvp.set': aRate(0.7) },
    sends: aRate(0.5),
    p99: { bare: 2, quiet: 4, duringBroadcast: 8 },
    startUp: { bare: 500, fadder: 900 },
    memory: {
      bare: { atRest: 100, afterLoad: 150 },
      fadder: { atRest: 120, afterLoad: 250 },
    },
    operations: ['prompt.answer', 'task.answer', 'rsvp.set'].map((action) => counts(action)),
    ...parts,
  };
}
