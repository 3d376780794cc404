import assert from 'node:assert/strict';
import { academyId, organisationId, pairingId, personId } from '../../../services/domain/ids.ts';
import {
  decidePairings,
  personAfter,
  personGone,
  rosterPages,
} from '../../../services/rules/import-people.ts';
import type { WantedPerson } from '../../../services/rules/import-people.ts';
import { aMembership, aPairing, aPerson } from '../../helpers/builders.ts';
import { moment } from '../../helpers/programme.ts';

const ACADEMY = academyId('academy-2023');
const NOW = moment('2023-06-01T12:00Z');
const [SAVO, HUS] = [organisationId('etela-savo'), organisationId('hus')];

function wanted(overrides: Partial<WantedPerson> = {}): WantedPerson {
  const { id, name, language, addresses } = aPerson();
  const roles = overrides.memberships ?? [{ role: 'participant', organisation: SAVO }];
  return { id, name, language, addresses, roles, memberships: roles, ...overrides };
}

describe('personAfter', () => {
  it('makes a person of somebody new', () => {
    assert.deepEqual(personAfter(undefined, wanted({ tenant: 'savo.example' }), ACADEMY, NOW), {
      ...aPerson({ accounts: [], memberships: [aMembership({ from: NOW })] }),
      tenant: 'savo.example',
    });
  });

  it('leaves the very same object where nothing changes', () => {
    const person = aPerson();
    assert.equal(personAfter(person, wanted(), ACADEMY, NOW), person);
  });

  it('changes the language only until the person has chosen one', () => {
    const swedish = wanted({ language: 'sv' });
    assert.equal(personAfter(aPerson(), swedish, ACADEMY, NOW).language, 'sv');
    assert.equal(personAfter(aPerson({ languageChosen: true }), swedish, ACADEMY, NOW).language, 'fi');
  });

  it('adds an address and keeps the old one and the accounts', () => {
    const after = personAfter(aPerson(), wanted({ addresses: ['new@x.fi'] }), ACADEMY, NOW);
    assert.deepEqual(after.addresses, ['new@x.fi', 'aino@etela-savo.example']);
    assert.deepEqual(after.accounts, aPerson().accounts);
  });

  it('ends a role that is gone and begins the new one, and keeps the history', () => {
    const after = personAfter(
      aPerson(),
      wanted({ memberships: [{ role: 'participant', organisation: HUS }] }),
      ACADEMY,
      NOW,
    );
    assert.deepEqual(after.memberships, [
      aMembership({ to: NOW }),
      aMembership({ organisation: HUS, from: NOW }),
    ]);
  });

  it('begins anew for somebody who comes back', () => {
    const left = aMembership({ to: moment('2023-05-20T00:00Z') });
    const after = personAfter(aPerson({ memberships: [left] }), wanted(), ACADEMY, NOW);
    assert.deepEqual(after.memberships, [left, aMembership({ from: NOW })]);
  });

  it('leaves the memberships of other academies alone', () => {
    const elsewhere = aMembership({ academy: academyId('other') });
    const person = aPerson({ memberships: [elsewhere, aMembership()] });
    assert.deepEqual(personGone(person, ACADEMY, NOW).memberships, [elsewhere, aMembership({ to: NOW })]);
    assert.equal(personGone(person, academyId('third'), NOW), person);
  });
});

describe('rosterPages', () => {
  it('puts mentors and coordinators first and each organisation on pages of its own, by name', () => {
    const people = [
      wanted({ id: personId('b'), name: 'B' }),
      wanted({ id: personId('a'), name: 'A' }),
      wanted({ id: personId('m'), name: 'M', memberships: [{ role: 'mentor' }, { role: 'coordinator' }] }),
      wanted({ id: personId('h'), name: 'H', memberships: [{ role: 'participant', organisation: HUS }] }),
    ];
    const pages = rosterPages(people, [HUS, SAVO]);
    assert.deepEqual(
      pages.map(({ organisation, members }) => [
        organisation,
        ...members.map(({ name, role }) => `${name} ${role}`),
      ]),
      [
        [undefined, 'M coordinator', 'M mentor'],
        ['hus', 'H participant'],
        ['etela-savo', 'A participant', 'B participant'],
      ],
    );
    assert.deepEqual(rosterPages([...people].reverse(), [HUS, SAVO]), pages);
  });

  it('begins a new page after 200 people and makes none for nobody', () => {
    const many = Array.from({ length: 401 }, (_, n) => wanted({ id: personId(`p${String(n)}`) }));
    assert.deepEqual(
      rosterPages(many, [HUS, SAVO]).map(({ members }) => members.length),
      [200, 200, 1],
    );
  });
});

describe('decidePairings', () => {
  const [raili, camilla] = [personId('raili'), personId('camilla')];
  const running = aPairing({ id: pairingId('etela-savo.raili'), mentor: raili });
  const ended = { ...running, to: NOW };

  it('lets a pairing run on', () => {
    const {
      current,
      begun,
      ended: gone,
    } = decidePairings([running], [{ organisation: SAVO, mentor: raili }]);
    assert.deepEqual(
      current.map(({ id }) => id),
      ['etela-savo.raili'],
    );
    assert.deepEqual([...begun, ...gone], []);
  });

  it('ends one and begins another when the mentor is replaced', () => {
    const { begun, ended: gone } = decidePairings([running], [{ organisation: SAVO, mentor: camilla }]);
    assert.deepEqual(begun, [{ id: 'etela-savo.camilla', organisation: SAVO, mentor: camilla }]);
    assert.deepEqual(gone, [running]);
  });

  it('gives two who meet again a new pairing', () => {
    const { begun } = decidePairings([ended], [{ organisation: SAVO, mentor: raili }]);
    assert.deepEqual(
      begun.map(({ id }) => id),
      ['etela-savo.raili.2'],
    );
  });

  it('ends the pairing of an organisation that is gone', () => {
    assert.deepEqual(decidePairings([running, ended], []), { current: [], begun: [], ended: [running] });
  });
});
