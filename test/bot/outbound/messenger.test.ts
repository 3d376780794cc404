import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { authenticationOf } from '../../../bot/inbound/adapter.ts';
import { connectors } from '../../../bot/outbound/connector.ts';
import type { Connect } from '../../../bot/outbound/connector.ts';
import { connectorMessenger, resultOf } from '../../../bot/outbound/messenger.ts';
import type { Fault } from '../../../deploy/local/teams/faults.ts';
import { startLoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import type { LoopbackTeams } from '../../../deploy/local/teams/teams.ts';
import type { SendResult } from '../../../services/domain/delivery.ts';
import type { Messenger } from '../../../services/delivery/messenger.ts';
import { freePort } from '../../helpers/free-port.ts';
import { AINO } from '../../helpers/teams.ts';
import { startTinyBot } from '../../helpers/tiny-bot.ts';
import type { TinyBot } from '../../helpers/tiny-bot.ts';

const card = { summary: 'Hei', content: { type: 'AdaptiveCard', version: '1.5', body: [] } };
const TIMEOUT = 150;

const connect = (): Connect => connectors(authenticationOf(undefined), '', () => true);
const aMessenger = (timeoutMs = 5000): Messenger => connectorMessenger({ connect: connect(), timeoutMs });

const fault = (status: number, body?: unknown, headers: Record<string, string> = {}): Fault => ({
  status,
  headers,
  ...(body === undefined ? {} : { body }),
});
const error = (code: string, more: object = {}) => ({ error: { code, message: 'No.', ...more } });
const refused = (status: number, more: object = {}): SendResult => ({ result: 'refused', status, ...more });
const reset: SendResult = { result: 'noAnswer', cause: 'reset' };

describe('the messenger at a connector', () => {
  let bot: TinyBot;
  let teams: LoopbackTeams;
  let messenger: Messenger;
  let conversationId: string;
  const to = () => ({ serviceUrl: teams.serviceUrl, conversationId });

  beforeEach(async () => {
    bot = await startTinyBot();
    teams = await startLoopbackTeams({ botUrl: bot.url, people: [AINO] });
    const person = teams.person(AINO.address);
    await person.install();
    ({ conversationId } = person.account);
    messenger = aMessenger();
  });
  afterEach(async () => {
    await teams.close();
    await bot.close();
  });

  it('posts a card and learns its id', async () => {
    const answer = await messenger.post(to(), card);
    const [message] = teams.person(AINO.address).messages();
    assert.deepEqual(answer, { result: 'accepted', activityId: message?.id });
    assert.equal(teams.count('send'), 1);
  });

  it('updates a card where it stands', async () => {
    const posted = await messenger.post(to(), card);
    assert.ok(posted.result === 'accepted');
    const answer = await messenger.update(to(), posted.activityId, { ...card, summary: 'Moi' });
    assert.deepEqual(answer, posted);
    const [message, ...more] = teams.person(AINO.address).messages();
    assert.equal(message?.activity['summary'], 'Moi');
    assert.deepEqual(more, []);
  });

  it('deletes a card where it stands', async () => {
    const posted = await messenger.post(to(), card);
    assert.ok(posted.result === 'accepted');
    assert.deepEqual(await messenger.delete(to(), posted.activityId), posted);
    assert.equal(teams.count('delete'), 1);
    assert.deepEqual(
      teams
        .person(AINO.address)
        .messages()
        .filter(({ deleted }) => !deleted),
      [],
    );
  });

  it('tells that a card that is to be deleted is there no more', async () => {
    const posted = await messenger.post(to(), card);
    assert.ok(posted.result === 'accepted');
    await messenger.delete(to(), posted.activityId);
    const gone = refused(404, { code: 'ActivityNotFoundInConversation' });
    assert.deepEqual(await messenger.delete(to(), posted.activityId), gone);
  });

  const inAnHour = () => new Date(Date.now() + 3_600_000).toUTCString();
  const answers: readonly (readonly [string, Fault, SendResult])[] = [
    ['500', fault(500, error('ServiceError')), refused(500, { code: 'ServiceError' })],
    [
      '500 with Retry-After',
      fault(500, undefined, { 'retry-after': '1' }),
      refused(500, { retryAfterMs: 1000 }),
    ],
    ['502', fault(502), refused(502)],
    ['503', fault(503), refused(503)],
    [
      '503 with Retry-After',
      fault(503, undefined, { 'retry-after': '2' }),
      refused(503, { retryAfterMs: 2000 }),
    ],
    ['504', fault(504), refused(504)],
    ['408', fault(408), refused(408)],
    ['429', fault(429, error('Throttled')), refused(429, { code: 'Throttled' })],
    [
      '429 with Retry-After',
      fault(429, undefined, { 'retry-after': '1' }),
      refused(429, { retryAfterMs: 1000 }),
    ],
    ['429 with a Retry-After of nothing', fault(429, undefined, { 'retry-after': ' ' }), refused(429)],
    [
      '429 with a Retry-After that is no time',
      fault(429, undefined, { 'retry-after': 'soon' }),
      refused(429),
    ],
    ['412', fault(412, error('PreconditionFailed')), refused(412, { code: 'PreconditionFailed' })],
    ['401', fault(401, error('Unauthorized')), refused(401, { code: 'Unauthorized' })],
    [
      '403',
      fault(403, error('BotNotInConversationRoster')),
      refused(403, { code: 'BotNotInConversationRoster' }),
    ],
    [
      '403 with a sub-code',
      fault(403, error('ForbiddenOperationException', { subCode: 'MessageWritesBlocked' })),
      refused(403, { code: 'ForbiddenOperationException', subCode: 'MessageWritesBlocked' }),
    ],
    [
      '403 with a sub-code further in',
      fault(403, error('Forbidden', { innerHttpError: { subCode: 'BotDisabledByAdmin' } })),
      refused(403, { code: 'Forbidden', subCode: 'BotDisabledByAdmin' }),
    ],
    [
      '403 in another shape',
      fault(403, { code: 'ServiceError', message: '' }),
      refused(403, { code: 'ServiceError' }),
    ],
    ['404', fault(404, error('ConversationNotFound')), refused(404, { code: 'ConversationNotFound' })],
    ['413', fault(413, error('MessageSizeTooBig')), refused(413, { code: 'MessageSizeTooBig' })],
    ['400', fault(400, error('BadSyntax')), refused(400, { code: 'BadSyntax' })],
    ['a redirect', fault(307, undefined, { location: '/elsewhere' }), refused(307)],
    ['a redirect of another kind', fault(302, undefined, { location: '/elsewhere' }), refused(302)],
    ['an unknown status', fault(418), refused(418)],
    ['a reset before it was accepted', 'drop', reset],
    ['a reset after it was accepted', 'dropAfterAccept', reset],
    ['success without a word', fault(200), { result: 'accepted', activityId: '' }],
  ];
  for (const [name, answer, expected] of answers) {
    it(`posts once, and tells ${name}`, async () => {
      teams.respond(() => answer);
      assert.deepEqual(await messenger.post(to(), card), expected);
      assert.equal(teams.count('send'), 1);
    });

    it(`updates once, and tells ${name}`, async () => {
      const posted = await messenger.post(to(), card);
      assert.ok(posted.result === 'accepted');
      teams.respond(() => answer);
      assert.deepEqual(await messenger.update(to(), posted.activityId, card), expected);
      assert.equal(teams.count('update'), 1);
    });

    it(`deletes once, and tells ${name}`, async () => {
      const posted = await messenger.post(to(), card);
      assert.ok(posted.result === 'accepted');
      teams.respond(() => answer);
      // Who deletes names the card: nothing is to be learnt from the answer.
      const told = expected.result === 'accepted' ? posted : expected;
      assert.deepEqual(await messenger.delete(to(), posted.activityId), told);
      assert.equal(teams.count('delete'), 1);
    });
  }

  it('takes a Retry-After that is a date', async () => {
    teams.respond(() => fault(429, undefined, { 'retry-after': inAnHour() }));
    const answer = await messenger.post(to(), card);
    assert.ok(answer.result === 'refused' && answer.retryAfterMs !== undefined);
    assert.ok(answer.retryAfterMs > 3_500_000 && answer.retryAfterMs <= 3_600_000);
  });

  for (const hang of ['hang', 'hangAfterAccept'] as const) {
    it(`gives up after the time allowed, once, where the connector does ${hang}`, async () => {
      teams.respond(() => hang);
      const answer = await aMessenger(TIMEOUT).post(to(), card);
      assert.deepEqual(answer, { result: 'noAnswer', cause: 'timeout' });
      assert.equal(teams.count('send'), 1);
    });
  }

  it('a card taken and its answer lost stands there once', async () => {
    teams.respond(() => 'dropAfterAccept');
    await messenger.post(to(), card);
    assert.equal(teams.person(AINO.address).messages().length, 1);
  });
});

describe('the messenger where nothing is to be reached', () => {
  const at = (serviceUrl: string) => ({ serviceUrl, conversationId: 'a:1' });

  it('a refused connection: it never left', async () => {
    const answer = await aMessenger().post(at(`http://127.0.0.1:${String(await freePort())}`), card);
    assert.deepEqual(answer, { result: 'neverLeft', cause: 'ECONNREFUSED' });
  });

  it('an unknown host: it never left', async () => {
    const answer = await aMessenger().post(at('http://nobody.invalid'), card);
    assert.ok(answer.result === 'neverLeft', JSON.stringify(answer));
  });

  it('an address that is none: it never left', async () => {
    assert.equal((await aMessenger().post(at('nonsense'), card)).result, 'neverLeft');
  });

  it('no TLS at the other end: it never left', async () => {
    const server = createServer();
    const port = await listening(server);
    const answer = await aMessenger().post(at(`https://127.0.0.1:${String(port)}`), card);
    assert.equal(answer.result, 'neverLeft');
    await closed(server);
  });

  it('no token to be had: it never left, whatever became of the request for one', async () => {
    const failing: Connect = () => Promise.reject(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    const answer = await connectorMessenger({ connect: failing, timeoutMs: 1000 }).post(at('http://x'), card);
    assert.deepEqual(answer, { result: 'neverLeft', cause: 'ECONNRESET', signIn: true });
  });

  it('a token that never comes does not hold up sending for ever', async () => {
    const hanging: Connect = () => new Promise(() => undefined);
    // The timer that ends the wait keeps no process alive.
    const alive = setTimeout(() => undefined, 10_000);
    const answer = await connectorMessenger({ connect: hanging, timeoutMs: 20 }).post(at('http://x'), card);
    clearTimeout(alive);
    assert.equal(answer.result, 'neverLeft');
  });

  it('asks for the token before the request, where there is an app id', async () => {
    const authentication = authenticationOf({
      id: 'app',
      password: 'secret',
      tenant: 't',
      type: 'SingleTenant',
    });
    const factory = authentication.createConnectorFactory.bind(authentication);
    let asked = 0;
    authentication.createConnectorFactory = (identity) => {
      const made = factory(identity);
      const create = made.create.bind(made);
      made.create = async (serviceUrl, audience) => {
        const client = await create(serviceUrl, audience);
        const getToken = () => {
          asked += 1;
          return Promise.reject(Object.assign(new Error('no'), { statusCode: 500 }));
        };
        Object.assign(client.credentials, { getToken });
        return client;
      };
      return made;
    };
    const messenger = connectorMessenger({
      connect: connectors(authentication, 'app', () => true),
      timeoutMs: 1000,
    });
    const answer = await messenger.post(at('http://127.0.0.1:9'), card);
    assert.equal(answer.result, 'neverLeft');
    assert.equal(asked, 1);
  });

  it('what is not known to have stayed here may have arrived', () => {
    const coded = (code: string, message: string) => Object.assign(new Error(message), { code });
    assert.deepEqual(resultOf(coded('ETIMEDOUT', 'read ETIMEDOUT')), reset);
    assert.deepEqual(resultOf(coded('EPIPE', 'write EPIPE')), reset);
    assert.deepEqual(resultOf(new Error('something else')), reset);
    assert.equal(resultOf(coded('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443')).result, 'neverLeft');
    const handshake = 'Client network socket disconnected before secure TLS connection was established';
    assert.equal(resultOf(coded('ECONNRESET', handshake)).result, 'neverLeft');
    assert.equal(resultOf(coded('CERT_HAS_EXPIRED', 'certificate has expired')).result, 'neverLeft');
  });
});

describe('the messenger and its connections', () => {
  const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{"id":"1"}';

  it('uses a connection again', async () => {
    let connections = 0;
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.end('{"id":"1"}'));
    }).on('connection', () => (connections += 1));
    const port = await listening(server);
    const messenger = aMessenger();
    for (let n = 0; n < 5; n += 1) {
      const answer = await messenger.post(local(port), card);
      assert.equal(answer.result, 'accepted');
    }
    assert.equal(connections, 1);
    await closed(server);
  });

  it('a server that closes idle connections without a word causes no doubt', async () => {
    const sockets = new Set<Socket>();
    const server = createTcpServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
      socket.on('data', (chunk) => {
        if (chunk.toString().includes('attachments')) socket.write(OK);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const messenger = aMessenger();
    for (let n = 0; n < 5; n += 1) {
      assert.deepEqual(await messenger.post(local(port), card), { result: 'accepted', activityId: '1' });
      const [idle] = sockets;
      assert.ok(idle);
      const gone = once(idle, 'close');
      idle.end();
      await gone;
    }
    await new Promise((resolve) => server.close(resolve));
  });

  it('an answer that breaks off in the middle is in doubt', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined).once('data', () => socket.end(OK.slice(0, -4)));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    assert.deepEqual(await aMessenger().post(local(port), card), reset);
    await new Promise((resolve) => server.close(resolve));
  });

  it('an answer of success that is no JSON is one', async () => {
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{"id'));
    });
    const port = await listening(server);
    assert.deepEqual(await aMessenger().post(local(port), card), { result: 'accepted', activityId: '' });
    await closed(server);
  });
});

const local = (port: number) => ({ serviceUrl: `http://127.0.0.1:${String(port)}`, conversationId: 'a:1' });

async function listening(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

async function closed(server: Server): Promise<void> {
  const done = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await done;
}
