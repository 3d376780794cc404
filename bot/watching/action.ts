/** Which action is under way, wherever its work goes on. */
import type { AsyncLocalStorage } from 'node:async_hooks';
import { actionId } from '../../services/domain/ids.ts';
import type { ActionId } from '../../services/domain/ids.ts';
import type { Span } from './telemetry.ts';

export interface Underway {
  readonly id: ActionId;
  /** The step that what begins now is part of; absent: nobody measures. */
  readonly span?: Span;
  /** What becomes known of the action while it is under way. */
  readonly sofar: { verb?: string; outcome?: 'refused' | 'failed' };
}

/** What is under way where one asks. */
export type Here = AsyncLocalStorage<Underway>;

/** @param random sixteen bytes by chance */
export function newAction(random: () => Buffer): ActionId {
  return actionId(random().toString('hex'));
}
