import { request } from 'node:http';
import type { Json } from './json.ts';
import type { Delivered } from './person.ts';

/** Sends an activity to the bot's endpoint. `headers` go with it, for bots that want to see a token. */
export function deliver(
  botUrl: string,
  activity: Json,
  headers: Readonly<Record<string, string>> = {},
): Promise<Delivered> {
  const body = JSON.stringify(activity);
  return new Promise((resolve, reject) => {
    const sent = request(botUrl, {
      // A connection of its own: one that was kept open would fail the first activity after the bot's restart.
      agent: false,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: read(Buffer.concat(chunks).toString('utf8')) });
      });
    });
    sent.end(body);
  });
}

function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
