import assert from 'node:assert/strict';
import { inTurns } from '../../../services/delivery/dispatch.ts';
import { meetingId, organisationId } from '../../../services/domain/ids.ts';
import type { RosterEntry } from '../../../services/domain/people.ts';
import { aRosterEntry } from '../../helpers/builders.ts';
import { accepted, aDeliveryWorld, some } from '../../helpers/delivery-world.ts';
import { anOrganisation, aProgramme } from '../../helpers/programme.ts';
import { watching } from '../../helpers/watched-store.ts';

const PEOPLE = 10_000;
const ORGANISATIONS = 10;
const names = Array.from({ length: ORGANISATIONS }, (_, n) => organisationId(`org-${String(n)}`));

const roster: readonly RosterEntry[] = Array.from({ length: PEOPLE }, (_, n) => {
  const organisation = names[n % ORGANISATIONS];
  const name = `p${String(n)}`;
  return aRosterEntry({ name, address: `${name}@big.example`, ...(organisation ? { organisation } : {}) });
});

describe('a broadcast of ten thousand', () => {
  it('begins in every tenant before it goes on in any, in the order of numbers', () => {
    const lanes = ['a/0', 'a/1', 'a/10', 'a/2', 'b/0', 'b/1', 'b/10', 'b/2'];
    assert.deepEqual(inTurns(lanes), ['a/0', 'b/0', 'a/1', 'b/1', 'a/2', 'b/2', 'a/10', 'b/10']);
  });

  it('reaches everybody once, and never holds more than some hundred recipients', async function () {
    this.timeout(120_000);
    const organisations = names.map((id) => {
      const { mentor: _, ...organisation } = anOrganisation({ id });
      return organisation;
    });
    const programme = aProgramme({ organisations });
    const tenantOf = (name: string) => `tenant-${String(Number(name.slice(1)) % ORGANISATIONS)}`;
    const world = await aDeliveryWorld({ programme, entries: roster, tenantOf });
    await world.tell({ contents: [{ kind: 'meeting', meeting: meetingId('s1-m') }] });
    let [largest, underWay, most] = [0, 0, 0];
    const watched = watching(world.store, (_type, docs) => (largest = Math.max(largest, docs)));
    world.answer = async (_post, nth) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return accepted(nth);
    };
    await world.engine('one', { store: watched }).runDue();
    assert.deepEqual(some(await world.tally('notice')), { sent: PEOPLE });
    assert.equal(new Set(world.posts.map(({ to }) => to)).size, PEOPLE);
    assert.equal(world.posts.length, PEOPLE);
    assert.ok(largest <= 200, `a page of ${String(largest)}`);
    assert.ok(most <= 200, `${String(most)} under way at once`);
    await world.store.close();
  });
});
