/**
 * A Cosmos DB on the loopback address: the emulator from npm, which keeps its documents in memory, behind a door that
 * closes its gaps and can be told to fail.
 *
 * What the emulator does not do and the door does:
 * - look at the signature: any key would do (401);
 * - answer 404 to a read of what is not there: it answers 500;
 * - batches: its own are not atomic, and it fails over a replace with an ETag;
 * - time to live: it knows none, so the door deletes what has expired before anybody asks;
 * - plans for queries: it takes the question for the query itself (400, which the SDK knows to live with);
 * - the limit of 2 MiB for a request (413), ids that Cosmos forbids, and texts that it
 *   may not give back as they were: halves of pairs and NUL (400).
 * What stays open: it counts every request as one unit, and it orders and compares by UTF-16 units, which the adapter's
 * keys make no difference to.
 */
import { Agent, createServer, request as send } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createHttpServer } from '@vercel/cosmosdb-server';
import { idOf, Kepts } from './documents.ts';
import type { BatchOperation, Written } from './documents.ts';
import { askedOf, isSigned, partitionOf, replyOf } from './request.ts';
import type { Asked, Reply } from './request.ts';

/** What happens to a request instead of what should. */
export type Fault =
  /** It is not passed on, and this is answered. */
  | { readonly answer: number; readonly headers?: Readonly<Record<string, string>> }
  /** The connection is cut; it was passed on, or not. */
  | 'cutBefore'
  | 'cutAfter'
  /** It is done, and this is answered. */
  | { readonly doneBut: number };

export interface CosmosServer {
  readonly endpoint: string;
  readonly key: string;
  /** Requests so far, faults included. */
  readonly asked: readonly Asked[];
  /** Undefined: all goes well again. */
  fails(fault: ((asked: Asked) => Fault | undefined) | undefined): void;
  close(): Promise<void>;
}

