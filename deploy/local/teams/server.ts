import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Call } from './connector.ts';
import type { Outcome } from './faults.ts';
import { refusal } from './refusals.ts';
import { route } from './routes.ts';

export interface ConnectorServer {
  readonly port: number;
  /** Ends all connections, those that hang among them. */
  close(): Promise<void>;
}

/** Beyond this a body is not even read. */
const MAX_BODY = 8 * 1024 * 1024;

/** Listens on the loopback address and puts each request for a known endpoint to `handle`. Port 0: any. */
export async function listen(
  port: number,
  handle: (call: Call) => Promise<Outcome>,
): Promise<ConnectorServer> {
  const server = createServer((request, response) => {
    respond(request, response, handle).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  handle: (call: Call) => Promise<Outcome>,
): Promise<void> {
  const text = await bodyOf(request);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const found = route(request.method ?? 'GET', url.pathname);
  const outcome = found
    ? await handle({ ...found, query: url.searchParams, body: parsed(text), size: 2 * text.length })
    : refusal('NotFound');
  if (outcome === 'hang') return;
  if (outcome === 'drop') {
    response.destroy();
    return;
  }
  const { status, headers = {}, body } = outcome;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error('the body is too large to be read');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
