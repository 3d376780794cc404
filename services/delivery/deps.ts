import type { TenantId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Card, View } from '../domain/view.ts';
import type { Deps } from '../usecases/deps.ts';
import type { Messenger } from './messenger.ts';
import type { Pace } from './pace.ts';

/** What delivering stands on, beside what the use cases do. */
export interface DeliveryDeps extends Deps {
  readonly messenger: Messenger;
  readonly render: (view: View, language: Language) => Card;
  readonly pace: Pace;
  /** Whether a tenant's people are served; others are not written to. */
  readonly served: (tenant: TenantId) => boolean;
  /** Milliseconds on a clock that only goes forward, whatever is done to the wall's. */
  readonly ticks: () => number;
  /** Waits, in wall time; ends early when the work is to stop. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: Log;
}

/** No names, texts or tokens go into it. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, what: string): void;
  warn(facts: Readonly<Record<string, unknown>>, what: string): void;
  error(facts: Readonly<Record<string, unknown>>, what: string): void;
}

/** The process that sends to a tenant, and since which take-over. */
export interface Owner {
  readonly owner: string;
  readonly epoch: number;
}
