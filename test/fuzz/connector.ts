/** The connector at its other end: it knows the rosters' people and hands on what each of its messages holds. */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accountOf, DEMO_TENANT, memberOf } from '../../deploy/local/teams/account.ts';
import { route } from '../../deploy/local/teams/routes.ts';

export interface Connector {
  readonly serviceUrl: string;
  close(): Promise<void>;
}

export async function openConnector(took: (message: unknown) => void): Promise<Connector> {
  const server = createServer((request, response) => {
    bodyOf(request).then(
      (body) => {
        const asked = route(
          request.method ?? 'GET',
          new URL(request.url ?? '/', 'http://connector').pathname,
        );
        response.setHeader('content-type', 'application/json');
        if (asked?.operation === 'member') {
          response.end(JSON.stringify(memberCalled(asked.member)));
          return;
        }
        if (body !== '') took(JSON.parse(body));
        response.end('{"id":"card"}');
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Everybody has an account; their address is what it was made from. */
function memberCalled(userId: string): unknown {
  const address = userId.replace(/^29:/, '').replace('_', '@');
  return memberOf(accountOf({ name: address, address, tenant: DEMO_TENANT }));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
