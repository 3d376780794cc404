import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import { DEMO_TENANT } from '../../deploy/local/teams/account.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import type { RosterEntry } from '../../services/domain/people.ts';
import { anAcademy, DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { cardsWith, clicks, dataOf, titleOf } from '../helpers/acts.ts';
import { joining } from '../helpers/second-academy.ts';

const { programme, entries } = demoFiles();
const KYMENLAAKSO = 'kymenlaakso';
const VERA = { name: 'Vera Ny', address: 'vera@kymenlaakso.example', tenant: DEMO_TENANT };

/** Sirpa (m4) follows Henrik (m3) as the mentor of Kymenlaakso. */
const succeeded = {
  ...programme,
  organisations: programme.organisations.map((one) =>
    one.id === KYMENLAAKSO ? { ...one, mentor: 'm4@expert.example' } : one,
  ),
};

/** Vera joins Ebba and Axel there. */
function withVera(): readonly RosterEntry[] {
  const organisation = programme.organisations.find(({ id }) => id === KYMENLAAKSO)?.id;
  assert.ok(organisation);
  return [...entries, { ...joining(VERA.name, VERA.address), organisation, language: 'sv' }];
}

describe('who comes after the readers of a reflection', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  const asks = async (name: string, command: Readonly<Record<string, unknown>>) =>
    (await clicks(world.person(name), { academy: DEMO, ...command })).card;
  /** All that somebody can open of what others wrote. */
  const reads = async (name: string, text: string) => {
    const opened = [
      await asks(name, { verb: 'prompt.others', item: 's1-p1' }),
      await asks(name, { verb: 'organisation.show', organisation: KYMENLAAKSO }),
    ];
    return opened.some((card) => wordsOf(card).includes(text));
  };
  /** Opens the form as it is now and saves. */
  const saves = async (name: string, text: string, share: string) => {
    const form = await asks(name, { verb: 'prompt.show', item: 's1-p1', edit: true });
    const { card } = await clicks(world.person(name), { ...dataOf(form, 'prompt.answer'), text, share });
    return wordsOf(card);
  };
  const receipt = async (name: string) => wordsOf(await asks(name, { verb: 'prompt.show', item: 's1-p1' }));
  const imports = async () => {
    await importInto(world.store, succeeded, withVera());
    await world.bot.deps.academies.readFresh(DEMO);
    await world.settle();
  };

  before(async () => {
    world = await anAcademy({ installed: ['ebba', 'axel', 'm3', 'm4'], others: [VERA] });
    await world.moveTo('2023-05-31T06:00:00Z');
    await saves('ebba', 'Bara för Henrik', 'mentor');
    await saves('axel', 'För oss här', 'organisation');
    for (const [name, text] of [
      ['m3', 'Bara för Henrik'],
      ['m3', 'För oss här'],
      ['ebba', 'För oss här'],
    ] as const)
      assert.ok(await reads(name, text), `${name} was named`);
    await imports();
    await world.person('vera').install();
    await world.settle();
  });
  after(() => world.close());

  it('the new mentor does not read what was shared with the one before', async () => {
    assert.ok(!(await reads('m4', 'Bara för Henrik')));
    assert.ok(!(await reads('m4', 'För oss här')));
  });

  it('nor does the one before, who is their mentor no more', async () => {
    assert.ok(!(await reads('m3', 'Bara för Henrik')));
    assert.ok(!(await reads('m3', 'För oss här')));
  });

  it('a colleague who has joined since does not read what was shared with the organisation', async () => {
    assert.ok(!(await reads('vera', 'För oss här')));
    assert.ok(await reads('ebba', 'För oss här'), 'those who were named still do');
  });

  it('the receipt names those it was shared with then', async () => {
    const [toMentor, toAll] = [await receipt('ebba'), await receipt('axel')];
    assert.match(toMentor, /Henrik Demo/);
    assert.doesNotMatch(toMentor, /Sirpa Demo/);
    for (const name of ['Ebba Demo', 'Tuula Demo', 'Henrik Demo']) assert.ok(toAll.includes(name), name);
    assert.doesNotMatch(toAll, /Vera Ny|Sirpa Demo/);
  });

  it('saved again, though not a word is changed, it is shared with those who are there now', async () => {
    const toMentor = await saves('ebba', 'Bara för Henrik', 'mentor');
    assert.match(toMentor, /Sirpa Demo/);
    assert.doesNotMatch(toMentor, /Henrik Demo/);
    const toAll = await saves('axel', 'För oss här', 'organisation');
    for (const name of ['Ebba Demo', 'Vera Ny', 'Sirpa Demo']) assert.ok(toAll.includes(name), name);
    assert.ok(await reads('m4', 'Bara för Henrik'));
    assert.ok(await reads('m4', 'För oss här'));
    assert.ok(await reads('vera', 'För oss här'));
    assert.ok(!(await reads('m3', 'För oss här')));
  });

  it('the new mentor gets one card of the organisation, its people one of the mentor, and none again', async () => {
    const pairings = (name: string) =>
      cardsWith(world.person(name), 'organisation.show', ({ organisation }) => organisation === KYMENLAAKSO);
    const mentors = (name: string) =>
      cardsWith(world.person(name), 'thread.show')
        .map((posted) => cardIn(posted) ?? {})
        .filter((card) => titleOf(card) === words.sv['mentor.title'])
        .map((card) => /Henrik|Sirpa/.exec(wordsOf(card))?.[0]);
    for (let time = 0; time < 2; time += 1) {
      assert.equal(pairings('m4').length, 1);
      assert.match(wordsOf(cardIn(pairings('m4')[0] ?? assert.fail())), /Axel Demo.*Ebba Demo.*Vera Ny/);
      assert.equal(pairings('m3').length, 1, 'the one of long ago');
      assert.deepEqual(mentors('ebba'), ['Henrik', 'Sirpa']);
      assert.deepEqual(mentors('axel'), ['Henrik', 'Sirpa']);
      assert.deepEqual(mentors('vera'), ['Sirpa'], 'with the welcome');
      await imports();
    }
  });
});
