/** `GET /calendar/…`: a person's meetings for the calendar that fetches them. */
import type { Request, Response } from 'restify';
import { calendarText } from '../cards/ics/calendar.ts';
import type { Calendar } from '../services/domain/calendar.ts';
import type { Language } from '../services/domain/language.ts';
import type { Log } from '../services/delivery/deps.ts';
import { digest } from '../services/store/documents.ts';
import { calendarAt } from '../services/usecases/calendar-feed.ts';
import type { Deps } from '../services/usecases/deps.ts';

/** Seconds for which a calendar may show what it fetched before. */
const FRESH = 300;
/** Seconds to wait where the store does not answer. */
const PAUSE = 60;

/** The address is a secret: it must not travel on, and what comes back is for nobody but the one who asked. */
const CAREFUL = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body?: string;
}

export function calendarHandler(
  deps: Deps,
  log: Log,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const { status, headers, body = '' } = await answerTo(deps, request, log);
    const length = status === 304 ? {} : { 'content-length': Buffer.byteLength(body) };
    response.writeHead(status, { ...CAREFUL, ...headers, ...length });
    // To HEAD, node sends the headers alone.
    response.end(body);
  };
}

async function answerTo(deps: Deps, { url = '', headers }: Request, log: Log): Promise<Answer> {
  try {
    const [path = ''] = url.split('?');
    const found = await calendarAt(deps, path);
    // The same for every address that leads nowhere, whatever the reason.
    if (!found) return plain(404, 'There is no calendar at this address.\n', { 'cache-control': 'no-store' });
    return calendarAnswer(found.calendar, found.language, headers['if-none-match']);
  } catch (error) {
    // Without the address, which opens the calendar to whoever reads it.
    log.error({ error }, 'a calendar was not given');
    return plain(503, 'The calendar cannot be read right now.\n', { 'retry-after': PAUSE });
  }
}

function calendarAnswer(calendar: Calendar, language: Language, known: string | undefined): Answer {
  const body = calendarText(calendar, language);
  const etag = `"${digest(body)}"`;
  const always = { etag, 'cache-control': `private, max-age=${FRESH}` };
  if (known !== undefined && isAmong(etag, known)) return { status: 304, headers: always };
  const headers = {
    ...always,
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': `inline; filename="${fileName(calendar)}"`,
  };
  return { status: 200, headers, body };
}

/** As If-None-Match compares: a weak tag counts. */
function isAmong(etag: string, known: string): boolean {
  const tags = known.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}

/** Ids need no quoting. */
function fileName({ holds, events: [first], frame }: Calendar): string {
  return `${holds === 'meeting' && first ? first.meeting.id : frame.academy}.ics`;
}

function plain(status: number, body: string, headers: Answer['headers']): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}
