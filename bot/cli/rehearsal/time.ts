/** When a rehearsal begins and ends, and what falls due next in it. */
import type { AcademyHead } from '../../../services/domain/academy.ts';
import type { Programme } from '../../../services/domain/programme.ts';
import { addMilliseconds, DAY, instant } from '../../../services/domain/time.ts';
import type { Instant } from '../../../services/domain/time.ts';
import { nextPlanned, plan } from '../../../services/rules/plan.ts';
import { endOfDay } from '../../../services/rules/time.ts';
import { intoWindow, opensAt } from '../../../services/rules/window.ts';
import { replaceDoc } from '../../../services/store/access.ts';
import { AGENDA, agenda } from '../../../services/store/documents-agenda.ts';
import { academyPartition, after, heads } from '../../../services/store/documents.ts';
import type { AgendaEntry } from '../../../services/store/documents-agenda.ts';
import type { Store } from '../../../services/store/port.ts';

/** Time in which people get the app before anything happens. */
const AHEAD = 7 * DAY;
/** What falls due later belongs to no programme: something that comes again and again must not go on for ever. */
const AFTERWARDS = 31 * DAY;

export interface SimulatedTime {
  now: Instant;
  /** When the next thing falls due, by the agenda and by the programme's plan; undefined: nothing does. */
  next(deps: { readonly store: Store }, programme: Programme): Promise<Instant | undefined>;
}

export function timeOf(begins: Instant): SimulatedTime {
  return {
    now: begins,
    async next({ store }, programme) {
      const query = { pk: AGENDA, type: agenda.type, from: after(this.now), limit: 1 };
      const { docs } = await store.query<AgendaEntry>(query);
      const hinted = docs.map(({ data }) => data.dueAt);
      const planned = nextPlanned(programme, this.now);
      return [...hinted, ...(planned ? [planned.dueAt] : [])].sort()[0];
    },
  };
}

/** A week before the first thing, when the academy may write to people. */
export function beginsAt(programme: Programme): Instant {
  const first = plan(programme)[0]?.dueAt ?? opensAt(programme.starts, programme);
  return intoWindow(addMilliseconds(first, -AHEAD), 'earlier', programme);
}

export function endsBy(programme: Programme): Instant {
  const { ends, followUp, timezone } = programme;
  const last = plan(programme).at(-1)?.dueAt ?? instant(0);
  const days = [last, endOfDay(ends, timezone), ...(followUp ? [endOfDay(followUp, timezone)] : [])];
  return addMilliseconds(days.sort().at(-1) ?? last, AFTERWARDS);
}

/** A demonstration's clock stands shortly before its first thing; here it is the rehearsal's. */
export async function startClock(store: Store, { id }: Programme, begins: Instant): Promise<void> {
  const head = await store.read<AcademyHead>(academyPartition(id), 'head');
  if (!head) throw new Error(`academy ${id} was imported and is not there`);
  await replaceDoc(store, heads, { ...head.data, clockOffset: 0, plannedThrough: begins }, head);
}
