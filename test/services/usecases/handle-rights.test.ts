import assert from 'node:assert/strict';
import { DEMO_TENANT } from '../../../deploy/local/teams/account.ts';
import type { Json } from '../../../deploy/local/teams/json.ts';
import { cardIn } from '../../../deploy/local/teams/world.ts';
import { roles } from '../../../services/domain/people.ts';
import type { Role, RosterEntry } from '../../../services/domain/people.ts';
import type { Programme } from '../../../services/domain/programme.ts';
import { rights } from '../../../services/rules/rights.ts';
import type { AcademyVerb } from '../../../services/rules/rights.ts';
import { anAcademy, DEMO, demoFiles, importInto } from '../../helpers/academy.ts';
import type { AcademyWorld } from '../../helpers/academy.ts';
import { clicks, dataOf, verbsOf } from '../../helpers/acts.ts';
import { dumpOf } from '../../helpers/dump.ts';
import { subjects } from '../../helpers/subjects.ts';
import { secondEntries, secondPeople, secondProgramme } from '../../helpers/second-academy.ts';

const verbs = Object.keys(subjects) as AcademyVerb[];
const ofOrganisation: readonly AcademyVerb[] = ['thread.show', 'thread.send', 'organisation.show'];

/** Who is what in the demonstration, in or with Kymenlaakso unless their name says otherwise. */
const people = { participant: 'ebba', mentor: 'm3', coordinator: 'katri' } as const;
const elsewhere = { participant: 'aino', mentor: 'm1' } as const;
const ofSecond = { participant: 'pia', mentor: 'mona', coordinator: 'kai' } as const;
/** Whose membership ends; with what stands in for them. */
const leaving = { participant: 'axel', mentor: 'm6', coordinator: 'robert' } as const;

describe('rights', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let about: Readonly<Partial<Record<AcademyVerb, Json>>>;
  const command = (verb: AcademyVerb): Json => ({ verb, academy: DEMO, ...subjects[verb], ...about[verb] });

  before(async () => {
    const everybody = [people, elsewhere, leaving].flatMap((group) => Object.values(group));
    const namesake = { name: 'Ville Demo', address: 'ville.d@elsewhere.example', tenant: DEMO_TENANT };
    world = await anAcademy({
      installed: everybody,
      others: [...secondPeople, namesake],
      environment: { PUBLIC_URL: 'http://127.0.0.1/fadder' },
    });
    await world.person('ville.d').install();
    await world.settle();
    await importInto(world.store, secondProgramme(), secondEntries);
    for (const name of Object.values(ofSecond)) await world.person(name).install();
    await world.moveTo('2023-06-14T10:00:00Z');
    about = await found(world);
  });
  after(() => world.close());

  /** Tries a command and sees that it is refused and that nothing at all was written. */
  async function refusedFor(names: readonly string[], verb: AcademyVerb, code: string): Promise<void> {
    const before = await dumpOf(world.store);
    for (const name of names) {
      const reply = await clicks(world.person(name), command(verb));
      assert.equal(reply.refused, code, `${name}: ${verb}`);
    }
    assert.deepEqual(await dumpOf(world.store), before);
  }

  for (const verb of verbs) {
    it(`${verb}: refused to every wrong role`, () =>
      refusedFor(named(people, verb, false), verb, 'notAllowed'));

    it(`${verb}: refused to everybody of another academy, which learns nothing of this one`, () =>
      refusedFor(Object.values(ofSecond), verb, 'gone'));
  }

  for (const verb of ofOrganisation)
    it(`${verb}: refused to the right role of another organisation`, () =>
      refusedFor(named(elsewhere, verb, true), verb, 'notAllowed'));

  for (const verb of verbs)
    it(`${verb}: open to the right roles`, async () => {
      for (const name of named(people, verb, true)) {
        const reply = await clicks(world.person(name), command(verb));
        assert.equal(reply.status, 200);
        assert.ok(reply.card && !reply.refused, `${name}: ${verb}: ${reply.refused ?? ''}`);
      }
    });

  it('counts a revocation from the moment its command has answered', async () => {
    const { programme, entries } = withoutLeaving();
    await importInto(world.store, programme, entries);
    for (const verb of verbs) await refusedFor(named(leaving, verb, true), verb, 'left');
    for (const name of Object.values(leaving)) {
      const chat = world.person(name).messages().length;
      for (const word of ['tasks', 'desk', 'thread']) await world.person(name).says(word);
      const cards = world.person(name).messages().slice(chat).map(cardIn);
      assert.deepEqual(
        cards.flatMap(verbsOf).filter((verb) => !['home', 'help', 'language.show'].includes(verb)),
        [],
      );
    }
  });
});

