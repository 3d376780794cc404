/** A Teams on the loopback address that takes messages, or asks to wait, and counts what each conversation got. */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { route } from '../../deploy/local/teams/routes.ts';

export interface CountingTeams {
  readonly serviceUrl: string;
  /** Messages by conversation. */
  readonly received: ReadonlyMap<string, number>;
  readonly total: () => number;
  /** Messages that were answered with 429 and not taken. */
  readonly refused: () => number;
  /** Resolves when so many messages have been taken in all. */
  reached(total: number): Promise<void>;
  close(): Promise<void>;
}

/** So long is every message on its way: a process that is killed has some under way. */
const DELAY_MS = 15;
const TOO_MANY = { error: { code: 'TooManyRequests', message: 'Too many requests.' } };

/** @param refuses says of the nth message whether it is asked to come again */
export async function countingTeams(refuses: (nth: number) => boolean = () => false): Promise<CountingTeams> {
  const received = new Map<string, number>();
  const waiting = new Set<() => void>();
  let [asking, refused, total] = [0, 0, 0];
  /** Undefined: not taken. */
  const take = (request: IncomingMessage): object | undefined => {
    const asked = route(request.method ?? 'GET', new URL(request.url ?? '/', 'http://teams').pathname);
    if (asked?.operation !== 'send') return {};
    if (refuses((asking += 1))) {
      refused += 1;
      return undefined;
    }
    total += 1;
    received.set(asked.conversation, (received.get(asked.conversation) ?? 0) + 1);
    for (const look of waiting) look();
    return { id: String(total) };
  };
  const server = createServer((request, response) => {
    request
      .on('error', () => response.destroy())
      .on('end', () => {
        // Taken, whether or not anybody is left to hear it.
        const answer = take(request);
        setTimeout(() => {
          if (answer === undefined) response.writeHead(429, { 'retry-after': '1' });
          else response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify(answer ?? TOO_MANY));
        }, DELAY_MS);
      })
      .resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    received,
    total: () => total,
    refused: () => refused,
    reached: (goal) =>
      new Promise((resolve) => {
        const look = () => {
          if (total < goal) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
