import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import { ClaimsIdentity } from 'botframework-connector';
import type { BotFrameworkAuthentication, ConnectorClient } from 'botframework-connector';
import { authenticationOf, requestHandler } from '../../../bot/inbound/adapter.ts';
import { connectors, withoutRetries } from '../../../bot/outbound/connector.ts';
import { startLoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import type { LoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import { AINO } from '../../helpers/teams.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const message = { type: 'message', text: 'Hei' };

/** Hands over each client that the SDK makes. */
function watched(made: ConnectorClient[]): BotFrameworkAuthentication {
  const authentication = authenticationOf(undefined);
  const authenticate = authentication.authenticateRequest.bind(authentication);
  authentication.authenticateRequest = async (activity, header) => {
    const result = await authenticate(activity, header);
    const { connectorFactory } = result;
    const create = connectorFactory?.create.bind(connectorFactory);
    if (!connectorFactory || !create) return result;
    connectorFactory.create = async (serviceUrl, audience) => {
      const client = await create(serviceUrl, audience);
      made.push(client);
      return client;
    };
    return result;
  };
  return authentication;
}

describe('the clients of the connector', () => {
  let bot: restify.Server;
  let teams: LoopbackTeams;
  const made: ConnectorClient[] = [];

  beforeEach(async () => {
    made.length = 0;
    bot = restify.createServer();
    const handler = requestHandler(watched(made), () => Promise.resolve(undefined), silent);
    bot.post('/api/messages', restify.plugins.jsonBodyParser(), handler);
    bot.listen(0, '127.0.0.1');
    await once(bot.server, 'listening');
    const { port } = bot.server.address() as AddressInfo;
    const botUrl = `http://127.0.0.1:${String(port)}/api/messages`;
    const overloaded = { status: 503, headers: { 'retry-after': '0' } };
    teams = await startLoopbackTeams({ botUrl, people: [AINO], respond: () => overloaded });
  });
  afterEach(async () => {
    await teams.close();
    const done = once(bot.server, 'close');
    bot.close();
    bot.server.closeAllConnections();
    await done;
  });

  const send = async (client: ConnectorClient | undefined): Promise<void> => {
    assert.ok(client);
    const { conversationId } = teams.person(AINO.address).account;
    await assert.rejects(client.conversations.sendToConversation(conversationId, message), {
      statusCode: 503,
    });
  };

  it('as the SDK makes them post the same message four times: what is taken away is there', async () => {
    const factory = authenticationOf(undefined).createConnectorFactory(new ClaimsIdentity([]));
    await send(await factory.create(teams.serviceUrl, ''));
    assert.equal(teams.count('send'), 4);
  });

  it('of our own post it once', async () => {
    await send(await connectors(authenticationOf(undefined), '')(teams.serviceUrl));
    assert.equal(teams.count('send'), 1);
  });

  it('of a turn post it once', async () => {
    await teams.person(AINO.address).says('hei');
    assert.equal(made.length, 1);
    await send(made[0]);
    assert.equal(teams.count('send'), 1);
  });

  it('of all turns are one and the same', async () => {
    const aino = teams.person(AINO.address);
    for (const text of ['hei', 'hej', 'hello']) await aino.says(text);
    assert.equal(made.length, 1);
  });

  it('are made once for each service URL', async () => {
    const connect = connectors(authenticationOf(undefined), '');
    const [one, same, other] = await Promise.all([
      connect('http://a'),
      connect('http://a'),
      connect('http://b'),
    ]);
    assert.equal(one, same);
    assert.notEqual(one, other);
  });

  it('without a pipeline nothing may be sent at all', () => {
    assert.throws(() => {
      withoutRetries({ client: {} });
    }, /no pipeline/);
  });
});
