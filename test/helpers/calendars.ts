/** What people's calendars fetch, over HTTP from the real bot. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { words } from '../../cards/words/words.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { listAt } from '../../deploy/local/teams/json.ts';
import { languages } from '../../services/domain/language.ts';
import type { AcademyWorld } from './academy.ts';
import { DEMO } from './academy.ts';
import { clicks } from './acts.ts';

/** As people reach the bot: a proxy takes the path away. */
export const PUBLIC_URL = 'https://fadder.example/bot';

export interface Fetched {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The address behind a card's button for the calendar; undefined where it has none. */
export function calendarLink(
  card: Json | undefined,
  key: 'go.toCalendar' | 'calendar.download' = 'go.toCalendar',
) {
  const titles = languages.map((language) => words[language][key]);
  const link = listAt(card ?? {}, 'actions').find(
    ({ type, title }) => type === 'Action.OpenUrl' && titles.some((one) => one === title),
  );
  return link && String(link['url']);
}

/** The address of a person's meeting, as its card has it. */
export async function addressOf(world: AcademyWorld, name: string, meeting: string): Promise<string> {
  const { card } = await clicks(world.person(name), { verb: 'meeting.show', academy: DEMO, meeting });
  return calendarLink(card) ?? assert.fail(`${name}'s card of ${meeting} has no calendar address`);
}

/** The address of all of a person's meetings. */
export async function subscriptionOf(world: AcademyWorld, name: string): Promise<string> {
  const { card } = await clicks(world.person(name), { verb: 'calendar.show', academy: DEMO });
  return calendarLink(card, 'calendar.download') ?? assert.fail(`${name} has no calendar address`);
}

/** Fetches a public address as a calendar does. */
export function fetches(
  world: AcademyWorld,
  address: string,
  options: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Fetched> {
  assert.ok(address.startsWith(`${PUBLIC_URL}/`), address);
  return fetchesPath(world, address.slice(PUBLIC_URL.length), options);
}

/** The path goes out as it is, however odd. */
export async function fetchesPath(
  world: AcademyWorld,
  path: string,
  { method = 'GET', headers = {} }: Parameters<typeof fetches>[2] = {},
): Promise<Fetched> {
  const { hostname, port } = new URL(world.bot.url);
  const asked = request({ hostname, port, path, method, headers: { ...headers, connection: 'close' } });
  const answered = once(asked, 'response');
  asked.end();
  const [response] = (await answered) as [IncomingMessage];
  response.setEncoding('utf8');
  let body = '';
  for await (const part of response) body += String(part);
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}
