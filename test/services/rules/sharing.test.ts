import assert from 'node:assert/strict';
import { academyId, organisationId, personId } from '../../../services/domain/ids.ts';
import type { Membership } from '../../../services/domain/people.ts';
import { shares } from '../../../services/domain/programme.ts';
import type { Share } from '../../../services/domain/programme.ts';
import { mayRead } from '../../../services/rules/sharing.ts';
import { aCoordinatorship, aMembership } from '../../helpers/builders.ts';
import { moment } from '../../helpers/programme.ts';

const ACADEMY = academyId('academy-2023');
const NOW = moment('2023-06-01T12:00Z');
const author = { person: personId('aino'), organisation: organisationId('etela-savo') };
const elsewhere = { organisation: organisationId('hus') };

const readers = {
  mentor: aMembership({ role: 'mentor' }),
  colleague: aMembership(),
  'mentor of others': aMembership({ role: 'mentor', ...elsewhere }),
  'participant of another organisation': aMembership(elsewhere),
  coordinator: aCoordinatorship(),
} as const;

const other = personId('other');

/** Whether the other may, who was named as whatever the choice is about. */
function reads(share: Share | undefined, ...memberships: Membership[]): boolean {
  const shared = { ...(share ? { share } : {}), readers: { mentor: other, colleagues: [other] } };
  return mayRead(shared, author, { person: other, memberships }, ACADEMY, NOW);
}

describe('who may read a reflection', () => {
  const allowed: Record<Share, (keyof typeof readers)[]> = {
    me: [],
    mentor: ['mentor'],
    organisation: ['mentor', 'colleague'],
    academy: [
      'mentor',
      'colleague',
      'mentor of others',
      'participant of another organisation',
      'coordinator',
    ],
  };
  const everyReader = Object.keys(readers) as (keyof typeof readers)[];

  for (const share of shares) {
    for (const reader of everyReader) {
      const may = allowed[share].includes(reader);
      it(`shared with ${share}: ${reader} ${may ? 'may' : 'may not'}`, () => {
        assert.equal(reads(share, readers[reader]), may);
      });
    }
  }

  it('its author always, even without any membership left', () => {
    const reader = { person: author.person, memberships: [] };
    assert.ok(mayRead({ share: 'me' }, author, reader, ACADEMY, NOW));
  });

  it('not a mentor or a colleague who came later and was not named', () => {
    const named = { mentor: personId('predecessor'), colleagues: [personId('colleague')] };
    for (const share of ['mentor', 'organisation'] as const) {
      for (const membership of [readers.mentor, readers.colleague]) {
        const reader = { person: other, memberships: [membership] };
        assert.equal(mayRead({ share, readers: named }, author, reader, ACADEMY, NOW), false);
      }
    }
  });

  it('nobody else where nothing was chosen', () => {
    assert.equal(reads(undefined, ...Object.values(readers)), false);
  });

  it('nobody from the moment their membership ends, or before it begins', () => {
    assert.equal(reads('mentor', { ...readers.mentor, to: NOW }), false);
    assert.equal(reads('mentor', { ...readers.mentor, to: moment('2023-06-01T12:01Z') }), true);
    assert.equal(reads('mentor', { ...readers.mentor, from: moment('2023-06-01T12:01Z') }), false);
  });

  it('nobody of another academy', () => {
    assert.equal(reads('academy', { ...readers.colleague, academy: academyId('other-academy') }), false);
  });
});
