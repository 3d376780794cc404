import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../../deploy/local/teams/json.ts';

/** A bot that keeps what it hears and answers each activity with what it is told to. */
export interface TinyBot {
  /** Its endpoint for activities. */
  readonly url: string;
  readonly heard: readonly Json[];
  close(): Promise<void>;
}

export async function startTinyBot(
  answer: (activity: Json) => unknown = () => ({}),
  port = 0,
): Promise<TinyBot> {
  const heard: Json[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const activity = JSON.parse(text) as Json;
      heard.push(activity);
      response.end(JSON.stringify(answer(activity)));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    heard,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
