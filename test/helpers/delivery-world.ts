/** An academy with people who can be reached, a messenger that only remembers, and processes that come and go. */
import type { Delivery, Notice, Tally } from '../../services/domain/delivery.ts';
import type { NoticeId } from '../../services/domain/ids.ts';
import { noticeId, organisationId, tenantId } from '../../services/domain/ids.ts';
import type { Person, RosterEntry } from '../../services/domain/people.ts';
import type { Programme } from '../../services/domain/programme.ts';
import { instant, milliseconds } from '../../services/domain/time.ts';
import type { View } from '../../services/domain/view.ts';
import type { DeliveryDeps, Owner } from '../../services/delivery/deps.ts';
import { Engine } from '../../services/delivery/engine.ts';
import type { Pace } from '../../services/delivery/pace.ts';
import type { SendResult } from '../../services/domain/delivery.ts';
import { replaceDoc } from '../../services/store/access.ts';
import { deliveries, persons } from '../../services/store/documents.ts';
import type { Store, Stored } from '../../services/store/port.ts';
import { Academies } from '../../services/usecases/academies.ts';
import type { Academy } from '../../services/usecases/academies.ts';
import { applyImport, prepareImport } from '../../services/usecases/import.ts';
import { readNotice, tallyOf } from '../../services/usecases/ledger.ts';
import { announce, noticeOf } from '../../services/usecases/notify.ts';
import type { Telling } from '../../services/usecases/notify.ts';
import { Persons } from '../../services/usecases/persons.ts';
import { aStore } from './a-store.ts';
import { anAccount, aRosterEntry } from './builders.ts';
import { aProgramme } from './programme.ts';
import { everyDoc } from './store-docs.ts';

/** A request that reached the messenger. */
export interface Post {
  readonly what: 'post' | 'update' | 'delete' | 'open';
  /** The part before the @ of the person's address: conversations are named after it. */
  readonly to: string;
  readonly view: View;
}

export type Answering = (post: Post, nth: number) => SendResult | Promise<SendResult>;

export interface World {
  readonly store: Store;
  readonly programme: Programme;
  /** Wall time, moved by hand. */
  now: number;
  /** The clock that only goes forward, moved by hand. */
  ticks: number;
  /** All requests, in order, whatever became of them. */
  readonly posts: Post[];
  /** What was logged as a warning or an error. */
  readonly complaints: string[];
  answer: Answering;
  deps(overrides?: Partial<DeliveryDeps>): DeliveryDeps;
  /** A process: nothing of it is remembered by another one. */
  engine(name?: string, overrides?: Partial<DeliveryDeps>): Engine;
  /** Another process does what is left, once it has seen for a whole term that the one before gives no sign. */
  takeOver(name?: string, overrides?: Partial<DeliveryDeps>): Promise<void>;
  academy(): Promise<Academy>;
  /** The person whose address begins so. */
  person(name: string): Promise<Person>;
  change(name: string, change: (person: Person) => Person): Promise<void>;
  tell(telling: Partial<Telling>): Promise<NoticeId>;
  notice(id: string): Promise<Notice>;
  tally(id: string): Promise<Tally>;
  /** Every delivery of a notice, wherever it stands. */
  deliveries(id: string): Promise<readonly Delivery[]>;
}

export interface WorldOptions {
  readonly store?: Store;
  readonly programme?: Programme;
  /** When it is imported. */
  readonly now?: number;
  readonly entries?: readonly RosterEntry[];
  /** Addresses before the @ of those who have no account. */
  readonly without?: readonly string[];
  readonly tenantOf?: (name: string) => string;
  readonly serviceUrl?: string;
}

/** Cards follow without waiting. */
export const AT_ONCE = { firstMs: 0, firstForMs: 0, thenMs: 0 };

/** Requests leave at once. */
export const noPace: Pace = {
  turn: () => Promise.resolve(() => undefined),
  pauseMs: () => 0,
  tenantPauseMs: () => 0,
  restsWhy: () => undefined,
};

const START = milliseconds(instant(Date.parse('2023-05-10T05:00Z')));

const HUS = organisationId('hus');
const entry = (name: string, overrides: Partial<RosterEntry> = {}): RosterEntry =>
  aRosterEntry({ name, address: `${name}@etela-savo.example`, ...overrides });
const { organisation: _, ...staff } = aRosterEntry();

/** Two organisations with two people each, their mentors and a coordinator. */
export const smallRoster: readonly RosterEntry[] = [
  entry('aino'),
  entry('eero'),
  entry('hanna', { organisation: HUS }),
  entry('ebba', { organisation: HUS, language: 'sv' }),
  { ...staff, name: 'm1', address: 'm1@expert.example', role: 'mentor' },
  { ...staff, name: 'm5', address: 'm5@expert.example', role: 'mentor' },
  { ...staff, name: 'kaisa', address: 'kaisa@academy.example', role: 'coordinator' },
];

export const accepted = (n: number): SendResult => ({
  result: 'accepted',
  activityId: `activity-${String(n)}`,
});

const localPart = (person: Person): string => person.addresses[0]?.split('@')[0] ?? '';

