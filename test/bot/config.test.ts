import assert from 'node:assert/strict';
import { BadConfig, readConfig, variables } from '../../bot/config.ts';

type Environment = Readonly<Record<string, string>>;
const TENANT = '0f0dade0-0000-4000-8000-00000000000a';
const SIGNED_IN = { MicrosoftAppId: 'app', MicrosoftAppPassword: 'secret', MicrosoftAppTenantId: TENANT };

/** The lines of the error that the environment causes. */
function problemsOf(environment: Environment): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof BadConfig);
    return error.message.split('\n');
  }
  return assert.fail('it was taken');
}

const HOSTS = [
  'smba.trafficmanager.net',
  '*.botframework.com',
  '*.teams.microsoft.com',
  '*.teams.microsoft.us',
];

describe('the configuration', () => {
  it('needs nothing: the bot of a newcomer listens on this machine alone', () => {
    assert.deepEqual(readConfig({}), {
      host: '127.0.0.1',
      port: 3978,
      dataDir: '.data',
      sendsPerSecond: 50,
      sendTimeoutMs: 30_000,
      pollMs: 5000,
      leaseMs: 15_000,
      logLevel: 'info',
      trustedTenants: [],
      allowedTenants: [],
      serviceHosts: HOSTS,
    });
  });

  it('counts an empty variable as absent', () => {
    const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, ' ']));
    assert.deepEqual(readConfig(empty), readConfig({}));
  });

  it('takes every variable, with space around it', () => {
    const config = readConfig({
      ...SIGNED_IN,
      ...{ HOST: '0.0.0.0', PORT: ' 80 ', DATA_DIR: '/var/fadder', SENDS_PER_SECOND: '7', POLL_MS: '250' },
      ...{ SEND_TIMEOUT_SECONDS: '5', LEASE_SECONDS: '9', LOG_LEVEL: 'debug' },
    });
    assert.deepEqual(config, {
      ...{ host: '0.0.0.0', port: 80, dataDir: '/var/fadder', sendsPerSecond: 7, pollMs: 250 },
      ...{ sendTimeoutMs: 5000, leaseMs: 9000, logLevel: 'debug' },
      app: { id: 'app', type: 'SingleTenant', password: 'secret', tenant: TENANT },
      ...{ trustedTenants: [TENANT], allowedTenants: [], serviceHosts: HOSTS },
    });
  });

  it('takes a connection string of Application Insights, and no other', () => {
    const KEY = 'InstrumentationKey=00000000-1111-4222-8333-444444444444';
    const name = 'APPLICATIONINSIGHTS_CONNECTION_STRING';
    const given = `${KEY};IngestionEndpoint=https://westeurope-5.in.example.com/;ApplicationId=x`;
    assert.deepEqual(readConfig({ [name]: given }).telemetry, {
      ...{ connectionString: given, endpoint: 'https://westeurope-5.in.example.com' },
    });
    const local = `${KEY};IngestionEndpoint=http://127.0.0.1:4000`;
    assert.equal(readConfig({ [name]: local }).telemetry?.endpoint, 'http://127.0.0.1:4000');
    for (const wrong of [
      ...['here', KEY, 'IngestionEndpoint=https://x.example', `${given};a=b=c`],
      ...['http://x.example', 'https://me:pw@x.example', 'https://x.example?a', 'x'].map(
        (endpoint) => `${KEY};IngestionEndpoint=${endpoint}`,
      ),
    ]) {
      const [line = '', ...more] = problemsOf({ [name]: wrong });
      assert.ok(line.startsWith(`${name} should hold `), wrong);
      assert.ok(!line.includes('4222') && more.length === 0, 'and does not repeat it');
    }
  });

  it('cannot be changed once it is read', () => {
    assert.ok(Object.isFrozen(readConfig({})));
  });

  const wrong: Environment = {
    PORT: '65536',
    SENDS_PER_SECOND: '0',
    SEND_TIMEOUT_SECONDS: 'soon',
    POLL_MS: '1.5',
    LOG_LEVEL: 'loud',
    MicrosoftAppType: 'Bot',
    MicrosoftAppTenantId: 'county.onmicrosoft.com',
  };
  for (const [name, value] of Object.entries(wrong))
    it(`names ${name} and what it should hold when it holds ${value}`, () => {
      const [line, ...more] = problemsOf({ [name]: value });
      assert.ok(line?.startsWith(`${name} should hold `));
      assert.deepEqual(more, []);
    });

  it('names all that is wrong at once', () => {
    assert.equal(problemsOf(wrong).length, Object.keys(wrong).length);
  });

  it('refuses to listen to others without sign-in', () => {
    for (const HOST of ['0.0.0.0', '::', '192.168.1.2', 'fadder.example', '127.0.0.1.fadder.example'])
      assert.match(problemsOf({ HOST }).join(), /HOST.*MicrosoftAppId/);
    for (const HOST of ['127.0.0.1', '::1', 'localhost']) assert.equal(readConfig({ HOST }).host, HOST);
  });

  it('asks for the tenant of an application that has one', () => {
    const { MicrosoftAppTenantId: _tenant, ...rest } = SIGNED_IN;
    assert.match(problemsOf(rest).join(), /^MicrosoftAppTenantId/);
    // Whoever signs in, one tenant is trusted to know its people.
    assert.match(problemsOf({ ...rest, MicrosoftAppType: 'MultiTenant' }).join(), /^MicrosoftAppTenantId/);
  });

  it('asks for the secret of an application that signs in with one', () => {
    const { MicrosoftAppPassword: _password, ...rest } = SIGNED_IN;
    assert.match(problemsOf(rest).join(), /^MicrosoftAppPassword/);
    assert.equal(readConfig({ ...rest, MicrosoftAppType: 'UserAssignedMSI' }).app?.type, 'UserAssignedMSI');
  });

  it('takes a public address that nobody can read on the way, with or without a path', () => {
    for (const [given, read] of [
      ['https://fadder.example', 'https://fadder.example'],
      ['https://fadder.example/bot/', 'https://fadder.example/bot'],
      ['http://127.0.0.1:3978', 'http://127.0.0.1:3978'],
    ] as const)
      assert.equal(readConfig({ PUBLIC_URL: given }).publicUrl, read);
    for (const PUBLIC_URL of [
      'http://fadder.example',
      'ftp://fadder.example',
      'fadder.example',
      'https://fadder.example/?a=1',
      'https://fadder.example/#a',
      'https://name:word@fadder.example',
    ])
      assert.match(problemsOf({ PUBLIC_URL }).join(), /^PUBLIC_URL should hold .*https/, PUBLIC_URL);
  });

  it('takes an account of Cosmos DB with its key, or with the identity of the machine', () => {
    const endpoint = 'https://fadder.documents.azure.com';
    assert.deepEqual(readConfig({ COSMOS_ENDPOINT: endpoint }).cosmos, { endpoint, database: 'fadder' });
    const all = { COSMOS_ENDPOINT: endpoint, COSMOS_KEY: 'c2VjcmV0', COSMOS_DATABASE: 'pilot-2' };
    assert.deepEqual(readConfig(all).cosmos, { endpoint, key: 'c2VjcmV0', database: 'pilot-2' });
    assert.match(problemsOf({ COSMOS_KEY: 'c2VjcmV0' }).join(), /^COSMOS_ENDPOINT should hold the address/);
    for (const COSMOS_DATABASE of ['a/b', 'a b', 'a#', 'x'.repeat(256)])
      assert.match(problemsOf({ ...all, COSMOS_DATABASE }).join(), /^COSMOS_DATABASE should hold/);
  });

  it('takes an emulator on plain http, with its key, and nothing else there', () => {
    for (const host of ['127.0.0.1:8081', 'localhost:8081', 'cosmos:8081']) {
      const COSMOS_ENDPOINT = `http://${host}`;
      assert.equal(readConfig({ COSMOS_ENDPOINT, COSMOS_KEY: 'a2V5' }).cosmos?.endpoint, COSMOS_ENDPOINT);
      assert.match(problemsOf({ COSMOS_ENDPOINT }).join(), /^COSMOS_KEY should hold the key of the emulator/);
    }
    const COSMOS_ENDPOINT = 'http://fadder.documents.azure.com';
    assert.match(problemsOf({ COSMOS_ENDPOINT, COSMOS_KEY: 'a2V5' }).join(), /^COSMOS_ENDPOINT .*https/);
  });

  it('wants no secret beside the identity of a machine', () => {
    const msi = { ...SIGNED_IN, MicrosoftAppType: 'UserAssignedMSI' };
    assert.match(problemsOf(msi).join(), /^MicrosoftAppPassword should be empty/);
  });

  it('never repeats a secret in an error', () => {
    assert.doesNotMatch(problemsOf({ ...SIGNED_IN, PORT: 'x' }).join(), /secret/);
    const COSMOS_KEY = 'not a key of base64';
    assert.doesNotMatch(problemsOf({ COSMOS_KEY, COSMOS_ENDPOINT: 'ftp://x' }).join(), /not a key/);
  });
});
