import assert from 'node:assert/strict';
import { mentioning, mentionsBot, threadOf } from '../../../deploy/local/teams/chat.ts';
import type { GroupChat } from '../../../deploy/local/teams/chat.ts';
import { BOT } from '../../../deploy/local/teams/account.ts';
import { listAt, objectAt, textAt } from '../../../deploy/local/teams/json.ts';
import type { Json } from '../../../deploy/local/teams/json.ts';
import { startLoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import type { LoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import { aFolder } from '../../helpers/folder.ts';
import { AINO, askingCard, carrying, EBBA, PLAIN_CARD, showing } from '../../helpers/teams.ts';
import { startTinyBot } from '../../helpers/tiny-bot.ts';
import type { TinyBot } from '../../helpers/tiny-bot.ts';

const GROUP: GroupChat = { id: '19:group@thread.v2', kind: 'groupChat', members: [AINO.address] };
const CHANNEL: GroupChat = {
  id: '19:channel@thread.tacv2',
  kind: 'channel',
  members: [AINO.address, EBBA.address],
};

describe('the loopback Teams with conversations of several', () => {
  const folder = aFolder();
  let bot: TinyBot;
  let teams: LoopbackTeams;
  let journal = 0;
  beforeEach(async () => {
    journal += 1;
    bot = await startTinyBot(() => showing(PLAIN_CARD));
    teams = await start();
  });
  afterEach(async () => {
    await teams.close();
    await bot.close();
  });

  const start = (): Promise<LoopbackTeams> =>
    startLoopbackTeams({
      botUrl: bot.url,
      people: [AINO, EBBA],
      chats: [GROUP, CHANNEL],
      journal: folder.file(`journal-${journal}`),
    });
  const call = async (
    method: string,
    path: string,
    body?: Json,
  ): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${teams.serviceUrl}/v3/conversations/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, body: await response.json() };
  };
  const post = (conversation: string) =>
    call('POST', `${encodeURIComponent(conversation)}/activities`, carrying(askingCard()));

  it('tells the bot where it was added, and by whom', async () => {
    const aino = teams.person(AINO.address);
    await aino.in(CHANNEL).install();
    assert.deepEqual(bot.heard.map(({ type }) => type).sort(), ['conversationUpdate', 'installationUpdate']);
    for (const heard of bot.heard) {
      const { id, conversationType } = objectAt(heard, 'conversation');
      assert.deepEqual([id, conversationType], [CHANNEL.id, 'channel']);
      assert.equal(objectAt(objectAt(heard, 'channelData'), 'team')['id'], CHANNEL.id);
      assert.equal(objectAt(heard, 'from')['id'], aino.account.userId);
    }
    assert.equal(teams.installed(aino), false);
  });

  it('lets the bot hear what mentions it, and all else only where it may read everything', async () => {
    const aino = teams.person(AINO.address).in(GROUP);
    assert.equal(await aino.writes('hej'), undefined);
    assert.equal(await aino.writes('@Aino Demo hej'), undefined);
    assert.equal(bot.heard.length, 0);
    await aino.writes('hej', { heard: true });
    await aino.writes('hej @Fadder');
    assert.deepEqual(
      bot.heard.map(({ text }) => text),
      ['hej', 'hej <at>Fadder</at>'],
    );
    const [mention] = listAt(bot.heard.at(-1) ?? {}, 'entities').filter(({ type }) => type === 'mention');
    assert.equal(textAt(objectAt(mention ?? {}, 'mentioned'), 'id'), BOT.id);
  });

  it('starts a thread with each message in a channel, and stays in it with a reply', async () => {
    const aino = teams.person(AINO.address);
    await aino.in(CHANNEL).writes('@Fadder', { id: '7' });
    await aino.in(threadOf(CHANNEL, '7')).writes('@Fadder', { id: '8' });
    assert.deepEqual(
      bot.heard.map((heard) => objectAt(heard, 'conversation')['id']),
      [`${CHANNEL.id};messageid=7`, `${CHANNEL.id};messageid=7`],
    );
  });

  it('takes messages to a thread where the bot is in its channel, and keeps threads apart', async () => {
    const thread = threadOf(CHANNEL, '7');
    assert.equal((await post(thread.id)).status, 403);
    const aino = teams.person(AINO.address);
    await aino.in(CHANNEL).install();
    assert.equal((await post(thread.id)).status, 201);
    assert.equal((await post('19:nowhere@thread.v2;messageid=7')).status, 404);
    const count = (chat: GroupChat) => aino.in(chat).messages().length;
    assert.deepEqual([thread, threadOf(CHANNEL, '8'), CHANNEL].map(count), [1, 0, 0]);
    assert.equal(aino.messages().length, 0);
  });

  it('knows who is there', async () => {
    const [aino, ebba] = [AINO, EBBA].map(({ address }) => teams.person(address).account.userId);
    for (const chat of [GROUP, CHANNEL]) await teams.person(AINO.address).in(chat).install();
    const members = await call('GET', `${GROUP.id}/members`);
    assert.deepEqual(
      (members.body as Json[]).map(({ id }) => id),
      [aino],
    );
    assert.equal((await call('GET', `${CHANNEL.id}/members/${String(ebba)}`)).status, 200);
    assert.equal((await call('GET', `${GROUP.id}/members/${String(ebba)}`)).status, 404);
  });

  it('shows the answer to a click to whoever clicked, and the card as it was to all', async () => {
    const aino = teams.person(AINO.address).in(GROUP);
    await aino.install();
    await post(GROUP.id);
    const clicked = await aino.acts(aino.latest('prompt.answer'), 'prompt.answer', { text: 'Hyvin' });
    assert.deepEqual(clicked.card, PLAIN_CARD);
    assert.equal(objectAt(bot.heard.at(-1) ?? {}, 'conversation')['id'], GROUP.id);
    assert.ok(aino.latest('prompt.answer'));
  });

  it('is the same after a restart', async () => {
    const thread = threadOf(CHANNEL, '7');
    await teams.person(AINO.address).in(CHANNEL).install();
    await post(thread.id);
    await teams.close();
    teams = await start();
    assert.equal(teams.person(EBBA.address).in(thread).messages().length, 1);
    assert.equal((await post(thread.id)).status, 201);
  });
});

describe('a mention', () => {
  const there = [BOT, { id: '29:ann', name: 'Ann' }, { id: '29:ann-marie', name: 'Ann Marie' }];

  it('is of the longest name that fits', () => {
    const { text, entities } = mentioning('@Ann Marie och @Ann', there);
    assert.equal(text, '<at>Ann Marie</at> och <at>Ann</at>');
    assert.equal(entities.length, 2);
  });

  it('is not what only looks like one', () => {
    const mentioned = mentioning('<at>Fadder</at> & Fadder', there);
    assert.equal(mentioned.text, '&lt;at&gt;Fadder&lt;/at&gt; &amp; Fadder');
    assert.equal(mentionsBot(mentioned), false);
  });
});
