/** Who takes part: one academy of many people, and others of the demonstration's size beside it. */
import { academyId, organisationId } from '../../services/domain/ids.ts';
import type { AcademyId } from '../../services/domain/ids.ts';
import type { RosterEntry } from '../../services/domain/people.ts';
import type { Programme } from '../../services/domain/programme.ts';
import { instant } from '../../services/domain/time.ts';
import type { Instant } from '../../services/domain/time.ts';
import type { Store } from '../../services/store/port.ts';
import { applyImport, prepareImport } from '../../services/usecases/import.ts';
import { demoFiles } from '../helpers/academy.ts';

/** The day on which sprint 1 closes: all its prompts can be answered, and nothing falls due for hours. */
export const MOMENT: Instant = instant(Date.parse('2023-06-14T10:00:00Z'));
export const PROMPTS = ['s1-p1', 's1-p2', 's1-p3'] as const;
/** A joint task that takes a text. */
export const TASK = 's1-t4';
/** The next meeting, online. */
export const MEETING = 's2-m';

export const ACADEMY: AcademyId = academyId('bench-academy');
export const COORDINATOR = 'coordinator@bench.example';
const PER_ORGANISATION = 30;

/** The address that a channel's user id was made from. */
export const addressOf = (userId: string): string => userId.replace(/^29:/, '').replace('_', '@');

/** The participants of the academy that is measured. */
export const PARTICIPANTS: readonly string[] = demoFiles().programme.organisations.flatMap(({ id }) =>
  Array.from({ length: PER_ORGANISATION }, (_, n) => `p${String(n)}@${id}.example`),
);

export const MENTOR: string = demoFiles().programme.organisations[0]?.mentor ?? '';

/** Imports so many academies into an empty store, first the one that is measured. */
export async function importAcademies(store: Store, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const { programme, entries } = number === 1 ? measured() : beside(number);
    const plan = await prepareImport(store, programme, entries, MOMENT);
    const { outcome } = await applyImport(store, plan, MOMENT);
    if (outcome === 'overtaken') throw new Error('somebody else writes to this store');
  }
}

function measured(): { programme: Programme; entries: readonly RosterEntry[] } {
  const { programme, entries } = demoFiles();
  const mentors = entries.filter(({ role }) => role === 'mentor');
  const base = { aliases: [], language: 'fi' } as const;
  const people = PARTICIPANTS.map((address): RosterEntry => {
    const organisation = organisationId(address.split('@')[1]?.replace('.example', ''));
    return { ...base, name: address, address, role: 'participant', organisation };
  });
  const coordinator: RosterEntry = { ...base, name: 'Kaisa', address: COORDINATOR, role: 'coordinator' };
  return {
    programme: { ...programme, id: ACADEMY, demo: false },
    entries: [...people, ...mentors, coordinator],
  };
}

/** The demonstration once more, with people of its own. */
function beside(number: number): { programme: Programme; entries: readonly RosterEntry[] } {
  const { programme, entries } = demoFiles();
  const own = (address: string) => `n${String(number)}.${address}`;
  return {
    programme: {
      ...programme,
      id: academyId(`beside-${String(number)}`),
      demo: false,
      organisations: programme.organisations.map((organisation) =>
        organisation.mentor === undefined
          ? organisation
          : { ...organisation, mentor: own(organisation.mentor) },
      ),
    },
    entries: entries.map((entry) => ({ ...entry, address: own(entry.address) })),
  };
}
