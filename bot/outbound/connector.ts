/** Our own connector clients: one HTTP request a call, no hidden retries, bounded in time. */
import { AuthenticationConstants, ClaimsIdentity } from 'botframework-connector';
import type { BotFrameworkAuthentication, ConnectorClient } from 'botframework-connector';

/** The SDK's retry policy turns one send into up to four POSTs of the same message; a redirect would carry it to
 * another host. */
const UNWANTED = ['defaultRetryPolicy', 'redirectPolicy'];

export type Connect = (serviceUrl: string) => Promise<ConnectorClient>;

/** One client for each service URL, made at first use and kept. */
export function connectors(authentication: BotFrameworkAuthentication, appId: string): Connect {
  const identity = new ClaimsIdentity([
    { type: 'aud', value: appId },
    { type: 'appid', value: appId },
  ]);
  const factory = authentication.createConnectorFactory(identity);
  const audience = AuthenticationConstants.ToChannelFromBotOAuthScope;
  const clients = new Map<string, Promise<ConnectorClient>>();
  const make = async (serviceUrl: string) => {
    const client = await factory.create(serviceUrl, audience);
    withoutRetries(client);
    return client;
  };
  return (serviceUrl) => {
    const known = clients.get(serviceUrl) ?? make(serviceUrl);
    clients.set(serviceUrl, known);
    known.catch(() => clients.delete(serviceUrl));
    return known;
  };
}

/** Takes away what would send a message again behind the dispatcher's back. The pipeline stands in a field that the
 * SDK's types keep private; without it nothing may be sent at all. */
export function withoutRetries(client: object): void {
  const inner: unknown = Reflect.get(client, 'client');
  if (!hasPipeline(inner))
    throw new Error('the connector client has no pipeline to take the retry policy from');
  for (const name of UNWANTED) inner.pipeline.removePolicy({ name });
}

interface WithPipeline {
  readonly pipeline: { removePolicy(options: { readonly name: string }): unknown };
}

function hasPipeline(value: unknown): value is WithPipeline {
  return typeof value === 'object' && value !== null && 'pipeline' in value;
}
