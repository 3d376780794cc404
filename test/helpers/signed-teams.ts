/** A cloud of our own: somebody who signs, a server that publishes the keys, and tokens for what the bot sends. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppCredentials, ServiceClientCredentialsFactory } from 'botframework-connector';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Cloud } from '../../bot/cloud.ts';

export const APP_ID = 'b07b07b0-0000-4000-8000-00000000000b';
export const APP_TENANT = '0f0dade0-0000-4000-8000-00000000000a';

const ISSUER = 'https://issuer.example';

/** How a token is made; what is left out is as it should be. */
export interface TokenOptions {
  /** What it says beside, or in place of, the usual; undefined leaves a claim out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Seconds from now. */
  readonly expires?: number;
  readonly notBefore?: number;
  readonly kid?: string;
  /** The key that signs it: the one that was published, or one that nobody knows. */
  readonly key?: 'published' | 'unendorsed' | 'otherChannel' | 'unknown';
}

export interface SignedTeams {
  readonly cloud: Cloud;
  /** An Authorization header for activities of this service URL. */
  authorization(serviceUrl: string, options?: TokenOptions): Promise<string>;
  /** How often the keys were fetched. */
  readonly fetched: () => number;
  /** Whether the keys are to be had. */
  publishes(is: boolean): void;
  /** Whether the bot gets a token for what it sends. */
  lendsTokens(is: boolean): void;
  /** Parts of keys and tokens that no log may hold. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** A fresh port for each set of keys: the SDK keeps keys by the address they came from. */
export async function startSignedTeams(reaches: Cloud['reaches'] = isLoopback): Promise<SignedTeams> {
  const names = ['published', 'unendorsed', 'otherChannel', 'unknown'] as const;
  const pairs = await Promise.all(names.map(() => generateKeyPair('RS256', { extractable: true })));
  const keys = Object.fromEntries(names.map((name, index) => [name, pairs[index]!])) as Record<
    (typeof names)[number],
    (typeof pairs)[number]
  >;
  const endorsements = { published: ['msteams', 'skype'], unendorsed: undefined, otherChannel: ['webchat'] };
  const jwks = await Promise.all(
    (['published', 'unendorsed', 'otherChannel'] as const).map(async (name) => ({
      ...(await exportJWK(keys[name].publicKey)),
      kid: name,
      endorsements: endorsements[name],
    })),
  );
  let [fetched, broken, lends] = [0, false, true];
  const server = createServer((request, response) => {
    fetched += 1;
    if (broken) response.writeHead(500);
    const { port } = server.address() as AddressInfo;
    const metadata = { issuer: ISSUER, jwks_uri: `http://127.0.0.1:${port}/keys` };
    response.end(JSON.stringify(request.url === '/keys' ? { keys: jwks } : metadata));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const secrets = jwks.flatMap(({ n }) => (n === undefined ? [] : [n.slice(0, 40)]));
  return {
    cloud: { settings: settingsAt(url), credentials: new LocalCredentials(() => lends), reaches },
    fetched: () => fetched,
    publishes: (is) => (broken = !is),
    lendsTokens: (is) => (lends = is),
    secrets,
    async authorization(serviceUrl, options = {}) {
      const { key = 'published', kid = key, expires = 3600, notBefore = 0, claims = {} } = options;
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: ISSUER, aud: APP_ID, nbf: now + notBefore, exp: now + expires };
      const token = await new SignJWT({ ...usual, serviceurl: serviceUrl, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .sign(keys[key].privateKey);
      return `Bearer ${token}`;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const isLoopback = ({ hostname }: URL): boolean => hostname === '127.0.0.1';

function settingsAt(url: string): Cloud['settings'] {
  return {
    ToBotFromChannelTokenIssuer: ISSUER,
    ToBotFromChannelOpenIdMetadataUrl: `${url}/metadata`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${url}/metadata`,
    ToChannelFromBotLoginUrl: `${url}/login`,
    ToChannelFromBotOAuthScope: 'https://scope.example',
    OAuthUrl: `${url}/oauth`,
    CallerId: 'urn:test',
  };
}

/** What the bot signs in with at this cloud. */
const BOT_TOKEN = 'the-token-of-the-bot';

class LocalToken extends AppCredentials {
  readonly #lends: () => boolean;
  constructor(appId: string, lends: () => boolean) {
    super(appId, APP_TENANT, 'https://scope.example');
    this.#lends = lends;
  }
  override async getToken(): Promise<string> {
    if (!this.#lends()) throw new Error('the login refuses');
    return super.getToken();
  }
  protected override refreshToken() {
    return Promise.resolve({
      accessToken: BOT_TOKEN,
      expiresOn: new Date(Date.now() + 3_600_000),
    });
  }
}

class LocalCredentials extends ServiceClientCredentialsFactory {
  readonly #lends: () => boolean;
  constructor(lends: () => boolean) {
    super();
    this.#lends = lends;
  }
  override isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId === APP_ID);
  }
  override isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }
  override createCredentials(appId: string): Promise<AppCredentials> {
    return Promise.resolve(new LocalToken(appId, this.#lends));
  }
}
