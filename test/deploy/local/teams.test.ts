import assert from 'node:assert/strict';
import { accountOf } from '../../../deploy/local/teams/account.ts';
import { objectAt } from '../../../deploy/local/teams/json.ts';
import type { Json } from '../../../deploy/local/teams/json.ts';
import { startLoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import type { LoopbackTeams, LoopbackTeamsOptions } from '../../../deploy/local/teams/teams.ts';
import { cardIn } from '../../../deploy/local/teams/world.ts';
import { aFolder } from '../../helpers/folder.ts';
import { AINO, EBBA, PLAIN_CARD, ask, askingCard, carrying, showing } from '../../helpers/teams.ts';
import { startTinyBot } from '../../helpers/tiny-bot.ts';
import type { TinyBot } from '../../helpers/tiny-bot.ts';

const aino = accountOf(AINO);
const HELLO = { type: 'message', text: 'hello' };

describe('the loopback Teams', () => {
  let bot: TinyBot;
  let teams: LoopbackTeams;
  const folder = aFolder();

  const start = async (options: Partial<LoopbackTeamsOptions> = {}): Promise<LoopbackTeams> => {
    teams = await startLoopbackTeams({ botUrl: bot.url, people: [AINO, EBBA], ...options });
    return teams;
  };
  const answering = async (answer: (activity: Json) => unknown): Promise<void> => {
    await bot.close();
    bot = await startTinyBot(answer);
  };
  const post = (activity: unknown, conversation = aino.conversationId): ReturnType<typeof ask> =>
    ask(teams.serviceUrl, 'POST', `/${encodeURIComponent(conversation)}/activities`, activity);

  beforeEach(async () => {
    bot = await startTinyBot();
  });
  afterEach(async () => {
    await teams.close();
    await bot.close();
  });

  describe('as a connector', () => {
    it('keeps what the bot sends, in order, with ids of its own', async () => {
      const person = (await start()).person(AINO.address);
      await person.install();
      const first = await post(HELLO);
      const second = await post(carrying(PLAIN_CARD));
      assert.deepEqual([first.status, second.status], [201, 201]);
      assert.deepEqual(
        person.messages().map(({ id }) => id),
        [first.body, second.body].map((body) => objectAt({ body }, 'body')['id']),
      );
      assert.equal(teams.count('send', aino.conversationId), 2);
    });

    it('remembers each earlier version of an updated message', async () => {
      const person = (await start()).person(AINO.address);
      await person.install();
      await post(HELLO);
      const [{ id } = { id: '' }] = person.messages();
      const path = `/${aino.conversationId}/activities/${id}`;
      assert.equal((await ask(teams.serviceUrl, 'PUT', path, { type: 'message', text: 'bye' })).status, 200);
      const [message] = person.messages();
      assert.equal(message?.activity['text'], 'bye');
      assert.deepEqual(
        message.history.map(({ text }) => text),
        ['hello'],
      );
    });

    it('forgets a deleted message and refuses to touch it again', async () => {
      const person = (await start()).person(AINO.address);
      await person.install();
      await post(HELLO);
      const path = `/${aino.conversationId}/activities/${person.messages()[0]?.id ?? ''}`;
      assert.equal((await ask(teams.serviceUrl, 'DELETE', path)).status, 200);
      assert.deepEqual(person.messages(), []);
      const again = await ask(teams.serviceUrl, 'PUT', path, HELLO);
      assert.deepEqual([again.status, codeOf(again)], [404, 'ActivityNotFoundInConversation']);
    });

    it('opens the one personal chat by user id and by object id, and posts a first message', async () => {
      const person = (await start()).person(AINO.address);
      await person.install();
      for (const id of [aino.userId, aino.objectId]) {
        const body = { members: [{ id }], tenantId: AINO.tenant, isGroup: false, activity: HELLO };
        const created = await ask(teams.serviceUrl, 'POST', '', body);
        assert.equal(created.status, 201);
        assert.equal(objectAt(created, 'body')['id'], aino.conversationId);
      }
      assert.equal(person.messages().length, 2);
    });

    it('says of a member what Teams says', async () => {
      await (await start()).person(AINO.address).install();
      const { body } = await ask(teams.serviceUrl, 'GET', `/${aino.conversationId}/members/${aino.objectId}`);
      const { id, email, userPrincipalName, aadObjectId, tenantId } = body as Json;
      assert.deepEqual(
        [id, email, userPrincipalName, aadObjectId, tenantId],
        [aino.userId, AINO.address, AINO.address, aino.objectId, AINO.tenant],
      );
    });

    const anywhere = `/${aino.conversationId}/activities`;
    const refused: [string, string, string, unknown, number, string][] = [
      ['an unknown conversation', 'POST', '/a:nobody/activities', HELLO, 404, 'ConversationNotFound'],
      ['an unknown message', 'PUT', `${anywhere}/1`, HELLO, 404, 'ActivityNotFoundInConversation'],
      [
        'an unknown member',
        'GET',
        `/${aino.conversationId}/members/29:x`,
        undefined,
        404,
        'MemberNotFoundInConversation',
      ],
      [
        'a chat with a stranger',
        'POST',
        '',
        { members: [{ id: '29:x' }] },
        400,
        'MemberNotFoundInConversation',
      ],
      ['a body that is no JSON', 'POST', anywhere, '{', 400, 'BadSyntax'],
      ['a message without content', 'POST', anywhere, { type: 'message' }, 400, 'BadArgument'],
      [
        'an endless message',
        'POST',
        anywhere,
        { type: 'message', text: 'x'.repeat(60_000) },
        413,
        'MessageSizeTooBig',
      ],
      ['an unknown endpoint', 'POST', '/a/b/c/d', {}, 404, 'NotFound'],
    ];
    for (const [what, method, path, body, status, code] of refused) {
      it(`refuses ${what} with ${status} ${code}`, async () => {
        await (await start()).person(AINO.address).install();
        const answer = await ask(teams.serviceUrl, method, path, body);
        assert.deepEqual([answer.status, codeOf(answer)], [status, code]);
      });
    }

    it('refuses to write to somebody who has removed the app, or never had it', async () => {
      await start();
      const members = { members: [{ id: aino.userId }], tenantId: AINO.tenant };
      assert.equal(codeOf(await ask(teams.serviceUrl, 'POST', '', members)), 'ForbiddenOperationException');
      await teams.person(AINO.address).install();
      await teams.person(AINO.address).uninstall();
      assert.equal(codeOf(await post(HELLO)), 'BotNotInConversationRoster');
    });
  });

  describe('with faults in the way', () => {
    it('answers what it is told to, before or after it has accepted the message', async () => {
      const person = (await start()).person(AINO.address);
      await person.install();
      teams.respond(() => ({ status: 429, headers: { 'retry-after': '3' } }));
      const throttled = await post(HELLO);
      assert.deepEqual([throttled.status, throttled.headers.get('retry-after')], [429, '3']);
      assert.equal(person.messages().length, 0);
      teams.respond(() => ({ status: 502, accepted: true }));
      assert.equal((await post(HELLO)).status, 502);
      assert.equal(person.messages().length, 1);
      assert.equal(teams.count('send'), 2);
    });

    it('resets the connection before or after it has accepted the message', async () => {
      const person = (await start()).person(AINO.address);
      await person.install();
      teams.respond(() => 'drop');
      await assert.rejects(post(HELLO));
      assert.equal(person.messages().length, 0);
      teams.respond(() => 'dropAfterAccept');
      await assert.rejects(post(HELLO));
      assert.equal(person.messages().length, 1);
    });

    it('leaves a request without an answer', async () => {
      await (await start()).person(AINO.address).install();
      teams.respond(({ operation }) => (operation === 'send' ? 'hang' : undefined));
      const settled = teams.next(({ call }) => call.operation === 'send');
      const pending = post(HELLO);
      const failed = assert.rejects(pending);
      assert.equal((await settled).outcome, 'hang');
      await teams.close();
      await failed;
    });
  });

  describe('as the clients of its people', () => {
    it('tells the bot of an installation twice, with the tenant and the ids', async () => {
      await (await start()).person(AINO.address).install();
      assert.deepEqual(bot.heard.map(({ type }) => type).sort(), [
        'conversationUpdate',
        'installationUpdate',
      ]);
      for (const activity of bot.heard) {
        assert.deepEqual(activity['from'], { id: aino.userId, aadObjectId: aino.objectId });
        assert.deepEqual(activity['channelData'], { tenant: { id: AINO.tenant } });
        assert.equal(activity['serviceUrl'], teams.serviceUrl);
      }
    });

    it('puts the card of the answer in the place of the one that was clicked', async () => {
      await answering((activity) => (activity['type'] === 'invoke' ? showing(PLAIN_CARD) : {}));
      const person = (await start()).person(AINO.address);
      await person.install();
      await post(carrying(askingCard()));
      const clicked = await person.acts(person.latest('prompt.answer'), 'prompt.answer', { text: 'Hyvin' });
      assert.equal(clicked.status, 200);
      assert.deepEqual(cardIn(person.messages()[0]!), PLAIN_CARD);
      assert.deepEqual(bot.heard.at(-1)?.['value'], {
        action: {
          type: 'Action.Execute',
          title: 'Send',
          verb: 'prompt.answer',
          data: { verb: 'prompt.answer', item: 's1-p1', nonce: 'n1', text: 'Hyvin', share: 'mentor' },
        },
        trigger: 'manual',
      });
    });

    it('sends the click of an older client as a message with a value', async () => {
      const person = (await start()).person(AINO.address);
      await person.install();
      await post(carrying(askingCard()));
      const message = person.latest('prompt.answer');
      await person.acts(message, 'prompt.answer', { text: 'Hyvin' }, { submit: true });
      const { type, value, replyToId, text } = bot.heard.at(-1) ?? {};
      assert.deepEqual([type, replyToId, text], ['message', message.id, undefined]);
      assert.equal(objectAt({ value }, 'value')['text'], 'Hyvin');
    });

    it('marks inputs as a client does, and sends nothing', async () => {
      const person = (await start()).person(AINO.address);
      await person.install();
      await post(carrying(askingCard()));
      const message = person.latest('prompt.answer');
      const before = bot.heard.length;
      const { marked } = await person.acts(message, 'prompt.answer');
      assert.deepEqual(marked, [{ input: 'text', message: 'Write something' }]);
      const long = await person.acts(message, 'prompt.answer', { text: 'x'.repeat(21) });
      assert.equal(long.marked?.length, 1);
      assert.equal(bot.heard.length, before);
    });

    it('cannot fill in what the card does not offer', async () => {
      const person = (await start()).person(AINO.address);
      await person.install();
      await post(carrying(askingCard()));
      const message = person.latest('prompt.answer');
      await assert.rejects(person.acts(message, 'prompt.answer', { note: 'x' }), /no input note/);
      await assert.rejects(
        person.acts(message, 'prompt.answer', { text: 'x', share: 'all' }),
        /no choice all/,
      );
      await assert.rejects(person.acts(message, 'task.done'), /no button task.done/);
    });

    it('delivers the same message again under the same id', async () => {
      const person = (await start()).person(AINO.address);
      await person.says('tasks', 'same');
      await person.says('tasks', 'same');
      assert.deepEqual(
        bot.heard.map(({ id, text }) => [id, text]),
        [
          ['same', 'tasks'],
          ['same', 'tasks'],
        ],
      );
    });
  });

  it('goes on after a restart from where it was', async () => {
    const journal = folder.file('teams.jsonl');
    await answering((activity) => (activity['type'] === 'invoke' ? showing(PLAIN_CARD) : {}));
    const before = (await start({ journal })).person(AINO.address);
    await before.install();
    await post(carrying(askingCard()));
    await post(carrying(askingCard()));
    await before.acts(before.messages()[0]!, 'prompt.answer', { text: 'Hyvin' });
    const stood = before.messages();
    await teams.close();
    // The first start after it also rewrites the journal.
    await start({ journal });
    await teams.close();
    const after = (await start({ journal })).person(AINO.address);
    assert.deepEqual(after.messages(), stood);
    assert.equal(teams.installed(after), true);
    assert.equal(teams.installed(teams.person(EBBA.address)), false);
    assert.equal((await post(HELLO)).status, 201);
    assert.equal(after.messages().length, 3);
  });
});

function codeOf(answer: { body: unknown }): unknown {
  return objectAt(objectAt(answer, 'body'), 'error')['code'];
}
