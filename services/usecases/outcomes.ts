/** What became of a delivery, in the terms that a coordinator acts on. */
import type { Delivery, DeliveryState, Notice } from '../domain/delivery.ts';
import type { PersonId } from '../domain/ids.ts';
import type { OutcomeLine } from '../domain/view.ts';
import { shownAt } from './ledger.ts';
import type { Act } from './deps.ts';

export async function outcomeOf(act: Act, notice: Notice, { state }: Delivery): Promise<OutcomeLine> {
  const shown = <T extends { readonly at: Parameters<typeof shownAt>[2] }>({ at }: T) =>
    shownAt(act.academy, notice, at);
  switch (state.state) {
    case 'pending':
      return { outcome: 'waiting', at: shownAt(act.academy, notice, state.dueAt) };
    case 'sending':
      return { outcome: 'waiting', at: shownAt(act.academy, notice, state.since) };
    case 'sent': {
      const { language, maybeTwice, again, correctedAt } = state;
      const by = again && (await knownAs(act, again.by));
      const twice = maybeTwice ? { twice: true as const } : {};
      const corrected = correctedAt ? { corrected: shown({ at: correctedAt }) } : {};
      return { outcome: 'sent', at: shown(state), language, ...twice, ...corrected, ...(by ? { by } : {}) };
    }
    case 'held':
      return { outcome: 'held', at: shown(state), ...maybe(state) };
    case 'unreachable':
    case 'skipped':
      return { outcome: state.reason, at: shown(state), ...maybe(state) };
    case 'stays':
      return { outcome: state.why, at: shown(state), stays: shown(state.posted) };
    case 'withdrawn':
      return { outcome: 'takenBack', at: shown(state) };
    case 'dead': {
      const known = state.reason === 'gaveUp' || state.reason === 'notMade';
      return { outcome: known ? state.reason : 'dead', at: shown(state), ...maybe(state) };
    }
    case 'superseded':
      return { outcome: 'superseded', at: shown(state) };
    case 'cancelled':
      return { outcome: 'cancelled', at: shown(state), by: await knownAs(act, state.by) };
  }
}

/** An attempt before may have arrived. */
function maybe(state: DeliveryState): { readonly maybe?: true } {
  return 'maybeTwice' in state ? { maybe: true } : {};
}

export async function knownAs({ deps }: Act, person: PersonId): Promise<string> {
  return (await deps.persons.read(person))?.data.name ?? '–';
}
