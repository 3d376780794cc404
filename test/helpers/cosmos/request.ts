/** A request to Cosmos, as its REST protocol has it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Asked {
  readonly method: string;
  /** As it came, encoded. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Decoded parts of the path: `dbs`, a name, `colls`, a name, `docs`, an id. */
  readonly path: readonly string[];
  readonly kind: 'read' | 'create' | 'replace' | 'delete' | 'batch' | 'query' | 'other';
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const replyOf = (status: number, body: object = {}, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', 'x-ms-request-charge': '1', ...headers },
  body: JSON.stringify({ code: String(status), message: `status ${String(status)}`, ...body }),
});

export function askedOf(method: string, url: string, headers: IncomingHttpHeaders, body: string): Asked {
  const path = new URL(url, 'http://cosmos').pathname.split('/').filter(Boolean).map(decodeURIComponent);
  return { method, url, headers, body, path, kind: kindOf(method, headers, path) };
}

function kindOf(method: string, headers: IncomingHttpHeaders, path: readonly string[]): Asked['kind'] {
  if (path[4] !== 'docs') return 'other';
  if (method === 'GET') return path.length === 6 ? 'read' : 'other';
  if (method === 'PUT') return 'replace';
  if (method === 'DELETE') return 'delete';
  if (headers['x-ms-cosmos-is-batch-request'] !== undefined) return 'batch';
  return headers['content-type'] === 'application/query+json' ||
    headers['x-ms-documentdb-isquery'] !== undefined
    ? 'query'
    : 'create';
}

/** The partition that a request names. */
export function partitionOf({ headers }: Asked): string {
  const [pk] = JSON.parse(String(headers['x-ms-documentdb-partitionkey'] ?? '[""]')) as [string];
  return pk;
}

/** Whether it was signed with the account's key. */
export function isSigned({ method, headers, path }: Asked, key: string): boolean {
  const isFeed = path.length % 2 === 1;
  const type = (isFeed ? path.at(-1) : path.at(-2)) ?? '';
  const resource = (isFeed ? path.slice(0, -1) : path).join('/');
  const date = String(headers['x-ms-date']).toLowerCase();
  const text = `${method.toLowerCase()}\n${type}\n${resource}\n${date}\n\n`;
  const expected = createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');
  const [, given = ''] = /&sig=(.*)$/.exec(decodeURIComponent(headers.authorization ?? '')) ?? [];
  const [one, two] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === two.length && timingSafeEqual(one, two);
}
