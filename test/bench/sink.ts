/** The connector at its cheapest: it takes every message and knows everybody, so that what is measured is the bot. */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isObject, listAt } from '../../deploy/local/teams/json.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { route } from '../../deploy/local/teams/routes.ts';
import { accountOf, DEMO_TENANT, memberOf } from '../../deploy/local/teams/account.ts';
import { addressOf } from './crowd.ts';

export interface Sink {
  readonly serviceUrl: string;
  /** Messages taken so far, updates left out. */
  readonly taken: () => number;
  /** The card of the message taken last. Throws where there is none. */
  lastCard(): Json;
  /** Resolves when so many messages more have been taken; rejects when that takes over a minute, or the sink closes. */
  more(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A run is bounded, whatever goes wrong. */
const PATIENCE_MS = 60_000;

interface Waiting {
  readonly goal: number;
  readonly reached: () => void;
  readonly failed: (why: string) => void;
}

/** @param admit milliseconds to wait, where a request to a conversation is refused as one too many */
export async function openSink(
  admit: (conversation: string) => number | undefined = () => undefined,
): Promise<Sink> {
  let taken = 0;
  let last: Buffer = Buffer.alloc(0);
  const waiting = new Set<Waiting>();
  const server = createServer((request, response) => {
    bodyOf(request).then(
      (body) => {
        const url = new URL(request.url ?? '/', 'http://sink');
        const asked = route(request.method ?? 'GET', url.pathname);
        response.setHeader('content-type', 'application/json');
        if (asked?.operation === 'member') {
          const address = addressOf(asked.member);
          response.end(JSON.stringify(memberOf(accountOf({ name: address, address, tenant: DEMO_TENANT }))));
          return;
        }
        const waitMs = asked ? admit(asked.conversation) : undefined;
        if (waitMs !== undefined) {
          response.statusCode = 429;
          response.setHeader('retry-after', Math.ceil(waitMs / 1000));
          response.end('{}');
          return;
        }
        if (asked?.operation === 'send' || asked?.operation === 'reply') {
          taken += 1;
          last = body;
        }
        response.end(JSON.stringify({ id: String(taken) }));
        for (const { goal, reached } of waiting) if (taken >= goal) reached();
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    serviceUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    taken: () => taken,
    lastCard: () => cardIn(last),
    more: (count) => waitFor(waiting, taken + count, () => `${String(taken)} messages in all came`),
    close: () =>
      new Promise((resolve) => {
        for (const { failed } of waiting) failed('the sink was closed');
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function waitFor(waiting: Set<Waiting>, goal: number, sofar: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = () => {
      clearTimeout(late);
      waiting.delete(mine);
    };
    const mine: Waiting = {
      goal,
      reached: () => {
        over();
        resolve();
      },
      failed: (why) => {
        over();
        reject(new Error(`${why}: ${sofar()}, of ${String(goal)} that were waited for`));
      },
    };
    const late = setTimeout(() => {
      mine.failed('messages are missing');
    }, PATIENCE_MS);
    waiting.add(mine);
  });
}

function cardIn(body: Buffer): Json {
  const message: unknown = body.length === 0 ? undefined : JSON.parse(body.toString('utf8'));
  const [attachment] = isObject(message) ? listAt(message, 'attachments') : [];
  const content = attachment?.['content'];
  if (!isObject(content)) throw new Error('no card has been sent');
  return content;
}

function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', reject);
    request.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
  });
}
