import { openJournal } from '../journal.ts';
import { accountOf } from './account.ts';
import type { Someone } from './account.ts';
import { answer } from './connector.ts';
import type { Call } from './connector.ts';
import type { GroupChat } from './chat.ts';
import { deliver } from './deliver.ts';
import { settle } from './faults.ts';
import type { Outcome, Respond } from './faults.ts';
import { Person } from './person.ts';
import type { Wire } from './person.ts';
import type { Operation } from './routes.ts';
import { listen } from './server.ts';
import { World } from './world.ts';
import type { Happening } from './world.ts';

export interface LoopbackTeamsOptions {
  /** 0 or absent: any. */
  readonly port?: number;
  /** The bot's endpoint for activities. */
  readonly botUrl: string;
  readonly people: readonly Someone[];
  /** Group chats and channels beside everybody's own chat. */
  readonly chats?: readonly GroupChat[];
  /** Puts faults in the way of the bot's requests. */
  readonly respond?: Respond;
  /** A file that keeps what happened, so that a restart goes on from there. */
  readonly journal?: string;
  /** Headers on each request to the bot. */
  readonly headers?: () => Readonly<Record<string, string>>;
}

/** A request of the bot's, as it came, whatever became of it. */
export interface Request {
  readonly call: Call;
  readonly outcome: Outcome;
}

export interface LoopbackTeams {
  /** What the bot is told to answer to. */
  readonly serviceUrl: string;
  /** All requests for known endpoints, in the order in which they were settled. */
  readonly requests: readonly Request[];
  /** Everybody, in the order given. */
  readonly people: readonly Person[];
  /** By address. Throws if there is none. */
  person(address: string): Person;
  installed(person: Person): boolean;
  /** How many such requests came, to one conversation or to all. */
  count(operation: Operation, conversation?: string): number;
  /** Changes what is put in the way from now on. */
  respond(respond: Respond | undefined): void;
  /** Resolves with the next request for which `is` holds, once it is settled. */
  next(is: (request: Request) => boolean): Promise<Request>;
  close(): Promise<void>;
}

/**
 * A small Teams on the loopback address: the Bot Framework connector (v3) that a bot sends to, and the clients of
 * its people, who install the app, write and click: each in a personal chat with the bot, and in group chats and
 * channels where there are some.
 */
export async function startLoopbackTeams(options: LoopbackTeamsOptions): Promise<LoopbackTeams> {
  const world = openWorld(options);
  const nextId = counter();
  const requests: Request[] = [];
  const waiting = new Set<(request: Request) => void>();
  let { respond } = options;
  const server = await listen(options.port ?? 0, async (call) => {
    const outcome = await settle(await respond?.(call), () => answer(call, world, nextId));
    const request = { call, outcome };
    requests.push(request);
    for (const tell of waiting) tell(request);
    return outcome;
  });
  const serviceUrl = `http://127.0.0.1:${server.port}`;
  const now = (): string => new Date().toISOString();
  const wire: Wire = {
    world,
    serviceUrl,
    nextId,
    now,
    deliver: (activity) => deliver(options.botUrl, activity, options.headers?.()),
  };
  const people = options.people.map((someone) => new Person(accountOf(someone), wire));
  return {
    serviceUrl,
    requests,
    people,
    person: (address) => found(people, address),
    installed: ({ account }) => world.installed(account.conversationId),
    count: (operation, conversation) =>
      requests.filter(({ call }) => is(call, operation, conversation)).length,
    respond: (next) => {
      respond = next;
    },
    next: (wanted) => nextOf(waiting, wanted),
    close: () => server.close(),
  };
}

function openWorld({ people, chats = [], journal: path }: LoopbackTeamsOptions): World {
  const accounts = people.map(accountOf);
  if (path === undefined) return new World(accounts, chats);
  const journal = openJournal<Happening>(path);
  const world = new World(accounts, chats, (happening) => journal.append(happening));
  for (const happening of journal.entries) world.replay(happening);
  // Old versions of messages would make the file grow without end.
  journal.rewrite(world.happenings());
  return world;
}

/** Activity ids as in Teams: the moment, and never the same one twice. Those of an earlier run are past. */
function counter(): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now());
    return String(last);
  };
}

function is(call: Call, operation: Operation, conversation: string | undefined): boolean {
  return call.operation === operation && (conversation === undefined || call.conversation === conversation);
}

function found(people: readonly Person[], address: string): Person {
  const person = people.find(({ account }) => account.address === address.toLowerCase());
  if (!person) throw new Error(`nobody here has the address ${address}`);
  return person;
}

function nextOf(
  waiting: Set<(request: Request) => void>,
  wanted: (request: Request) => boolean,
): Promise<Request> {
  return new Promise((resolve) => {
    const tell = (request: Request): void => {
      if (!wanted(request)) return;
      waiting.delete(tell);
      resolve(request);
    };
    waiting.add(tell);
  });
}
