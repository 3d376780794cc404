/** Requests to a bot that asks for sign-in, each with something wrong with who is said to have signed it. */
import fc from 'fast-check';
import sinon from 'sinon';
import { message } from '../../deploy/local/teams/activities.ts';
import { SIGN_IN } from '../helpers/academy.ts';
import { startSignedTeams } from '../helpers/signed-teams.ts';
import type { SignedTeams, TokenOptions } from '../helpers/signed-teams.ts';
import { kind } from './kind.ts';
import type { Trial } from './kind.ts';
import { anyChange, mutated } from './mutate.ts';
import type { Change } from './mutate.ts';
import { anyOdd } from './odd.ts';
import { openWorld } from './world.ts';
import type { FuzzWorld } from './world.ts';

/** What stands in the header. */
type Made =
  | { readonly how: 'signed'; readonly options: TokenOptions }
  | {
      readonly how: 'spoilt';
      readonly change: (typeof spoils)[number];
      readonly at: number;
      readonly letter: string;
    }
  | { readonly how: 'forged'; readonly head: unknown; readonly body: unknown; readonly signature: string }
  | { readonly how: 'text'; readonly text: string }
  /** Node hands on the first of two. */
  | { readonly how: 'twice'; readonly first: string }
  | { readonly how: 'none' };

interface Case {
  readonly made: Made;
  readonly changes: readonly Change[];
}

const spoils = ['replace', 'insert', 'cut'] as const;
const ISSUERS = ['https://api.botframework.com', 'https://issuer.example/', 'https://ISSUER.example', ''];
const letters = ['A', 'B', 'x', 'y', 'z', '0', '1', '9', '-', '_'];

/** One claim that is not as it should be; whatever else it says is. */
const wrongClaim: fc.Arbitrary<TokenOptions> = fc
  .oneof(
    fc.tuple(fc.constantFrom('iss', 'aud', 'serviceurl'), anyOdd),
    fc.tuple(fc.constant('iss'), fc.constantFrom<unknown>(...ISSUERS)),
    fc.tuple(fc.constant('exp'), fc.constantFrom<unknown>(0, -1, -1e21, 1e9, '9e9', null, {}, [9e9], true)),
    fc.tuple(fc.constant('nbf'), fc.constantFrom<unknown>(9e9, 1e21, '0', null, {}, [])),
    fc.tuple(fc.constantFrom('iss', 'aud', 'serviceurl', 'exp'), fc.constant(undefined)),
  )
  .map(([name, value]) => ({ claims: { [name]: value } }));
const wrongKey: fc.Arbitrary<TokenOptions> = fc.oneof(
  fc.record({ key: fc.constantFrom('unendorsed', 'otherChannel', 'unknown') }),
  fc.record({
    key: fc.constant('unknown'),
    kid: fc.constantFrom('published', '', '__proto__', '../keys', 'x'.repeat(3000)),
  }),
  fc.record({ kid: fc.constantFrom('unknown', 'unendorsed', '__proto__', '\u0000', 'published ') }),
);

const anyHead = fc.oneof(
  fc.record({
    alg: fc.oneof(fc.constantFrom('none', 'None', 'HS256', 'RS256', 'RS512', 'ES256', ''), anyOdd),
    kid: fc.oneof(fc.constant('published'), anyOdd),
  }),
  anyOdd,
);
const anyBody = fc.oneof(
  fc.constant({ iss: 'https://issuer.example', aud: SIGN_IN.MicrosoftAppId, exp: 9e9 }),
  anyOdd,
);
const latin = fc.nat({ max: 255 }).map((code) => String.fromCharCode(code));
const anyText = fc
  .oneof(
    fc.constantFrom('Bearer', 'bearer a.b.c', 'Basic YTpi', 'Bearer ..', 'Bearer a.b.c, Bearer d.e.f', '{}'),
    fc.integer({ min: 1, max: 12_000 }).map((times) => `Bearer ${'a.'.repeat(times / 2)}`),
    fc.string({ unit: latin, maxLength: 60 }).map((text) => `Bearer ${text}`),
    fc.string({ unit: latin, maxLength: 60 }),
  )
  // A line of its own would be another header.
  .map((text) => text.replace(/[\r\n]/g, ' '));

const anyMade: fc.Arbitrary<Made> = fc.oneof(
  fc.record({ how: fc.constant('signed'), options: fc.oneof(wrongClaim, wrongKey) }),
  fc.record({
    how: fc.constant('spoilt'),
    change: fc.constantFrom(...spoils),
    at: fc.nat({ max: 5000 }),
    letter: fc.constantFrom(...letters),
  }),
  fc.record({
    how: fc.constant('forged'),
    head: anyHead,
    body: anyBody,
    signature: fc.constantFrom('', 'AAAA', 'x'.repeat(342)),
  }),
  fc.record({ how: fc.constant('text'), text: anyText }),
  fc.record({ how: fc.constant('twice'), first: anyText }),
  fc.record({ how: fc.constant('none') }),
);
const anyCase: fc.Arbitrary<Case> = fc.record({
  made: anyMade,
  changes: fc.array(anyChange(), { maxLength: 2 }),
});

