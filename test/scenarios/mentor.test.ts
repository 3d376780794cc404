import assert from 'node:assert/strict';
import { cardIn } from '../../deploy/local/teams/world.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { rsvps } from '../../services/store/documents.ts';
import { anAcademy, chatOf, DEMO, demoFiles, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { cardsWith, clicks, verbsOf } from '../helpers/acts.ts';
import { docsOf } from '../helpers/dump.ts';

const { programme, entries } = demoFiles();
const nameOf = (id: string) => programme.organisations.find((one) => one.id === id)?.name.fi ?? '-';
const participantsOf = (id: string) => entries.filter((e) => e.organisation === id).map(({ name }) => name);

describe('a mentor of two organisations', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let raili: Person;
  const shows = async (organisation: string) =>
    wordsOf((await clicks(raili, { verb: 'organisation.show', academy: DEMO, organisation })).card);
  const gives = (name: string, item: string, fields: Record<string, unknown>) =>
    clicks(world.person(name), {
      verb: item.includes('-p') ? 'prompt.answer' : 'task.answer',
      ...{ academy: DEMO, item, rev: 0, nonce: 'n-1', ...fields },
    });

  before(async () => {
    world = await anAcademy({ installed: ['m1', 'aino', 'eero', 'liisa', 'antti'] });
    raili = world.person('m1');
  });
  after(() => world.close());

  it('gets one pairing card for each: who they are, their people, what comes next', () => {
    const cards = cardsWith(raili, 'organisation.show').map(cardIn);
    assert.equal(cards.length, 2);
    for (const id of ['etela-savo', 'kanta-hame']) {
      const [card, ...more] = cards.filter((one) => wordsOf(one).includes(nameOf(id)));
      assert.equal(more.length, 0);
      for (const name of participantsOf(id)) assert.ok(wordsOf(card).includes(name), name);
      assert.ok(wordsOf(card).includes(programme.sprints[0]?.theme.fi ?? '-'));
      assert.ok(verbsOf(card).includes('thread.show'));
    }
  });

  it('is paired with nobody else', () => {
    const others = programme.organisations.filter((one) => !['etela-savo', 'kanta-hame'].includes(one.id));
    const said = chatOf(raili).join();
    for (const { name } of others) assert.ok(!said.includes(name.fi ?? '-'));
  });

  it('is known to the organisation’s people', () => {
    for (const name of ['aino', 'liisa']) assert.match(chatOf(world.person(name)).join(), /Raili Demo/);
  });

  it('sees their tasks with answers, and reflections that were shared with mentors', async () => {
    await world.moveTo('2023-06-07T06:00:00Z');
    await gives('aino', 's1-t1', { text: 'Yksi hankintarekisteri' });
    await gives('aino', 's1-p1', { text: 'Kummille kerrottu', share: 'mentor' });
    await gives('eero', 's1-p1', { text: 'Vain minulle', share: 'me' });
    await gives('aino', 's1-t5', { text: 'Oma tehtävä kummille', share: 'mentor' });
    await gives('eero', 's1-t5', { text: 'Oma tehtävä itselle', share: 'me' });
    const said = await shows('etela-savo');
    assert.match(said, /Yksi hankintarekisteri/);
    assert.match(said, /Aino Demo/);
    assert.match(said, /Kummille kerrottu/);
    assert.match(said, /Oma tehtävä kummille/);
  });

  it('sees nothing else', async () => {
    assert.doesNotMatch(await shows('etela-savo'), /Vain minulle|itselle/);
    assert.doesNotMatch(await shows('kanta-hame'), /hankintarekisteri|Kummille/);
  });

  it('no longer sees what its author took back to themselves', async () => {
    await gives('aino', 's1-p1', { text: 'Kummille kerrottu', share: 'me', rev: 1, nonce: 'n-2' });
    assert.doesNotMatch(await shows('etela-savo'), /Kummille kerrottu/);
  });

  it('gets neither prompts nor tasks nor feedback forms', async () => {
    await world.moveTo('2023-06-14T12:00:00Z');
    for (const verb of ['prompt.answer', 'task.answer', 'feedback.give'] as const)
      assert.deepEqual(cardsWith(raili, verb), []);
  });

  it('answers the invitation to the meeting', async () => {
    await world.moveTo('2023-09-19T12:00:00Z');
    const { card } = await raili.acts(raili.latest('rsvp.set'), ({ data }) => data['answer'] === 'online');
    assert.ok(card && verbsOf(card).includes('rsvp.set'));
    const [only, ...more] = await rsvpsOf(world);
    assert.deepEqual([only, more.length], ['online', 0]);
  });

  it('finds their organisations under the word for tasks', async () => {
    await raili.says('tehtävät');
    const said = chatOf(raili).at(-1) ?? '';
    assert.ok(said.includes(nameOf('etela-savo')) && said.includes(nameOf('kanta-hame')));
    assert.ok(!said.includes(nameOf('lappi')));
  });
});

async function rsvpsOf(world: AcademyWorld): Promise<readonly string[]> {
  return (await docsOf(world.store, DEMO, rsvps)).map((rsvp) => rsvp.answer);
}
