/** The SDK, set up so that every request is Fadder's own decision. */
import { CosmosClient } from '@azure/cosmos';
import type { Container, CosmosClientOptions } from '@azure/cosmos';
import { Calls } from './calls.ts';
import type { OnOperation } from './observe.ts';
import { Requests } from './requests.ts';

export interface CosmosOptions {
  /** `https://NAME.documents.azure.com`, or an emulator's. */
  readonly endpoint: string;
  readonly database: string;
  /** The account's key, or in its place the identity of this process. */
  readonly access: { readonly key: string } | { readonly credential: Credential };
  /** How long a call is tried again before it fails. Default: as long as a click can wait. */
  readonly patienceMs?: number;
  readonly onOperation?: OnOperation;
}

export type Credential = NonNullable<CosmosClientOptions['aadCredentials']>;

export interface Client {
  readonly calls: Calls;
  readonly sdk: CosmosClient;
  requestsTo(container: Container): Requests;
  close(): void;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * 429 is the one answer that the SDK may retry: nothing was done, and it knows how long to wait. Nine times, as is its
 * default, but for three seconds in all and not for thirty: a click has ten, and who sends can wait better than who
 * clicks. What is lost on the way it never retries (see `Calls`).
 */
const RETRIES = {
  maxRetryAttemptCount: 9,
  fixedRetryIntervalInMilliseconds: 0,
  maxWaitTimeInSeconds: 3,
};

export function openClient({ endpoint, access }: CosmosOptions): Client {
  const calls = new Calls();
  const sdk = new CosmosClient({
    endpoint,
    ...('key' in access ? { key: access.key } : { aadCredentials: access.credential }),
    httpClient: calls.httpClient,
    connectionPolicy: {
      retryOptions: RETRIES,
      // An emulator names an endpoint of its own, which is seldom where it is reached at.
      enableEndpointDiscovery: !isEmulator(endpoint),
      // For several regions; each would ask for more about the partitions first.
      enablePartitionLevelFailover: false,
      // Conditional writes hold in one region alone.
      useMultipleWriteLocations: false,
    },
  });
  return {
    calls,
    sdk,
    requestsTo: (container) => new Requests(container),
    close: () => {
      sdk.dispose();
    },
  };
}

function isEmulator(endpoint: string): boolean {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'http:' || LOOPBACK.includes(hostname);
}