/** 431: node's own word for a header without an end. */
const REFUSED = [400, 401, 403, 413, 415, 431];

export const tokens = kind({ name: 'tokens', share: 3, http: true }, anyCase, openTrial);

async function openTrial(): Promise<Trial<Case>> {
  const signedBy = await startSignedTeams();
  let lines: string[] = [];
  const logged = (line: string) => void lines.push(line);
  const world = await openWorld({ environment: SIGN_IN, cloud: signedBy.cloud, logged });
  // The SDK prints what it refuses.
  const printed = sinon.createSandbox();
  for (const name of ['error', 'warn', 'log', 'info', 'debug'] as const)
    printed.stub(console, name).callsFake((...said: unknown[]) => logged(said.map(String).join(' ')));
  const right = await signedFor(world, signedBy);
  return {
    async run({ made, changes }) {
      lines = [];
      const headers = await headersOf(made, right, (options) => signedFor(world, signedBy, options));
      const activity = mutated(message(world.sender(world.stranger), 'hej'), changes);
      const { status, body } = await posted(world, headers, activity);
      if (!REFUSED.includes(status)) throw new Error(`answered with ${String(status)}`);
      holdsNoSecret([...lines, JSON.stringify(body)].join('\n'), headers, signedBy.secrets);
      unchanged(world);
    },
    /** That nothing is taken would be no wonder if what is right were not taken either. */
    async finish() {
      const activity = message(world.sender(world.stranger), 'hej');
      const { status } = await posted(world, [`authorization: ${right}`], activity);
      if (status !== 200) throw new Error(`what is rightly signed is answered with ${String(status)}`);
    },
    async close() {
      printed.restore();
      await world.close();
      await signedBy.close();
    },
  };
}

/** The bot's clock stands in the past: its tokens have always been valid. */
function signedFor(world: FuzzWorld, signedBy: SignedTeams, { claims, ...options }: TokenOptions = {}) {
  const { serviceUrl } = world.sender(world.stranger);
  return signedBy.authorization(serviceUrl, { ...options, claims: { nbf: 0, ...claims } });
}

async function headersOf(
  made: Made,
  right: string,
  sign: (options: TokenOptions) => Promise<string>,
): Promise<readonly string[]> {
  switch (made.how) {
    case 'signed':
      return [`authorization: ${await sign(made.options)}`];
    case 'spoilt':
      return [`authorization: ${spoilt(right, made)}`];
    case 'forged':
      return [`authorization: Bearer ${part(made.head)}.${part(made.body)}.${made.signature}`];
    case 'text':
      return [`authorization: ${made.text}`];
    case 'twice':
      return [`authorization: ${made.first}`, `authorization: ${right}`];
    case 'none':
      return [];
  }
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Not in its last letter, of which a few bits say nothing, and never to what it was. */
function spoilt(right: string, { change, at, letter }: Extract<Made, { how: 'spoilt' }>): string {
  const start = 'Bearer '.length;
  const place = start + (at % (right.length - start - 2));
  const [before, there, after] = [right.slice(0, place), right.charAt(place), right.slice(place + 1)];
  switch (change) {
    case 'replace':
      return `${before}${there === letter ? '~' : letter}${after}`;
    case 'insert':
      return `${before}${letter}${there}${after}`;
    case 'cut':
      return before;
  }
}

const posted = (world: FuzzWorld, headers: readonly string[], activity: unknown) =>
  world.post({
    path: '/api/messages',
    headers: ['content-type: application/json', ...headers],
    body: JSON.stringify(activity),
  });

/** Pieces too long to stand anywhere by chance. */
function holdsNoSecret(said: string, headers: readonly string[], keys: readonly string[]): void {
  const pieces = headers.flatMap((header) => header.split(/[.\s]/)).filter((piece) => piece.length > 20);
  const secret = [...pieces, ...keys, 'PUBLIC KEY'].find((piece) => said.includes(piece));
  if (secret !== undefined) throw new Error(`it says ${secret}: ${said.slice(0, 500)}`);
}

function unchanged(world: FuzzWorld): void {
  const written = world.writes();
  if (written.length > 0) throw new Error(`wrote ${written.map(({ pk, id }) => `${pk} ${id}`).join(', ')}`);
  world.check();
}
