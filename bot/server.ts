import restify from 'restify';
import type { Request, Response, Server } from 'restify';

/** Teams' own limit for a message is about 100 KB; an activity around it is no more than a few times that. */
const MAX_BODY_BYTES = 512 * 1024;

export interface Routes {
  readonly messages: (request: Request, response: Response) => Promise<void>;
  /** True when the store answers. */
  readonly healthy: () => Promise<boolean>;
}

/** The HTTP side: the bot's one endpoint, and whether it is well. */
export function makeServer({ messages, healthy }: Routes): Server {
  const server = restify.createServer({ name: 'Fadder', handleUncaughtExceptions: false });
  const body = restify.plugins.bodyParser({ maxBodySize: MAX_BODY_BYTES, mapParams: false });
  server.post('/api/messages', ...[body].flat(), messages);
  const health = async (_request: Request, response: Response) => {
    const well = await healthy();
    response.send(well ? 200 : 503, { status: well ? 'ok' : 'store unavailable' });
  };
  server.get('/healthz', health);
  // Some clients ask whether somebody is there before they send anything.
  server.head('/api/messages', async (_request: Request, response: Response) => {
    await Promise.resolve();
    response.send(200);
  });
  return server;
}
