/** The connector at its cheapest: it takes every message and knows everybody, so that what is measured is the bot. */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { route } from '../../deploy/local/teams/routes.ts';
import { accountOf, DEMO_TENANT, memberOf } from '../../deploy/local/teams/account.ts';
import { addressOf } from './crowd.ts';

export interface Sink {
  readonly serviceUrl: string;
  /** Messages taken so far, updates left out. */
  readonly taken: () => number;
  /** Resolves when so many messages more have been taken; rejects when that takes over a minute. */
  more(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A run is bounded, whatever goes wrong. */
const PATIENCE_MS = 60_000;

export async function openSink(): Promise<Sink> {
  let taken = 0;
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    drained(request).then(
      () => {
        const url = new URL(request.url ?? '/', 'http://sink');
        const asked = route(request.method ?? 'GET', url.pathname);
        response.setHeader('content-type', 'application/json');
        if (asked?.operation === 'member') {
          const address = addressOf(asked.member);
          response.end(JSON.stringify(memberOf(accountOf({ name: address, address, tenant: DEMO_TENANT }))));
          return;
        }
        if (asked?.operation === 'send' || asked?.operation === 'reply') taken += 1;
        response.end(JSON.stringify({ id: String(taken) }));
        for (const look of waiting) look();
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    taken: () => taken,
    more: (count) => {
      const goal = taken + count;
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          reject(new Error(`of ${String(count)} messages ${String(goal - taken)} never came`));
        }, PATIENCE_MS);
        const look = () => {
          if (taken < goal) return;
          waiting.delete(look);
          clearTimeout(late);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** The body is read and thrown away. */
function drained(request: IncomingMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    request.on('end', resolve).on('error', reject).resume();
  });
}
