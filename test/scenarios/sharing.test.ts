import assert from 'node:assert/strict';
import { shares } from '../../services/domain/programme.ts';
import type { Share } from '../../services/domain/programme.ts';
import { anAcademy, chatOf, DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { clicks } from '../helpers/acts.ts';

const readers = {
  'a colleague': 'axel',
  'somebody of another organisation': 'aino',
  'their mentor': 'm3',
  'another mentor': 'm1',
  'a coordinator': 'katri',
} as const;
type Reader = keyof typeof readers;

/** Who reads a reflection of Ebba's, beside herself, wherever they look. */
const expected: Readonly<Record<Share, readonly Reader[]>> = {
  me: [],
  mentor: ['their mentor'],
  organisation: ['a colleague', 'their mentor'],
  academy: ['a colleague', 'somebody of another organisation', 'their mentor', 'another mentor'],
};

describe('a reflection', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  before(async () => {
    world = await anAcademy({ installed: ['ebba', ...Object.values(readers)] });
    await world.moveTo('2023-05-31T06:00:00Z');
  });
  after(() => world.close());

  /** All that a person can have the bot show of others' answers. */
  async function everythingFor(name: string): Promise<string> {
    const person = world.person(name);
    const asked = [
      { verb: 'prompt.others', item: 's1-p1' },
      { verb: 'prompt.show', item: 's1-p1' },
      { verb: 'organisation.show', organisation: 'kymenlaakso' },
      { verb: 'tasks.show' },
      { verb: 'overview.show' },
      { verb: 'desk.show' },
      { verb: 'desk.feedback' },
      { verb: 'sprint.show', sprint: 's1' },
    ];
    const shown: string[] = [];
    for (const command of asked)
      shown.push(wordsOf((await clicks(person, { academy: DEMO, ...command })).card));
    return [...shown, ...chatOf(person)].join('\n');
  }
  let rev = 0;
  const writes = async (text: string, share: Share) => {
    const about = { verb: 'prompt.answer', academy: DEMO, item: 's1-p1', rev, nonce: `n-${rev++}` };
    const { refused } = await clicks(world.person('ebba'), { ...about, text, share });
    assert.equal(refused, undefined);
  };

  for (const share of shares)
    it(`shared with “${share}” is read by ${expected[share].join(', ') || 'nobody else'}`, async () => {
      const text = `Reflektion för ${share}`;
      await writes(text, share);
      const who: string[] = [];
      for (const [reader, name] of Object.entries(readers))
        if ((await everythingFor(name)).includes(text)) who.push(reader);
      assert.deepEqual(who, expected[share]);
      assert.ok((await everythingFor('ebba')).includes(text), 'its author always');
    });

  it('that becomes private again is read by nobody else any more', async () => {
    await writes('Reflektion för academy', 'me');
    for (const name of Object.values(readers))
      assert.ok(!(await everythingFor(name)).includes('Reflektion för academy'), name);
  });

  it('leaves out earlier versions: only what holds now is read', async () => {
    await writes('Ny version', 'academy');
    const shown = await everythingFor('m3');
    assert.match(shown, /Ny version/);
    assert.doesNotMatch(shown, /Reflektion för/);
  });

  it('is not read by somebody who takes the place of a reader later: the card did not name them', async () => {
    await writes('Till Henrik', 'mentor');
    const { programme, entries } = demoFiles();
    const organisations = programme.organisations.map((one) =>
      one.id === 'kymenlaakso' ? { ...one, mentor: 'm1@expert.example' } : one,
    );
    await importInto(world.store, { ...programme, organisations }, entries);
    await world.bot.deps.academies.readFresh(DEMO);
    for (const name of ['m1', 'm3']) assert.ok(!(await everythingFor(name)).includes('Till Henrik'), name);
    await importInto(world.store, programme, entries);
    await world.bot.deps.academies.readFresh(DEMO);
    assert.ok((await everythingFor('m3')).includes('Till Henrik'));
  });

  it('of a personal task is shared in the same way', async () => {
    const task = { verb: 'task.answer', academy: DEMO, item: 's1-t5', rev: 0, nonce: 'n-t' };
    await clicks(world.person('ebba'), { ...task, text: 'Egen uppgift', share: 'mentor' });
    for (const [reader, name] of Object.entries(readers))
      assert.equal((await everythingFor(name)).includes('Egen uppgift'), reader === 'their mentor', reader);
  });

  it('tells coordinators and mentors that there is one, never what it says, where it is not shared', async () => {
    const { card } = await clicks(world.person('katri'), {
      ...{ verb: 'organisation.show', academy: DEMO, organisation: 'kymenlaakso' },
    });
    // One prompt and one personal task, each asked of five people; Ebba has answered both.
    assert.match(wordsOf(card), /2\/10/);
  });
});
