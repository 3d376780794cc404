import { DEMO_TENANT } from '../../deploy/local/teams/account.ts';
import type { Someone } from '../../deploy/local/teams/account.ts';
import { academyId, organisationId } from '../../services/domain/ids.ts';
import type { RosterEntry } from '../../services/domain/people.ts';
import type { Programme } from '../../services/domain/programme.ts';
import { anOrganisation, aProgramme, inAll } from './programme.ts';

export const SECOND = academyId('circular-2023');

const HUS = organisationId('hus');
const staff = { aliases: [], language: 'fi' } as const;

/** A second academy in the same installation: one organisation, somebody in each role. */
export const secondEntries: readonly RosterEntry[] = [
  { ...staff, name: 'Kai Other', address: 'kai@other.example', role: 'coordinator' },
  { ...staff, name: 'Mona Other', address: 'mona@other.example', role: 'mentor' },
  { ...staff, name: 'Pia Other', address: 'pia@other.example', role: 'participant', organisation: HUS },
];

/** Who of them has Teams. */
export const secondPeople: readonly Someone[] = secondEntries.map(({ name, address }) => ({
  name,
  address,
  tenant: DEMO_TENANT,
}));

/** With the demonstration's ids of sprints, tasks and meetings, so that those alone tell nothing apart. */
export function secondProgramme(overrides: Partial<Programme> = {}): Programme {
  return aProgramme({
    id: SECOND,
    demo: true,
    title: inAll('Circular economy'),
    organisations: [anOrganisation({ id: HUS, mentor: 'mona@other.example', name: inAll('HUS') })],
    ...overrides,
  });
}

/** A demonstration's person, as a participant here too. */
export function joining(name: string, address: string): RosterEntry {
  return { ...staff, name, address, role: 'participant', organisation: HUS };
}