describe('rights of a stranger', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  before(async () => {
    world = await anAcademy({ installed: [], others: secondPeople });
    await world.person('kai').install();
  });
  after(() => world.close());

  it('are none in any academy, whatever they click', async () => {
    const before = await dumpOf(world.store);
    for (const verb of verbs) {
      const reply = await clicks(world.person('kai'), { verb, academy: DEMO, ...subjects[verb] });
      assert.equal(reply.refused, 'unknownPerson', verb);
    }
    assert.deepEqual(await dumpOf(world.store), before);
  });
});

function named(group: Readonly<Partial<Record<Role, string>>>, verb: AcademyVerb, may: boolean): string[] {
  return roles.flatMap((role) => {
    const permitted: readonly Role[] = rights[verb];
    const name = group[role];
    return name !== undefined && permitted.includes(role) === may ? [name] : [];
  });
}

/** What commands name that is known only once the academy runs: a thread, a draft, a question, the clock's next moment. */
async function found(world: AcademyWorld): Promise<Partial<Record<AcademyVerb, Json>>> {
  const academy = await world.bot.deps.academies.read(DEMO);
  const pairing = academy?.revision.pairings.find(({ organisation }) => organisation === 'kymenlaakso')?.id;
  assert.ok(pairing);
  const preview = {
    verb: 'broadcast.preview',
    academy: DEMO,
    ...subjects['broadcast.preview'],
    nonce: 'nonce-0',
  };
  const draft = await clicks(world.person('katri'), preview);
  const desk = await clicks(world.person('katri'), { verb: 'desk.show', academy: DEMO });
  const question = world.person('katri').latest('newcomer.link');
  const { newcomer, person } = dataOf(cardIn(question), 'newcomer.link');
  const { broadcast } = dataOf(draft.card, 'broadcast.send');
  const account = world.person('ebba').account;
  const ebba = await world.bot.deps.persons.byAddress(account.address);
  assert.ok(ebba);
  return {
    'thread.show': { pairing },
    'thread.send': { pairing },
    'broadcast.send': { broadcast },
    'broadcast.now': { broadcast },
    'broadcast.cancel': { broadcast },
    'broadcast.stop': { broadcast },
    'broadcast.correct': { broadcast },
    'broadcast.withdraw': { broadcast },
    'broadcast.show': { broadcast },
    'newcomer.show': { newcomer },
    'newcomer.link': { newcomer, person },
    'newcomer.refuse': { newcomer },
    'newcomer.reopen': { newcomer },
    'person.show': { person: ebba.id },
    'person.find': { person: ebba.id },
    'clock.jump': { to: dataOf(desk.card, 'clock.jump')['to'] },
  };
}

function withoutLeaving(): { programme: Programme; entries: readonly RosterEntry[] } {
  const { programme, entries } = demoFiles();
  const gone: readonly string[] = Object.values(leaving);
  return {
    entries: entries.filter(({ address }) => !gone.includes(address.split('@')[0] ?? '')),
    programme: {
      ...programme,
      organisations: programme.organisations.map((one) =>
        one.mentor === 'm6@expert.example' ? { ...one, mentor: 'm4@expert.example' } : one,
      ),
    },
  };
}