const KEY = Buffer.from('the key of an account that is not there').toString('base64');
const MOST_BYTES = 2 * 1024 * 1024;
/** Whole pairs are not escaped: one that is, is half of one. A backslash before it is text. */
const BRITTLE = /(?<!\\)(?:\\\\)*\\u(?:d[89a-f]|0000)/i;
const FORBIDDEN = /[/\\?#]|^\.{1,2}$| $|^$/;

export async function startCosmos(now: () => number = Date.now): Promise<CosmosServer> {
  const emulator = createHttpServer({ keepAlive: true });
  const door = new Door(await listening(emulator), now);
  const server = createServer((request, response) => {
    text(request)
      .then((body) => door.answer(askedOf(request.method ?? '', request.url ?? '', request.headers, body)))
      .then((reply) => {
        if (reply === 'cut') return response.destroy();
        // Not chained: restify, where it is loaded, has a writeHead that returns nothing.
        response.writeHead(reply.status, reply.headers);
        return response.end(reply.status === 204 ? '' : reply.body);
      })
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  const port = await listening(server);
  return {
    endpoint: `http://127.0.0.1:${String(port)}`,
    key: KEY,
    asked: door.asked,
    fails: (fault) => {
      door.fault = fault;
    },
    close: async () => {
      door.close();
      await Promise.all([closed(server), closed(emulator)]);
    },
  };
}

class Door {
  readonly asked: Asked[] = [];
  fault: ((asked: Asked) => Fault | undefined) | undefined;
  readonly #kept: Kepts;
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true });
  #before: Promise<unknown> = Promise.resolve();

  constructor(port: number, now: () => number) {
    this.#port = port;
    this.#kept = new Kepts(now);
  }

  async answer(asked: Asked): Promise<Reply | 'cut'> {
    this.asked.push(asked);
    const fault = this.fault?.(asked);
    if (fault === 'cutBefore') return 'cut';
    if (typeof fault === 'object' && 'answer' in fault) return replyOf(fault.answer, {}, fault.headers);
    if (!isSigned(asked, KEY)) return replyOf(401);
    const reply = await this.#inTurn(() => this.#done(asked));
    if (fault === 'cutAfter') return 'cut';
    return fault ? replyOf(fault.doneBut) : reply;
  }

  /** One after the other: what was looked at stays true until it is written. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#before.then(work);
    this.#before = mine.catch(() => undefined);
    return mine;
  }

  async #done(asked: Asked): Promise<Reply> {
    if (asked.kind === 'other') return this.#passOn(asked);
    if (Buffer.byteLength(asked.body) > MOST_BYTES) return replyOf(413);
    if (BRITTLE.test(asked.body)) return replyOf(400);
    for (const { pk, id } of this.#kept.expired(asked)) await this.#forget(asked, pk, id);
    switch (asked.kind) {
      case 'query':
        return asked.headers['x-ms-cosmos-is-query-plan-request'] ? replyOf(400) : this.#passOn(asked);
      case 'batch':
        return this.#batch(asked);
      case 'read':
        return this.#kept.get(asked, asked.path[5] ?? '') ? this.#passOn(asked) : replyOf(404);
      case 'delete':
        return this.#deleted(asked, asked.path[5] ?? '');
      case 'create':
      case 'replace':
        return this.#written(asked);
    }
  }

  async #written(asked: Asked): Promise<Reply> {
    if (FORBIDDEN.test((JSON.parse(asked.body) as Written).id)) return replyOf(400);
    const reply = await this.#passOn(asked);
    if (reply.status < 300) this.#kept.put(asked, JSON.parse(reply.body) as Written);
    return reply;
  }

  async #deleted(asked: Asked, id: string): Promise<Reply> {
    const reply = await this.#passOn(asked);
    if (reply.status < 300) this.#kept.drop(asked, partitionOf(asked), id);
    return reply;
  }

  async #forget(asked: Asked, pk: string, id: string): Promise<void> {
    const url = `/${asked.path.slice(0, 5).map(encodeURIComponent).join('/')}/${encodeURIComponent(id)}`;
    const headers = { 'x-ms-documentdb-partitionkey': asAscii([pk]) };
    await this.#passOn({ ...asked, method: 'DELETE', url, headers, body: '' });
    this.#kept.drop(asked, pk, id);
  }

  async #batch(asked: Asked): Promise<Reply> {
    const operations = JSON.parse(asked.body) as readonly BatchOperation[];
    if (operations.some((operation) => FORBIDDEN.test(idOf(operation)))) return replyOf(400);
    const refusals = this.#kept.refusals(asked, operations);
    if (refusals.length > 0)
      return asResults(
        207,
        refusals.map((statusCode) => ({ statusCode })),
      );
    // The emulator wants the partition with each operation, as text.
    const partitionKey = JSON.stringify([partitionOf(asked)]);
    const body = JSON.stringify(operations.map((operation) => ({ ...operation, partitionKey })));
    const reply = await this.#passOn({ ...asked, body });
    const results = JSON.parse(reply.body) as readonly {
      statusCode: number;
      eTag?: string;
      resourceBody?: Written;
    }[];
    operations.forEach((operation, n) => {
      const written = results[n]?.resourceBody;
      if (written) this.#kept.put(asked, written);
      else this.#kept.drop(asked, partitionOf(asked), idOf(operation));
    });
    return asResults(
      200,
      results.map(({ statusCode, eTag }) => ({ statusCode, eTag })),
    );
  }

  #passOn({ method, url, headers, body }: Asked): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const { 'content-length': _, 'transfer-encoding': _encoding, ...rest } = headers;
      const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) };
      const options = {
        port: this.#port,
        agent: this.#agent,
        path: url,
        method,
        headers: { ...rest, ...length },
      };
      send(options, (response: IncomingMessage) => {
        text(response).then((answered) => {
          const kept = [
            'content-type',
            'etag',
            'x-ms-request-charge',
            'x-ms-continuation',
            'x-ms-item-count',
          ];
          const entries = kept.flatMap((name) => {
            const value = response.headers[name];
            return value === undefined ? [] : [[name, String(value)] as const];
          });
          resolve({
            status: response.statusCode ?? 500,
            headers: Object.fromEntries(entries),
            body: answered,
          });
        }, reject);
      })
        .on('error', reject)
        .end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

const asResults = (status: number, results: readonly object[]): Reply => ({
  ...replyOf(status),
  body: JSON.stringify(results),
});

const asAscii = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
