import assert from 'node:assert/strict';
import { createServer, request as plainRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import https from 'node:https';
import sinon from 'sinon';
import { readConfig } from '../../../bot/config.ts';
import { reachesOf } from '../../../bot/hosts.ts';
import { authenticationOf } from '../../../bot/inbound/adapter.ts';
import { connectors } from '../../../bot/outbound/connector.ts';
import type { Connect } from '../../../bot/outbound/connector.ts';
import { connectorMessenger } from '../../../bot/outbound/messenger.ts';

const TENANT = '0f0dade0-0000-4000-8000-00000000000a';
const TEAMS = 'https://smba.trafficmanager.net/emea/';
const card = { content: { type: 'AdaptiveCard' }, summary: 'Hei' };

interface Asked {
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Which tokens the bot fetches, and from whom. The SDK keeps them by application id: each test has its own. */
describe('the bot’s own token', () => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const [path = '', host = ''] = [request.url, request.headers['x-asked-host']].map(String);
      asked.push({ host, path, headers: request.headers, body });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(path.includes('openid-configuration') ? metadata(path) : token));
    });
  });
  /** What the authority would say of itself. */
  const metadata = (path: string) => {
    const [, tenant = ''] = path.split('/');
    const authority = `https://login.microsoftonline.com/${tenant}`;
    return {
      issuer: `${authority}/v2.0`,
      authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
      token_endpoint: `${authority}/oauth2/v2.0/token`,
      jwks_uri: `${authority}/discovery/v2.0/keys`,
    };
  };
  const token = {
    ...{ token_type: 'Bearer', expires_in: 3600, access_token: 'a-token' },
    ...{ expires_on: String(Math.floor(Date.now() / 1000) + 3600), resource: 'https://api.botframework.com' },
  };
  let url = '';

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  });
  beforeEach(() => {
    asked.length = 0;
    // What would leave for Microsoft over TLS comes to our server instead, and says where it was going.
    sinon.stub(https, 'request').callsFake(((options: https.RequestOptions) => {
      const { method = 'GET', path, hostname } = options;
      const headers = { ...(options.headers as Record<string, string>), 'x-asked-host': String(hostname) };
      return plainRequest(`${url}${path ?? ''}`, { method, headers });
    }) as typeof https.request);
  });
  afterEach(() => sinon.restore());

  function connecting(environment: Readonly<Record<string, string>>): Connect {
    const config = readConfig({ MicrosoftAppTenantId: TENANT, ...environment });
    return connectors(authenticationOf(config.app), config.app?.id ?? '', reachesOf(config));
  }

  const tokenRequest = (): Asked => asked.find(({ path }) => /\/token(\?|$)/.test(path)) ?? assert.fail();

  for (const [type, tenant] of [
    ['SingleTenant', TENANT],
    ['MultiTenant', 'botframework.com'],
  ] as const)
    it(`${type}: comes from ${tenant === TENANT ? 'the tenant' : tenant}, for the channel, with the secret`, async () => {
      const id = `app-${type}`;
      const connect = connecting({
        MicrosoftAppId: id,
        MicrosoftAppPassword: 's3cr3t',
        MicrosoftAppType: type,
      });
      await connect(TEAMS);
      const { host, path, body } = tokenRequest();
      assert.equal(
        `${host}${path.split('?')[0] ?? ''}`,
        `login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
      );
      const form = new URLSearchParams(body);
      assert.equal(form.get('client_id'), id);
      assert.equal(form.get('client_secret'), 's3cr3t');
      assert.equal(form.get('grant_type'), 'client_credentials');
      assert.equal(form.get('scope'), 'https://api.botframework.com/.default');
    });

  it('UserAssignedMSI: comes from the identity of the machine it runs on, with no secret at all', async () => {
    // Where App Service and Container Apps say that their identity is to be had.
    const before = { ...process.env };
    Object.assign(process.env, { IDENTITY_ENDPOINT: `${url}/msi/token`, IDENTITY_HEADER: 'proof' });
    try {
      await connecting({ MicrosoftAppId: 'app-msi', MicrosoftAppType: 'UserAssignedMSI' })(TEAMS);
    } finally {
      process.env = before;
    }
    const { path, headers } = asked[0] ?? assert.fail();
    const query = new URLSearchParams(path.split('?')[1]);
    assert.ok(path.startsWith('/msi/token?'), path);
    assert.equal(query.get('client_id'), 'app-msi');
    assert.equal(query.get('resource'), 'https://api.botframework.com');
    assert.equal(headers['x-identity-header'], 'proof');
  });

  it('is not even fetched for a host that is not allowed, and nothing is sent there', async () => {
    const connect = connecting({ MicrosoftAppId: 'app-hosts', MicrosoftAppPassword: 's3cr3t' });
    const messenger = connectorMessenger({ connect, timeoutMs: 1000 });
    for (const serviceUrl of [`${url}/`, 'https://evil.example/', 'http://smba.trafficmanager.net/']) {
      const to = { serviceUrl, conversationId: 'c' };
      const cause = 'HostNotAllowed';
      assert.deepEqual(await messenger.post(to, card), { result: 'neverLeft', cause });
      assert.deepEqual(await messenger.update(to, '1', card), { result: 'neverLeft', cause });
    }
    assert.deepEqual(asked, []);
  });
});
