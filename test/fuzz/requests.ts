/** Raw requests: paths, methods, headers and bodies of every kind. */
import fc from 'fast-check';
import { message } from '../../deploy/local/teams/activities.ts';
import { kind } from './kind.ts';
import { mutated, anyChange } from './mutate.ts';
import type { Change } from './mutate.ts';
import { openWorld } from './world.ts';
import type { FuzzWorld } from './world.ts';

interface Case {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly changes: readonly Change[];
  readonly spoil: { readonly how: (typeof spoils)[number]; readonly at: number };
}

const spoils = [
  'nothing',
  'nothing',
  'cut',
  'doubleKeys',
  'deep',
  'deepObjects',
  'huge',
  'manyKeys',
  'utf16',
  'latin1',
  'badUtf8',
  'bom',
  'empty',
  'junk',
  'prototype',
  'bigNumber',
] as const;

const paths = [
  '/',
  '/api/messages/',
  '/api/messages/x',
  '/API/MESSAGES',
  '/api//messages',
  '/api/messages?x=1&x=2&__proto__=3',
  '/api/messages;x=1',
  '/healthz',
  '/healthz/..',
  '/calendar/x',
  '/calendar/../../etc/passwd',
  '/calendar/%2e%2e%2fetc%2fpasswd.ics',
  '/calendar/__proto__/constructor.ics?token=',
  '/%00',
  '/%zz',
  '/%',
  '/%E0%A4%A',
  '//',
  '/\\..\\',
  `/${'a/'.repeat(500)}`,
  `/${'x'.repeat(9000)}`,
  '/?',
  '*',
  'http://other.example/api/messages',
  '/api/messages#x',
  '/ü',
  '/*',
  '/:x',
  '/constructor',
];
const methods = ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'post', 'X', ''];
const types = [
  'content-type: application/json',
  'content-type: application/json; charset=utf-16',
  'content-type: APPLICATION/JSON',
  'content-type: application/json; charset=nonsense; x',
  'content-type: application/vnd.api+json',
  'content-type: text/plain',
  'content-type: multipart/form-data; boundary=b',
  'content-type: application/x-www-form-urlencoded',
  'content-type: ;;;',
  'content-type:',
];
const others = [
  'content-encoding: gzip',
  'content-encoding: br',
  'content-md5: nonsense',
  'transfer-encoding: chunked',
  'content-length: -1',
  'content-length: 1',
  'expect: 100-continue',
  'expect: nonsense',
  'upgrade: websocket',
  'authorization: Bearer',
  'authorization: Bearer a.b.c',
  'authorization: Bearer eyJhbGciOiJub25lIn0.e30.',
  'accept: nonsense/*;q=x',
  'accept-version: 99',
  'x-request-id: \u0001',
  'host: ',
  `x: ${'y'.repeat(20_000)}`,
  'no colon',
  '__proto__: x',
  'if-none-match: *',
  'range: bytes=0-99999999999',
  'x-http-method-override: DELETE',
];

const anyRequest: fc.Arbitrary<Case> = fc.record({
  method: fc.oneof({ weight: 6, arbitrary: fc.constant('POST') }, fc.constantFrom(...methods)),
  path: fc.oneof(
    { weight: 6, arbitrary: fc.constant('/api/messages') },
    fc.constantFrom(...paths),
    anyPath(),
  ),
  headers: fc
    .tuple(
      fc.oneof({ weight: 8, arbitrary: fc.constant(types[0] ?? '') }, fc.constantFrom(...types)),
      fc.option(fc.constantFrom(...others), { freq: 4 }),
    )
    .map((lines) => lines.filter((line) => line !== null)),
  changes: fc.array(anyChange(), { maxLength: 3 }),
  spoil: fc.record({ how: fc.constantFrom(...spoils), at: fc.nat({ max: 2000 }) }),
});

function anyPath(): fc.Arbitrary<string> {
  return fc.webPath().map((path) => `/${path.replace(/^\/+/, '')}`);
}

export const requests = kind({ name: 'requests', share: 8, http: true }, anyRequest, async () => {
  const world = await openWorld();
  return { run: (given) => tried(world, given), close: () => world.close() };
});

async function tried(world: FuzzWorld, { method, path, headers, changes, spoil }: Case): Promise<void> {
  const sender = world.sender(world.stranger);
  // Each from a chat of its own: to one chat the bot writes no faster than Teams lets it.
  const conversation = { conversationType: 'personal', id: `a:${sender.id}` };
  const base = { ...message(sender, 'hej'), conversation };
  const { status } = await world.post({ method, path, headers, body: bodyOf(mutated(base, changes), spoil) });
  // 0: a request that is not HTTP at all ends the connection.
  if (status >= 500) throw new Error(`answered with ${String(status)}`);
  const written = world.writes().filter(({ type }) => type !== 'seen');
  if (written.length > 0) throw new Error(`wrote ${written.map(({ pk, id }) => `${pk} ${id}`).join(', ')}`);
  world.check();
}

function bodyOf(activity: unknown, { how, at }: Case['spoil']): string | Buffer {
  const text = JSON.stringify(activity);
  switch (how) {
    case 'nothing':
      return text;
    case 'cut':
      return text.slice(0, at % (text.length + 1));
    case 'doubleKeys':
      return text.replace('{', '{"type":"invoke","from":null,"text":"twice",');
    case 'deep':
      return '['.repeat(at * 20) + ']'.repeat(at * 20);
    case 'deepObjects':
      return text.replace('{', `{"value":${'{"a":'.repeat(at * 10)}1${'}'.repeat(at * 10)},`);
    case 'huge':
      return text.replace('{', `{"text":"${'x'.repeat(at * 300)}",`);
    case 'manyKeys':
      return text.replace('{', `{${Array.from({ length: at * 5 }, (_, n) => `"k${String(n)}":0,`).join('')}`);
    case 'utf16':
      return Buffer.from(text, 'utf16le');
    case 'latin1':
      return Buffer.from(text.replace('hej', 'åäö'), 'latin1');
    case 'badUtf8':
      return Buffer.concat([
        Buffer.from(text.slice(0, at % 300)),
        Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0x00]),
      ]);
    case 'bom':
      return `\uFEFF${text}`;
    case 'empty':
      return '';
    case 'junk':
      return Buffer.from(Array.from({ length: at % 300 }, (_, n) => (n * 7919 + at) % 256));
    case 'prototype':
      return text.replace('{', '{"__proto__":{"type":"message"},"constructor":{"prototype":{"text":"x"}},');
    case 'bigNumber':
      return text.replace('{', '{"value":1e99999,"n":-0,"m":123456789012345678901234567890,');
  }
}
