import assert from 'node:assert/strict';
import botbuilder from 'botbuilder';
import type { ConversationReference, TurnContext } from 'botbuilder';
import restify from 'restify';
import { accountOf } from '../../../deploy/local/teams/account.ts';
import { startLoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import type { LoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import { cardIn } from '../../../deploy/local/teams/world.ts';
import { AINO, PLAIN_CARD, askingCard, showing } from '../../helpers/teams.ts';

const { ActivityTypes, CardFactory, CloudAdapter, ConfigurationBotFrameworkAuthentication, MessageFactory } =
  botbuilder;
const aino = accountOf(AINO);

describe("the loopback Teams with Microsoft's own bot library", () => {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const server = restify.createServer();
  let turn: (context: TurnContext) => Promise<unknown>;
  let teams: LoopbackTeams;

  before(async () => {
    server.use(restify.plugins.bodyParser());
    server.post('/api/messages', async (request, response) => {
      const { method = 'POST', headers } = request;
      const body = request.body as Record<string, unknown>;
      await adapter.process({ method, headers, body }, response, async (context) => {
        await turn(context);
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address();
    teams = await startLoopbackTeams({ botUrl: `http://127.0.0.1:${port}/api/messages`, people: [AINO] });
    turn = () => Promise.resolve();
    await teams.person(AINO.address).install();
  });
  after(async () => {
    await teams.close();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  });

  it('carries a message in, and a reply, an update and a deletion out', async () => {
    turn = async (context) => {
      const reply = await context.sendActivity(`you said ${context.activity.text}`);
      const gone = await context.sendActivity('gone');
      await context.updateActivity({ ...MessageFactory.text('changed'), id: reply!.id });
      await context.deleteActivity(gone!.id);
    };
    const person = teams.person(AINO.address);
    assert.equal((await person.says('moi')).status, 200);
    const [message] = person.messages();
    assert.equal(message?.activity['text'], 'changed');
    assert.deepEqual(
      message.history.map(({ text }) => text),
      ['you said moi'],
    );
    assert.equal(person.messages().length, 1);
  });

  it('knows its members', async () => {
    let member: { id?: string; email?: string; aadObjectId?: string } = {};
    turn = async (context) => {
      member = await botbuilder.TeamsInfo.getMember(context, context.activity.from.id);
    };
    await teams.person(AINO.address).says('who am I');
    assert.deepEqual(
      [member.id, member.email, member.aadObjectId],
      [aino.userId, AINO.address, aino.objectId],
    );
  });

  it('takes proactive messages, by a stored reference and by a new conversation', async () => {
    const sent: string[] = [];
    const say = async (context: TurnContext): Promise<void> => {
      sent.push((await context.sendActivity('out of the blue'))!.id);
    };
    let reference: Partial<ConversationReference> = {};
    turn = async (context) => {
      reference = botbuilder.TurnContext.getConversationReference(context.activity);
    };
    await teams.person(AINO.address).says('remember me');
    await adapter.continueConversationAsync('', reference, say);
    const parameters = { isGroup: false, members: [{ id: aino.objectId, name: '' }], tenantId: AINO.tenant };
    const created = {
      ...parameters,
      bot: { id: '', name: '' },
      activity: undefined!,
      channelData: undefined,
    };
    await adapter.createConversationAsync('', 'msteams', teams.serviceUrl, '', created, say);
    const ids = teams
      .person(AINO.address)
      .messages()
      .map(({ id }) => id);
    assert.equal(sent.length, 2);
    assert.deepEqual(ids.slice(-2), sent);
  });

  it('shows the card that answers a click', async () => {
    turn = async (context) => {
      if (context.activity.name !== 'adaptiveCard/action') {
        return context.sendActivity({ attachments: [CardFactory.adaptiveCard(askingCard())] });
      }
      return context.sendActivity({
        type: ActivityTypes.InvokeResponse,
        value: { status: 200, body: showing(PLAIN_CARD) },
      });
    };
    const person = teams.person(AINO.address);
    await person.says('ask me');
    const message = person.latest('prompt.answer');
    const clicked = await person.acts(message, 'prompt.answer', { text: 'Hyvin' });
    assert.deepEqual(clicked.card, PLAIN_CARD);
    assert.deepEqual(cardIn(person.messages().at(-1)!), PLAIN_CARD);
  });

  it('lets the library see a refusal with its code', async () => {
    let failure: { statusCode?: number; code?: string } = {};
    turn = async (context) => {
      await context.updateActivity({ ...MessageFactory.text('x'), id: '1' }).catch((error: unknown) => {
        failure = error as typeof failure;
      });
    };
    await teams.person(AINO.address).says('update what is gone');
    assert.deepEqual([failure.statusCode, failure.code], [404, 'ActivityNotFoundInConversation']);
  });
});