export async function aDeliveryWorld(options: WorldOptions = {}): Promise<World> {
  const store = options.store ?? (await aStore());
  const programme = options.programme ?? aProgramme();
  const world: World = {
    store,
    programme,
    now: options.now ?? START,
    ticks: 0,
    posts: [],
    complaints: [],
    answer: (_post, nth) => accepted(nth),
    deps: (overrides = {}) => depsOf(world, overrides),
    engine: (name = 'one', overrides = {}) =>
      new Engine(depsOf(world, overrides), { owner: name, pollMs: 1000, leaseMs: 15_000, cadence: AT_ONCE }),
    takeOver: async (name = 'two', overrides = {}) => {
      const engine = world.engine(name, overrides);
      await engine.runDue();
      world.ticks += 15_000;
      await engine.runDue();
    },
    academy: async () => must(await world.deps().academies.read(programme.id)),
    person: async (name) => (await personDoc(store, name)).data,
    change: async (name, change) => {
      const doc = await personDoc(store, name);
      await replaceDoc(store, persons, change(doc.data), doc);
    },
    tell: async (telling) => {
      const told = {
        id: 'notice',
        contents: [{ kind: 'home' }] as const,
        audience: { to: 'everybody' } as const,
      };
      const notice = noticeOf(await world.academy(), { ...told, ...telling });
      await announce(world.deps(), notice);
      return notice.id;
    },
    notice: async (id) => must(await readNotice(store, programme.id, noticeId(id))).data,
    tally: async (id) => tallyOf(store, await world.notice(id)),
    deliveries: async (id) => {
      const all = await everyDoc(store, { type: deliveries.type, limit: 500 });
      return all.map((doc) => doc.data as Delivery).filter((delivery) => delivery.notice === id);
    },
  };
  const entries = options.entries ?? smallRoster;
  const at = instant(world.now);
  await applyImport(store, await prepareImport(store, programme, entries, at), at);
  await giveAccounts(store, options);
  return world;
}

function depsOf(world: World, overrides: Partial<DeliveryDeps>): DeliveryDeps {
  const store = overrides.store ?? world.store;
  const wallNow = () => instant(world.now);
  const send = async (what: Post['what'], conversationId: string, view: unknown): Promise<SendResult> => {
    const post: Post = { what, to: conversationId.replace('chat-', ''), view: view as View };
    world.posts.push(post);
    return world.answer(post, world.posts.length);
  };
  const complain = (facts: Readonly<Record<string, unknown>>, what: string) => {
    world.complaints.push(`${what} ${JSON.stringify(facts)}`);
  };
  return {
    store,
    academies: new Academies(store, wallNow),
    persons: new Persons(store),
    wallNow,
    random: () => 0.5,
    nonce: () => 'nonce',
    sayTo: () => undefined,
    kick: () => undefined,
    messenger: {
      open: async ({ userId }) => {
        const answer = await send('open', userId.replace('29:', 'chat-'), { kind: 'open' });
        return answer.result === 'accepted'
          ? { result: 'opened', conversationId: userId.replace('29:', 'chat-') }
          : answer;
      },
      post: ({ conversationId }, card) => send('post', conversationId, card.content['view']),
      update: ({ conversationId }, _id, card) => send('update', conversationId, card.content['view']),
      delete: ({ conversationId }) => send('delete', conversationId, { kind: 'deleted' }),
    },
    render: (view) => ({ summary: view.kind, content: { view } }),
    pace: noPace,
    served: () => true,
    ticks: () => world.ticks,
    sleep: () => Promise.resolve(),
    log: { info: () => undefined, warn: complain, error: complain },
    ...overrides,
  };
}

async function giveAccounts(
  store: Store,
  { without = [], tenantOf, serviceUrl }: WorldOptions,
): Promise<void> {
  for (const doc of await everyDoc(store, { type: persons.type, limit: 500 })) {
    const person = doc as Stored<Person>;
    const name = localPart(person.data);
    if (without.includes(name)) continue;
    const tenant = tenantId(tenantOf?.(name) ?? 'tenant');
    const chat = { userId: `29:${name}`, conversationId: `chat-${name}` };
    const account = anAccount({ tenant, ...chat, ...(serviceUrl === undefined ? {} : { serviceUrl }) });
    await replaceDoc(store, persons, { ...person.data, accounts: [account] }, person);
  }
}

async function personDoc(store: Store, name: string): Promise<Stored<Person>> {
  const all = await everyDoc(store, { type: persons.type, limit: 500 });
  return must(all.find((doc) => localPart(doc.data as Person) === name)) as Stored<Person>;
}

export function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it should be there');
  return value;
}

/** How many of each state there are, without those of which there are none. */
export function counted(all: readonly Delivery[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of all) counts[state.state] = (counts[state.state] ?? 0) + 1;
  return counts;
}

/** The same, as a tally says it. */
export function some(tally: Tally): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(tally).filter(([, count]) => count !== 0));
}

export const kindsTo = ({ posts }: World, to: string): readonly string[] =>
  posts.filter((post) => post.to === to).map((post) => post.view.kind);

export const owner = (name: string, epoch: number): Owner => ({ owner: name, epoch });
