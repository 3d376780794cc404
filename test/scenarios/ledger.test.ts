import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import { refusal } from '../../deploy/local/teams/refusals.ts';
import { anAcademy, DEMO, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { actionsWith, clicks, dataOf, titleOf } from '../helpers/acts.ts';
import { must } from '../helpers/delivery-world.ts';

describe('the ledger', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  const katri = () => world.person('katri');
  const follows = async (data: Parameters<typeof clicks>[1]) => must((await clicks(katri(), data)).card);
  const desk = () => follows({ verb: 'desk.show', academy: DEMO });
  const opened = async () => follows(dataOf(await desk(), 'notice.show'));

  before(async () => {
    world = await anAcademy({ installed: ['katri', 'ebba', 'tuula', 'grace', 'm3'] });
    const grace = world.person('grace').account.conversationId;
    world.teams.respond(({ operation, conversation }) =>
      operation === 'send' && conversation === grace ? refusal('ConversationBlockedByUser') : undefined,
    );
    await world.moveTo('2023-05-10T06:00:00Z');
    world.teams.respond(undefined);
  });
  after(() => world.close());

  it('of a send is opened from the desk, and says who was missed, why, and what helps', async () => {
    const said = wordsOf(await opened());
    assert.match(said, /Strateginen johtaminen/);
    assert.ok(said.includes(words.fi['remedy.blocked']), said);
    assert.match(said, /Grace Demo/);
    assert.ok(said.includes(words.fi['remedy.notMet']));
  });

  it('tells who got it, in which language, and goes on to all that a person was sent', async () => {
    const got = actionsWith(await opened(), 'notice.show').find(({ data }) => data['show'] === 'got');
    const card = await follows(must(got).data);
    assert.match(wordsOf(card), /Ebba Demo \| [^|]*ruotsiksi/);
    const history = actionsWith(card, 'person.show').map(({ data }) => data);
    const cards = await Promise.all(history.map(follows));
    const ebba = must(cards.find((one) => titleOf(one) === 'Ebba Demo'));
    const said = wordsOf(ebba);
    for (const what of ['send.sprint', 'send.welcome', 'send.home'] as const)
      assert.equal(said.includes(words.fi[what]), what !== 'send.home', what);
  });

  it('says that there was a message in a thread, and nothing of what it says', async () => {
    const secret = 'Hemligt om vår chef';
    const shown = await clicks(world.person('ebba'), { verb: 'threads.show', academy: DEMO });
    const { pairing } = dataOf(shown.card, 'thread.show');
    await clicks(world.person('ebba'), {
      ...{ verb: 'thread.send', academy: DEMO, pairing, nonce: 'n-1', text: secret },
    });
    await world.settle();
    assert.ok(world.person('tuula').messages().length > 0);
    const tuula = must(await world.bot.deps.persons.byAddress(world.person('tuula').account.address));
    const said = wordsOf(await follows({ verb: 'person.show', academy: DEMO, person: tuula.id }));
    assert.ok(said.includes(words.fi['send.message']), said);
    assert.ok(!said.includes(secret));
  });

  it('of somebody who could not be reached is chosen from the list of those', async () => {
    const reach = await follows({ verb: 'desk.reach', academy: DEMO });
    const [find] = actionsWith(reach, 'person.find');
    const choices = must(find).inputs.find(({ id }) => id === 'person')?.choices ?? [];
    const grace = must(choices.find(({ title }) => title === 'Grace Demo'));
    const card = await follows({ ...must(find).data, person: grace.value });
    assert.equal(titleOf(card), 'Grace Demo');
    assert.ok(wordsOf(card).includes(words.fi['reason.blocked']));
  });
});
