import assert from 'node:assert/strict';
import { words } from '../../cards/words/words.ts';
import { threadOf } from '../../deploy/local/teams/chat.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { anAcademy, DEMO, wordsOf } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { clicks, languageIn, titleOf } from '../helpers/acts.ts';
import { aChat, changesNothing, isPublic, oneCard, OUTSIDER } from '../helpers/group-world.ts';

const CHANNEL = aChat('channel', ['ebba', 'axel', 'robert']);

describe('a channel', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  const there = (name: string) => world.person(name).in(CHANNEL);

  before(async () => {
    world = await anAcademy({ installed: ['ebba'], others: [OUTSIDER], chats: [CHANNEL] });
    await world.moveTo('2023-05-15T10:00:00Z');
  });
  after(() => world.close());

  it('of a team that the bot is added to gets one greeting, outside any thread', async () => {
    const greeting = await oneCard(there('robert'), () => there('robert').install());
    assert.equal(languageIn(greeting), 'sv');
    assert.equal(titleOf(greeting), words.sv['greeting.title']);
  });

  it('has a mention answered in the thread that it starts, and not beside it', async () => {
    const [one, two] = ['1001', '1002'].map((id) => there('ebba').in(threadOf(CHANNEL, id)));
    assert.ok(one && two);
    const before = there('ebba').messages().length;
    await changesNothing(world, async () => {
      await there('ebba').writes('@Fadder sprint', { id: '1001' });
      await there('ebba').writes('@Fadder omat tehtävät', { id: '1002' });
    });
    assert.deepEqual([one.messages().length, two.messages().length], [1, 1]);
    assert.equal(there('ebba').messages().length, before);
    const [sprint, pointer] = [one, two].map((thread) => cardIn(thread.messages()[0] ?? assert.fail()));
    assert.match(wordsOf(sprint), /Strategisk ledning/);
    assert.equal(titleOf(pointer ?? {}), words.sv['pointer.private.title']);
    isPublic(sprint);
  });

  it('has a reply that mentions the bot answered in the same thread', async () => {
    const thread = threadOf(CHANNEL, '1001');
    const robert = world.person('robert').in(thread);
    const card = await oneCard(robert, () => robert.writes('och nästa möte, @Fadder?'));
    assert.equal(languageIn(card), 'sv');
    isPublic(card);
  });

  it('has what does not mention the bot left alone, in a thread too', async () => {
    const thread = world.person('ebba').in(threadOf(CHANNEL, '1001'));
    const before = thread.messages().length;
    for (const who of [there('ebba'), thread]) await who.writes('sprint', { heard: true });
    assert.equal(thread.messages().length, before);
  });

  it('is asked for its members by the id of its team, which a thread has none of its own of', async () => {
    const count = () => world.teams.count('member', CHANNEL.id);
    const before = count();
    const axel = there('axel').in(threadOf(CHANNEL, '1003'));
    isPublic(await oneCard(axel, () => there('axel').writes('@Fadder sprint', { id: '1003' })));
    assert.equal(count(), before + 1);
    const known = await world.bot.deps.persons.byAddress(axel.account.address);
    assert.deepEqual(known?.accounts, []);
  });

  it('has a click in a thread answered to whoever clicked, and the card stays for the others', async () => {
    const thread = threadOf(CHANNEL, '1001');
    const posted = world.person('ebba').in(thread).messages()[0] ?? assert.fail();
    const before = cardIn(posted);
    const shown = await world.person('robert').in(thread).acts(posted, 'public.show');
    isPublic(shown.card);
    const { line } = await clicks(world.person('olga').in(thread), { verb: 'public.show', academy: DEMO });
    assert.match(line ?? '', /own chat/);
    assert.deepEqual(cardIn(world.person('ebba').in(thread).messages()[0] ?? assert.fail()), before);
  });
});
