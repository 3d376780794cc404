/** Valid things with defaults, to be overridden where a test cares. They fit `aProgramme()`. */
import type { Answer, FeedbackTally, Mark, Revision } from '../../services/domain/answer.ts';
import {
  academyId,
  itemId,
  meetingId,
  organisationId,
  pairingId,
  personId,
  sprintId,
  tenantId,
} from '../../services/domain/ids.ts';
import type { Account, Membership, Pairing, Person, RosterEntry } from '../../services/domain/people.ts';
import { moment } from './programme.ts';

const ACADEMY = academyId('academy-2023');
const ORGANISATION = organisationId('etela-savo');
const FROM = moment('2023-05-01T00:00Z');
const ANSWERED = moment('2023-05-15T09:00Z');

/** A participant of South Savo with one account, reachable. */
export function aPerson(overrides: Partial<Person> = {}): Person {
  return {
    id: personId('aino'),
    name: 'Aino Aalto',
    addresses: ['aino@etela-savo.example'],
    language: 'fi',
    languageChosen: false,
    accounts: [anAccount()],
    memberships: [aMembership()],
    ...overrides,
  };
}

export function anAccount(overrides: Partial<Account> = {}): Account {
  return {
    tenant: tenantId('etela-savo.example'),
    userId: '29:aino',
    objectId: '00000000-0000-4000-8000-000000000001',
    serviceUrl: 'http://127.0.0.1:1/',
    conversationId: 'chat-aino',
    installed: true,
    since: FROM,
    ...overrides,
  };
}

export function aMembership(overrides: Partial<Membership> = {}): Membership {
  return { academy: ACADEMY, role: 'participant', organisation: ORGANISATION, from: FROM, ...overrides };
}

/** A coordinator belongs to no organisation. */
export function aCoordinatorship(overrides: Partial<Membership> = {}): Membership {
  return { academy: ACADEMY, role: 'coordinator', from: FROM, ...overrides };
}

export function aRosterEntry(overrides: Partial<RosterEntry> = {}): RosterEntry {
  return {
    name: 'Aino Aalto',
    address: 'aino@etela-savo.example',
    aliases: [],
    role: 'participant',
    organisation: ORGANISATION,
    language: 'fi',
    ...overrides,
  };
}

export function aPairing(overrides: Partial<Pairing> = {}): Pairing {
  return {
    id: pairingId('etela-savo:m1'),
    academy: ACADEMY,
    organisation: ORGANISATION,
    mentor: personId('m1'),
    from: FROM,
    ...overrides,
  };
}

/** Of an organisation's task; give `person` for a personal one. */
export function aMark(overrides: Partial<Mark> = {}): Mark {
  return {
    academy: ACADEMY,
    sprint: sprintId('s1'),
    item: itemId('s1-t1'),
    organisation: ORGANISATION,
    by: personId('aino'),
    at: ANSWERED,
    ...overrides,
  };
}

export function aRevision(overrides: Partial<Revision> = {}): Revision {
  return {
    number: 1,
    by: personId('aino'),
    at: ANSWERED,
    value: { kind: 'text', text: 'We shorten our contracts.' },
    nonce: 'nonce-1',
    ...overrides,
  };
}

export function anAnswer(overrides: Partial<Answer> = {}): Answer {
  return {
    academy: ACADEMY,
    sprint: sprintId('s1'),
    item: itemId('s1-t1'),
    organisation: ORGANISATION,
    revisions: [aRevision()],
    ...overrides,
  };
}

export function aTally(overrides: Partial<FeedbackTally> = {}): FeedbackTally {
  return { academy: ACADEMY, meeting: meetingId('s1-m'), questions: {}, ...overrides };
}
