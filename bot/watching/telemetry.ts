/** What is measured, whoever takes it. */
import type { ActionId } from '../../services/domain/ids.ts';
import type { Facts } from './facts.ts';

export const counters = {
  'fadder.deliveries': { unit: '{delivery}', description: 'Deliveries that came to an outcome' },
  'fadder.store.operations': { unit: '{operation}', description: 'Operations on the store' },
  'fadder.store.units': { unit: '{request unit}', description: 'What Cosmos DB charged' },
  'fadder.throttled': { unit: '{answer}', description: 'Answers that asked to wait' },
} as const;
export type Counter = keyof typeof counters;

export const histograms = {
  'fadder.action.duration': {
    unit: 's',
    description: 'From an activity to the end of its turn',
    bounds: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  'fadder.send.lag': {
    unit: 's',
    description: 'From when a card was due to when it was sent',
    bounds: [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400],
  },
} as const;
export type Histogram = keyof typeof histograms;

/** Milliseconds between two reports. */
export interface Reporting {
  readonly metrics: number;
  readonly spans: number;
}

/** A step of an action that is being measured. */
export interface Span {
  end(outcome: { readonly facts?: Facts; readonly failed?: boolean }): void;
}

export interface Step {
  readonly name: string;
  /** `in`: an action begins with it; `out`: another program is asked. */
  readonly way?: 'in' | 'out';
  readonly action: ActionId;
  /** The action begins here, and not in an earlier piece of work or another process. */
  readonly first?: boolean;
  readonly above?: Span;
  readonly facts: Facts;
}

/** Never throws, and never keeps anybody waiting. Of all facts only known ones go out. */
export interface Telemetry {
  begin(step: Step): Span;
  /** @param amount one, if not said otherwise */
  count(what: Counter, facts: Facts, amount?: number): void;
  record(what: Histogram, value: number, facts: Facts): void;
  /** Hands in what is left, within a few seconds. */
  stop(): Promise<void>;
}
