import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import { refusal } from '../../deploy/local/teams/refusals.ts';
import { anAcademy, DEMO, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { must } from '../helpers/delivery-world.ts';
import { actionsWith, clicks, verbsOf } from '../helpers/acts.ts';

describe('messages in doubt', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  const desk = async () => (await clicks(world.person('katri'), { verb: 'desk.show', academy: DEMO })).card;
  const list = async (name = 'katri') =>
    (await clicks(world.person(name), { verb: 'desk.held', academy: DEMO })).card;
  /** Messages in the chats of those who are in doubt. */
  const got = () =>
    ['ebba', 'axel', 'grace'].reduce((sum, name) => sum + world.person(name).messages().length, 0);

  before(async () => {
    world = await anAcademy({ installed: ['katri', 'robert', 'ebba', 'axel', 'grace'] });
    const troubled = ['ebba', 'axel', 'grace'].map((name) => world.person(name).account.conversationId);
    world.teams.respond(({ operation, conversation }) =>
      operation === 'send' && troubled.includes(conversation)
        ? { ...refusal('ServiceError'), accepted: true }
        : undefined,
    );
    await world.moveTo('2023-05-10T06:00:00Z');
    world.teams.respond(undefined);
  });
  after(() => world.close());

  it('are counted on the desk, and listed from there', async () => {
    assert.ok(verbsOf(await desk()).includes('desk.held'));
    const said = wordsOf(await list());
    for (const name of ['Ebba Demo', 'Grace Demo']) assert.ok(said.includes(name), name);
    assert.ok(said.includes(words.fi['held.cause.serverError']));
  });

  it('are sent again with one click, whoever clicks first; the other learns who it was', async () => {
    const before = got();
    const { data } = must(actionsWith(await list(), 'held.again')[0]);
    const names = ['katri', 'robert'];
    const answers = await Promise.all(names.map((name) => clicks(world.person(name), data)));
    await world.settle();
    const said = answers.map(({ card }) => wordsOf(card));
    const won = said.findIndex((text) => text.includes('✓ 1 '));
    const [winner, other] = won === 0 ? ['Katri Demo', said[1]] : ['Robert Demo', said[0]];
    assert.ok(other?.includes(`!  | ${winner}`), other);
    assert.equal(got(), before + 1);
  });

  it('all that are left are sent with one click, and the desk is clear', async () => {
    const before = got();
    const left = actionsWith(await list(), 'held.again').length;
    const all = actionsWith(await list(), 'held.all')[0];
    assert.ok(all && left > 1);
    await clicks(world.person('katri'), all.data);
    await world.settle();
    assert.equal(got(), before + left);
    assert.ok(!verbsOf(await desk()).includes('desk.held'));
    assert.ok(wordsOf(await list()).includes(words.fi['held.none']));
  });
});
