import restify from 'restify';
import type { Next, Request, Response, Server } from 'restify';
import type { Vitals } from './watching/health.ts';

/** Teams' own limit for a message is about 100 KB; an activity around it is no more than a few times that. */
export const MAX_BODY_BYTES = 512 * 1024;

export interface Routes {
  readonly messages: (request: Request, response: Response) => Promise<void>;
  readonly vitals: Pick<Vitals, 'alive' | 'ready'>;
  readonly calendar: (request: Request, response: Response) => Promise<void>;
}

/** How long a client may take, in milliseconds, and how often that is looked at. Teams sends
 * what it has at once; who dribbles holds a connection for nothing. */
export interface Patience {
  readonly headers: number;
  readonly request: number;
  readonly look: number;
}
const PATIENCE: Patience = { headers: 10_000, request: 20_000, look: 5000 };
/** Far more than Teams opens; below what a process may usually have open. */
const MAX_CONNECTIONS = 1000;

/** The HTTP side: the bot's endpoint, people's calendars, and whether it is well. */
export function makeServer({ messages, vitals, calendar }: Routes, patience = PATIENCE): Server {
  const server = restify.createServer({ name: 'Fadder', handleUncaughtExceptions: false });
  bound(server, patience);
  const read = restify.plugins.bodyReader({ maxBodySize: MAX_BODY_BYTES });
  const parse = restify.plugins.jsonBodyParser({ mapParams: false });
  server.post('/api/messages', plainJson, read, ...[parse].flat(), messages);
  const probes = { '/healthz': async () => vitals.alive(), '/readyz': () => vitals.ready() };
  for (const [path, look] of Object.entries(probes)) {
    const told = async (_request: Request, response: Response) => {
      const { status, body } = await look();
      response.send(status, body, { 'cache-control': 'no-store' });
    };
    server.get(path, told);
    server.head(path, told);
  }
  server.get('/calendar/*', calendar);
  server.head('/calendar/*', calendar);
  // Some clients ask whether somebody is there before they send anything.
  server.head('/api/messages', async (_request: Request, response: Response) => {
    await Promise.resolve();
    response.send(200);
  });
  return server;
}

/** Node's own limits are minutes, and no end of connections. */
function bound({ server }: Server, { headers, request, look }: Patience): void {
  Object.assign(server, {
    headersTimeout: headers,
    requestTimeout: request,
    // Read when the server begins to listen.
    connectionsCheckingInterval: look,
    maxConnections: MAX_CONNECTIONS,
  });
}

/** The limit counts what arrives: a packed body would be unpacked past it. Forms and files are nobody's message, and
 * the framework would write them to the disk. */
function plainJson(request: Request, response: Response, next: Next): void {
  const packed = request.headers['content-encoding'] !== undefined;
  if (!packed && request.contentType() === 'application/json') {
    next();
    return;
  }
  response.send(415, { code: 'UnsupportedMediaType', message: 'Send plain application/json.' });
  next(false);
}
