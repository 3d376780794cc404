/** Paths below /calendar/: addresses that the bot has handed out, and what somebody may make of them. */
import fc from 'fast-check';
import { meetingId } from '../../services/domain/ids.ts';
import { PUBLIC_URL } from '../helpers/calendars.ts';
import { kind } from './kind.ts';
import type { Trial } from './kind.ts';
import { oddKeys } from './odd.ts';
import { openWorld } from './world.ts';
import type { FuzzWorld } from './world.ts';

interface Change {
  readonly how: (typeof ways)[number];
  /** Which segment or letter, counted round again. */
  readonly at: number;
  readonly with: string;
}

interface Case {
  /** Which of the addresses it is made from. */
  readonly from: number;
  readonly changes: readonly Change[];
  readonly query: string;
  readonly method: string;
  readonly header: string;
}

/** The demonstration has it, the other academy may not. */
const MEETING = meetingId('s1-m');
const ways = ['segment', 'borrow', 'drop', 'add', 'letter', 'escape', 'cut', 'upper', 'tail'] as const;
const parts = [
  ...oddKeys.filter((key) => key !== ''),
  ...['', '.', '..', '%2e%2e', '%2F', '%00', '%zz', '%E0%A4%A', '%c0%ae', '\\', '*', ':x', '{}', ';', '#'],
  ...['r0-', 'r1-AAAAAAAAAAAAAAAAAAAAAAAA', 'r999999999-x', 'p-0000000000000000', 's9-m', '.ics', '.ics.ics'],
  ...['a'.repeat(999), '\u00E4', '%F0%9F%91%A9'],
];

const anyCase: fc.Arbitrary<Case> = fc.record({
  from: fc.nat({ max: 20 }),
  changes: fc.array(
    fc.record({
      how: fc.constantFrom(...ways),
      at: fc.nat({ max: 300 }),
      with: fc.oneof(fc.constantFrom(...parts), fc.webFragments().map(plain)),
    }),
    { maxLength: 3 },
  ),
  query: fc.constantFrom('', '', '', '?', '?x=1&__proto__=2', '?.ics', '?/../x', '?%zz'),
  method: fc.constantFrom('GET', 'GET', 'GET', 'GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'),
  header: fc.constantFrom(
    'accept: */*',
    'if-none-match: *',
    'if-none-match: W/"x", ",,,',
    `if-none-match: ${'"a",'.repeat(2000)}`,
    'range: bytes=0-0',
    'accept: text/html;q=x',
    'accept-version: 99',
  ),
});

/** No letter that would end a request's line. */
function plain(text: string): string {
  return text.replace(/\s/g, '');
}

export const calendars = kind({ name: 'calendar paths', share: 3, http: true }, anyCase, openTrial);

async function openTrial(): Promise<Trial<Case>> {
  let lines: string[] = [];
  const world = await openWorld({ environment: { PUBLIC_URL }, logged: (line) => void lines.push(line) });
  const real = await realPaths(world);
  world.writes();
  return {
    async run({ from, changes, query, method, header }) {
      lines = [];
      const path = changes.reduce((before, one) => changed(before, one, real), realAt(real, from));
      const asked = { method, path: path + query, headers: [header], body: '' };
      const { status, body } = await world.post(asked);
      if (!expected(path, method, real).includes(status)) throw new Error(`answered with ${String(status)}`);
      // The framework tells whoever asks for something else what they asked for.
      const said = [...lines, ...(status === 200 ? [JSON.stringify(body)] : [])].join('\n');
      for (const seal of real.map(sealOf))
        if (said.includes(seal)) throw new Error(`it says ${seal}: ${said}`);
      const written = world.writes();
      if (written.length > 0) throw new Error(`wrote ${written.map(({ id }) => id).join(', ')}`);
      world.check();
    },
    close: () => world.close(),
  };
}

/** Of everybody in the two academies: all their meetings, and a single one. */
async function realPaths({ bot, people }: FuzzWorld): Promise<readonly string[]> {
  const addresses = people.flatMap(({ id, academy }) => {
    if (id === undefined || academy === undefined) return [];
    const holder = { academy, person: id, renewals: 0 };
    return [{ holder }, { holder, meeting: MEETING }];
  });
  const { calendars: made } = bot.deps;
  if (!made) throw new Error('the bot has no public address');
  const urls = await Promise.all(addresses.map((address) => made.urlOf(address)));
  return urls.map((url) => url.slice(PUBLIC_URL.length));
}

const realAt = (real: readonly string[], at: number): string => real[at % real.length] ?? '/calendar/';
const sealOf = (path: string): string => /\/r\d+-([\w-]+)/.exec(path)?.[1] ?? path;

function changed(path: string, { how, at, with: other }: Change, real: readonly string[]): string {
  const segments = path.split('/');
  const nth = 2 + (at % Math.max(1, segments.length - 2));
  const letter = at % Math.max(1, path.length);
  switch (how) {
    case 'segment':
      return segments.with(Math.min(nth, segments.length - 1), other).join('/');
    case 'borrow': {
      const theirs = realAt(real, at).split('/')[nth] ?? other;
      return segments.with(Math.min(nth, segments.length - 1), theirs).join('/');
    }
    case 'drop':
      return segments.toSpliced(nth, 1).join('/');
    case 'add':
      return segments.toSpliced(nth, 0, other).join('/');
    case 'letter':
      return `${path.slice(0, letter)}${other.charAt(0)}${path.slice(letter + 1)}`;
    case 'escape':
      return `${path.slice(0, letter)}${escaped(path.charAt(letter))}${path.slice(letter + 1)}`;
    case 'cut':
      return path.slice(0, letter);
    case 'upper':
      return path.toUpperCase();
    case 'tail':
      return path + other;
  }
}

const escaped = (letter: string): string => `%${(letter.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`;

/** Only what was handed out leads anywhere, however it is escaped; anything else is not there, or is no request. */
function expected(path: string, method: string, real: readonly string[]): readonly number[] {
  const asks = method === 'GET' || method === 'HEAD';
  const lost = [0, 400, 404, 405, 414, 431];
  // With a text after `?` it is a query, which nobody looks at.
  const [address = ''] = path.split('?');
  if (!asks || !real.includes(unescaped(address))) return lost;
  if (real.includes(path)) return path.endsWith(`/${MEETING}.ics`) ? [200, 304, 404] : [200, 304];
  return [200, 304, ...lost];
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
