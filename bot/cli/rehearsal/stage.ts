import { renderCard } from '../../../cards/render.ts';
import type { Card, View } from '../../../services/domain/view.ts';
import type { DeliveryDeps, Log } from '../../../services/delivery/deps.ts';
import { Engine } from '../../../services/delivery/engine.ts';
import type { Pace } from '../../../services/delivery/pace.ts';
import type { Store } from '../../../services/store/port.ts';
import { Academies } from '../../../services/usecases/academies.ts';
import { Persons } from '../../../services/usecases/persons.ts';
import type { SimulatedTime } from './time.ts';

/** What an academy is played on. */
export interface Stage {
  readonly deps: DeliveryDeps;
  readonly engine: Engine;
  readonly time: SimulatedTime;
  /** What was posted, by the activity id that the ledger keeps. */
  readonly drawn: ReadonlyMap<string, View>;
  readonly complaints: readonly string[];
}

/** Nobody is kept waiting: the pace changes seconds, and the calendar shows minutes. */
const freely: Pace = {
  turn: () => Promise.resolve(() => undefined),
  pauseMs: () => 0,
  tenantPauseMs: () => 0,
  restsWhy: () => undefined,
};

const FAR = 60_000;

export function stageFor(store: Store, time: SimulatedTime): Stage {
  const views = new WeakMap<Card, View>();
  const drawn = new Map<string, View>();
  const complaints: string[] = [];
  const wallNow = () => time.now;
  const post = (card: Card) => {
    const activityId = String(drawn.size + 1);
    const view = views.get(card);
    if (view) drawn.set(activityId, view);
    return Promise.resolve({ result: 'accepted', activityId } as const);
  };
  const deps: DeliveryDeps = {
    store,
    academies: new Academies(store, wallNow),
    persons: new Persons(store),
    wallNow,
    random: () => 0,
    nonce: () => 'x'.repeat(12),
    kick: () => undefined,
    sayTo: () => undefined,
    served: () => true,
    messenger: {
      open: ({ userId }) => Promise.resolve({ result: 'opened', conversationId: userId }),
      post: (_, card) => post(card),
      update: (_, __, card) => post(card),
      delete: () => Promise.resolve({ result: 'accepted', activityId: '' }),
    },
    render: (view, language) => {
      const card = renderCard(view, language);
      views.set(card, view);
      return card;
    },
    pace: freely,
    ticks: () => 0,
    sleep: () => Promise.resolve(),
    log: complaining(complaints),
  };
  const cadence = { firstMs: 0, firstForMs: 0, thenMs: 0 };
  const engine = new Engine(deps, { owner: 'rehearsal', pollMs: FAR, leaseMs: FAR, cadence });
  return { deps, engine, time, drawn, complaints };
}

function complaining(complaints: string[]): Log {
  const note = (facts: Readonly<Record<string, unknown>>, what: string) => {
    complaints.push(`${what}: ${JSON.stringify(facts)}`);
  };
  return { info: () => undefined, warn: note, error: note };
}
