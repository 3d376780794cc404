import { LRUCache } from 'lru-cache';
import { BotFrameworkAuthentication, ConnectorFactory } from 'botframework-connector';
import type {
  AuthenticateRequestResult,
  ClaimsIdentity,
  ConnectorClient,
  UserTokenClient,
} from 'botframework-connector';
import type { Activity } from 'botbuilder';
import { withoutRetries } from '../outbound/connector.ts';

/** Service URLs whose clients are kept; Teams has a few for each region. */
const KEPT = 100;

/**
 * Checks requests as `inner` does. The adapter asks for two HTTP clients in every turn, and making them costs more than
 * all else that it does; one of each, for each service URL, serves all turns. They sign in as this bot, whoever wrote.
 */
export class KeptClients extends BotFrameworkAuthentication {
  readonly #inner: BotFrameworkAuthentication;
  readonly #connectors = new LRUCache<string, Promise<ConnectorClient>>({ max: KEPT });
  #userToken: Promise<UserTokenClient> | undefined;

  constructor(inner: BotFrameworkAuthentication) {
    super();
    this.#inner = inner;
  }

  async authenticateRequest(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
    const result = await this.#inner.authenticateRequest(activity, authHeader);
    const { connectorFactory } = result;
    return connectorFactory ? { ...result, connectorFactory: this.#keeping(connectorFactory) } : result;
  }

  authenticateStreamingRequest(authHeader: string, channelId: string): Promise<AuthenticateRequestResult> {
    return this.#inner.authenticateStreamingRequest(authHeader, channelId);
  }

  createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    return this.#keeping(this.#inner.createConnectorFactory(identity));
  }

  createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#userToken ??= this.#inner.createUserTokenClient(identity).catch((error: unknown) => {
      this.#userToken = undefined;
      throw error;
    });
    return this.#userToken;
  }

  #keeping(factory: ConnectorFactory): ConnectorFactory {
    return new KeepingFactory(factory, this.#connectors);
  }
}

class KeepingFactory extends ConnectorFactory {
  readonly #inner: ConnectorFactory;
  readonly #kept: LRUCache<string, Promise<ConnectorClient>>;

  constructor(inner: ConnectorFactory, kept: LRUCache<string, Promise<ConnectorClient>>) {
    super();
    this.#inner = inner;
    this.#kept = kept;
  }

  create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const name = `${serviceUrl} ${audience ?? ''}`;
    const known = this.#kept.get(name);
    if (known) return known;
    const made = makeClient(this.#inner, serviceUrl, audience);
    this.#kept.set(name, made);
    made.catch(() => this.#kept.delete(name));
    return made;
  }
}

async function makeClient(
  factory: ConnectorFactory,
  serviceUrl: string,
  audience: string | undefined,
): Promise<ConnectorClient> {
  const client = await factory.create(serviceUrl, audience);
  withoutRetries(client);
  return client;
}
