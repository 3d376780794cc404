import assert from 'node:assert/strict';
import { voiceFor } from '../../cards/voice.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { notices } from '../../services/store/documents.ts';
import type { Store } from '../../services/store/port.ts';
import { aStore } from '../helpers/a-store.ts';
import { anAcademy, DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { cardsWith, clicks } from '../helpers/acts.ts';
import { docsOf } from '../helpers/dump.ts';
import { failingAt } from '../helpers/failing-store.ts';

/** The write of an installation from which on the store is out of order, and whether that one arrives. */
const breaks = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((nth) => [
  { nth, landed: false },
  { nth, landed: true },
]);

const comeBack: Readonly<Record<string, (person: Person) => Promise<unknown>>> = {
  'a message': (person) => person.says('help'),
  'the installation told again': (person) => person.install(),
};

describe('a first contact that the store did not live through', function () {
  this.timeout(20_000);
  let base: Store;
  let working: Store;
  let world: AcademyWorld;
  let [people, left]: [readonly Person[], Set<string>] = [[], new Set()];
  /** The store, which may be another one from one call to the next. */
  const store: Store = {
    read: (pk, id) => working.read(pk, id),
    query: (query) => working.query(query),
    create: (doc) => working.create(doc),
    replace: (doc, etag) => working.replace(doc, etag),
    delete: (pk, id, etag) => working.delete(pk, id, etag),
    batch: (pk, operations) => working.batch(pk, operations),
    close: () => working.close(),
  };
  /** How far it got: whether the account was linked, and whether the welcome was written. */
  const stateOf = async ({ account }: Person) => {
    const known = await world.bot.deps.persons.byAddress(account.address);
    const arrival = `arrival:${known?.id ?? '-'}`;
    const welcomed = (await docsOf(base, DEMO, notices)).some(({ id }) => id === arrival);
    return `${known?.accounts.length ? 'linked' : 'unknown'}, ${welcomed ? 'welcomed' : 'not welcomed'}`;
  };
  const breaksFor = async (person: Person, { nth, landed }: (typeof breaks)[number]) => {
    working = failingAt(base, nth, { landed, failure: landed ? 'ambiguous' : 'unavailable' });
    await person.install();
    working = base;
    left.add(await stateOf(person));
  };

  before(async () => {
    working = base = await aStore();
    const { programme, entries } = demoFiles();
    await importInto(base, programme, entries);
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    world = await anAcademy({ store, installed: ['katri'], bot: { log: quiet } });
    people = world.teams.people.filter(({ account }) => account.name !== 'Katri Demo');
    left = new Set();
  });
  after(() => world.close());

  for (const [index, [way, back]] of Object.entries(comeBack).entries())
    it(`is made good by ${way}: one welcome, whatever had been done before`, async () => {
      for (const [at, broken] of breaks.entries()) {
        const person = people[index * breaks.length + at] ?? assert.fail('too few people');
        await breaksFor(person, broken);
        await back(person);
        await world.settle();
        const welcomes = cardsWith(person, 'language.set').length;
        assert.equal(welcomes, 1, `${person.account.name}, ${JSON.stringify(broken)}`);
      }
      assert.deepEqual([...left].sort(), [
        'linked, not welcomed',
        'linked, welcomed',
        'unknown, not welcomed',
      ]);
    });

  it('and the desk counts all of them as reached', async () => {
    const [desk, reach] = await Promise.all(
      ['desk.show', 'desk.reach'].map((verb) => clicks(world.person('katri'), { verb, academy: DEMO })),
    );
    const count = 1 + 2 * breaks.length;
    assert.ok(wordsOf(desk?.card).includes(voiceFor('fi').say('desk.reached', { count })));
    for (const { account } of people.slice(0, count - 1))
      assert.ok(!wordsOf(reach?.card).includes(account.name), account.name);
  });
});
