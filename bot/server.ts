import restify from 'restify';
import type { Next, Request, Response, Server } from 'restify';

/** Teams' own limit for a message is about 100 KB; an activity around it is no more than a few times that. */
export const MAX_BODY_BYTES = 512 * 1024;

export interface Routes {
  readonly messages: (request: Request, response: Response) => Promise<void>;
  /** True when the store answers. */
  readonly healthy: () => Promise<boolean>;
  readonly calendar: (request: Request, response: Response) => Promise<void>;
}

/** The HTTP side: the bot's endpoint, people's calendars, and whether it is well. */
export function makeServer({ messages, healthy, calendar }: Routes): Server {
  const server = restify.createServer({ name: 'Fadder', handleUncaughtExceptions: false });
  const read = restify.plugins.bodyReader({ maxBodySize: MAX_BODY_BYTES });
  const parse = restify.plugins.jsonBodyParser({ mapParams: false });
  server.post('/api/messages', plainJson, read, ...[parse].flat(), messages);
  const health = async (_request: Request, response: Response) => {
    const well = await healthy();
    response.send(well ? 200 : 503, { status: well ? 'ok' : 'store unavailable' });
  };
  server.get('/healthz', health);
  server.head('/healthz', health);
  server.get('/calendar/*', calendar);
  server.head('/calendar/*', calendar);
  // Some clients ask whether somebody is there before they send anything.
  server.head('/api/messages', async (_request: Request, response: Response) => {
    await Promise.resolve();
    response.send(200);
  });
  return server;
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
