/** Our own connector clients: one HTTP request a call, no hidden retries, bounded in time. */
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { AuthenticationConstants, ClaimsIdentity } from 'botframework-connector';
import type { BotFrameworkAuthentication, ConnectorClient } from 'botframework-connector';
import type { Reaches } from '../hosts.ts';

/** The SDK's retry policy turns one send into up to four POSTs of the same message; a redirect would carry it to
 * another host. */
const UNWANTED = ['defaultRetryPolicy', 'redirectPolicy'];

/** A connection kept for longer may be closed by the other side just as a request leaves on it: whether that arrived
 * would be in doubt. Well below what servers and gateways allow. */
const IDLE_MS = 3000;

/** The client for a service URL, signed in. Rejects where no token is to be had: nothing has left then. */
export type Connect = (serviceUrl: string) => Promise<ConnectorClient>;

/** One client for each service URL, made at first use and kept. Rejects for a URL that `reaches` says no to, wherever
 * it comes from: no token and no word leaves for it. */
export function connectors(
  authentication: BotFrameworkAuthentication,
  appId: string,
  reaches: Reaches,
): Connect {
  const identity = new ClaimsIdentity([
    { type: 'aud', value: appId },
    { type: 'appid', value: appId },
  ]);
  const factory = authentication.createConnectorFactory(identity);
  const audience = AuthenticationConstants.ToChannelFromBotOAuthScope;
  const clients = new Map<string, Promise<ConnectorClient>>();
  const policy = shortLived();
  const make = async (serviceUrl: string) => {
    const client = await factory.create(serviceUrl, audience);
    withoutRetries(client);
    pipelineOf(client).addPolicy(policy);
    return client;
  };
  return async (serviceUrl) => {
    if (!reaches(serviceUrl)) throw new HostNotAllowed();
    const known = clients.get(serviceUrl) ?? make(serviceUrl);
    clients.set(serviceUrl, known);
    known.catch(() => clients.delete(serviceUrl));
    const client = await known;
    if (appId !== '') await signIn(client);
    return client;
  };
}

/** The store may hold a URL from before the configuration changed. */
export class HostNotAllowed extends Error {
  constructor() {
    super('this service URL is not one that may be written to: see SERVICE_HOSTS');
    this.name = 'HostNotAllowed';
  }
}

/** Asks for the token now (it is kept until it runs out), so that a failure is told from one of the request itself. */
async function signIn({ credentials }: ConnectorClient): Promise<void> {
  if ('getToken' in credentials && typeof credentials.getToken === 'function') {
    await (credentials.getToken as () => Promise<string>)();
  }
}

/** Connections are used again, but none that has been idle for long. */
function shortLived(): Policy {
  const options = { keepAlive: true, timeout: IDLE_MS };
  const [plain, secure] = [new Agent(options), new SecureAgent(options)];
  return {
    name: 'shortLivedConnections',
    sendRequest(request, next) {
      request.agent = request.url.startsWith('https:') ? secure : plain;
      return next(request);
    },
  };
}

/** Takes away what would send a message again behind the dispatcher's back. */
export function withoutRetries(client: object): void {
  const pipeline = pipelineOf(client);
  for (const name of UNWANTED) pipeline.removePolicy({ name });
}

interface Policy {
  readonly name: string;
  sendRequest(request: Outgoing, next: (request: Outgoing) => Promise<unknown>): Promise<unknown>;
}

interface Outgoing {
  readonly url: string;
  agent?: Agent;
}

interface Pipeline {
  removePolicy(options: { readonly name: string }): unknown;
  addPolicy(policy: Policy): void;
}

/** The pipeline stands in a field that the SDK's types keep private; without it nothing may be sent at all. */
function pipelineOf(client: object): Pipeline {
  const inner: unknown = Reflect.get(client, 'client');
  if (!hasPipeline(inner))
    throw new Error('the connector client has no pipeline to take the retry policy from');
  return inner.pipeline;
}

function hasPipeline(value: unknown): value is { readonly pipeline: Pipeline } {
  return typeof value === 'object' && value !== null && 'pipeline' in value;
}
