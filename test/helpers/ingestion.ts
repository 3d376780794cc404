/** A server that takes what Azure Monitor would, on the loopback address. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { Json } from '../../deploy/local/teams/json.ts';

export interface Ingestion {
  /** As the configuration holds it. */
  readonly connectionString: string;
  /** All that was handed in, unpacked, as it was sent. */
  readonly raw: readonly string[];
  /** What it says, one by one. */
  envelopes(): readonly Envelope[];
  /** Whether to take it, to answer 500, or never to answer. */
  mood: 'takes' | 'fails' | 'hangs';
  close(): Promise<void>;
}

export interface Envelope {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly data: { readonly baseType: string; readonly baseData: Json };
}

const KEY = '11111111-2222-4333-8444-555555555555';

export async function startIngestion(): Promise<Ingestion> {
  const raw: string[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      raw.push(body);
      if (ingestion.mood === 'hangs') return;
      response.writeHead(ingestion.mood === 'takes' ? 200 : 500, { 'content-type': 'application/json' });
      const items = (JSON.parse(body) as unknown[]).length;
      response.end(JSON.stringify({ itemsReceived: items, itemsAccepted: items, errors: [] }));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const at = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const ingestion: Ingestion = {
    connectionString: `InstrumentationKey=${KEY};IngestionEndpoint=${at}/`,
    raw,
    envelopes: () => raw.flatMap((body) => JSON.parse(body) as Envelope[]),
    mood: 'takes',
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return ingestion;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
}

/** The sum of a metric's values over what was handed in with these facts. */
export function measuredIn(
  envelopes: readonly Envelope[],
): (metric: string, facts: Readonly<Record<string, string>>) => number {
  const all = envelopes
    .filter(({ data }) => data.baseType === 'MetricData')
    .map(({ data: { baseData } }) => {
      const [first] = baseData['metrics'] as readonly { readonly name: string; readonly value: number }[];
      return { ...first, facts: baseData['properties'] as Readonly<Record<string, string>> };
    });
  return (metric, facts) =>
    all
      .filter(({ name }) => name === metric)
      .filter((one) => Object.entries(facts).every(([key, value]) => one.facts[`fadder.${key}`] === value))
      .reduce((sum, { value = 0 }) => sum + value, 0);
}
