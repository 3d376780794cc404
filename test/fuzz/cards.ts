/** Clicks on cards that no card of ours has: by each role, with the data of every verb changed in every way. */
import fc from 'fast-check';
import { isObject } from '../../deploy/local/teams/json.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { message, submission } from '../../deploy/local/teams/activities.ts';
import { AGENDA } from '../../services/store/documents-agenda.ts';
import { personPartition } from '../../services/store/documents.ts';
import type { Pairing } from '../../services/domain/people.ts';
import { DEMO } from '../helpers/academy.ts';
import { bytesOf, replyOf } from '../helpers/acts.ts';
import { dumpOf } from '../helpers/dump.ts';
import type { Academy } from '../../services/usecases/academies.ts';
import { dataFor, idsOf, isMalformed, writes } from './commands.ts';
import type { CardVerb } from './commands.ts';
import type { Write } from './journal.ts';
import { kind } from './kind.ts';
import { LIVELY } from './lively-academy.ts';
import { anyChange, mutated } from './mutate.ts';
import type { Change } from './mutate.ts';
import { anyTyped } from './odd.ts';
import { openWorld } from './world.ts';
import type { Answer, FuzzWorld, Who } from './world.ts';

/** What Teams takes in one message. */
const CARD_LIMIT = 28 * 1024;
/** Cases between two times that everybody reads everything. */
const READ_EVERY = 500;

const verbs = Object.keys(dataFor) as readonly CardVerb[];
/** Ids that are somebody's, though perhaps not of the person who sends them. */
const foreign = [
  DEMO,
  LIVELY,
  'kymenlaakso',
  'etela-savo',
  'lively-county',
  's1-t1',
  's1-p1',
  's2-t1',
  's3-p2',
  's1-m',
  's3-m',
  'kick-off',
  'b-n1',
  ...verbs,
];

interface Case {
  readonly who: number;
  readonly verb: CardVerb;
  readonly pick: number;
  /** In the academy of the person, or in the other one. */
  readonly abroad: boolean;
  readonly rev: number;
  readonly nonce: string;
  readonly text: string;
  readonly submit: boolean;
  readonly changes: readonly Change[];
}

const anyClick: fc.Arbitrary<Case> = fc.record({
  who: fc.nat({ max: 10 }),
  verb: fc.constantFrom(...verbs),
  pick: fc.nat({ max: 9 }),
  abroad: fc.integer({ min: 1, max: 10 }).map((n) => n === 1),
  rev: fc.nat({ max: 5 }),
  nonce: fc.nat({ max: 30 }).map((n) => `n${String(n)}`),
  text: anyTyped,
  submit: fc.integer({ min: 1, max: 5 }).map((n) => n === 1),
  changes: fc.oneof(fc.constant([]), fc.array(anyChange(foreign), { minLength: 1, maxLength: 3 })),
});

type Hear = (world: FuzzWorld, activity: unknown) => Promise<Answer>;

export const cardsInside = kind({ name: 'card data', share: 40, http: false }, anyClick, () =>
  clicking((world, activity) => world.hears(activity)),
);

export const cardsOverHttp = kind({ name: 'card data over HTTP', share: 5, http: true }, anyClick, () =>
  clicking((world, activity) => world.hearsOverHttp(activity)),
);

async function clicking(hear: Hear) {
  const world = await openWorld();
  const academies = await world.bot.deps.academies.all();
  const before = await dumpOf(world.store);
  const written = new Set<string>();
  let count = 0;
  return {
    async run(given: Case): Promise<void> {
      for (const { pk, id } of await tried(world, academies, given, hear)) written.add(`${pk} ${id}`);
      count += 1;
      if (count % READ_EVERY === 0) await everybodyReads(world, academies, written);
    },
    async finish(): Promise<void> {
      await everybodyReads(world, academies, written);
      const after = await dumpOf(world.store);
      const changed = Object.keys({ ...before, ...after }).filter((key) => before[key] !== after[key]);
      const silently = changed.filter((key) => !written.has(key));
      if (silently.length > 0) throw new Error(`changed without a write: ${silently.join(', ')}`);
    },
    close: () => world.close(),
  };
}

async function tried(
  world: FuzzWorld,
  academies: readonly Academy[],
  given: Case,
  hear: Hear,
): Promise<readonly Write[]> {
  const who = world.people[given.who] ?? world.stranger;
  const valid = dataOf(given, who, academies);
  const data = mutated(valid, given.changes);
  const { status, body } = await hear(world, activityOf(world, who, data, given.submit));
  if (status !== 200 && status !== 202) throw new Error(`answered with ${String(status)}`);
  const reply = replyOf({ status, body });
  if (reply.refused === 'failed') throw new Error('the turn failed');
  if (!given.submit && reply.card === undefined && reply.line === undefined) throw new Error('no answer');
  if (bytesOf(reply.card) > CARD_LIMIT) throw new Error(`a card of ${String(bytesOf(reply.card))} bytes`);
  const noted = world.writes();
  const mayNot = reply.refused !== undefined || reply.line !== undefined;
  const allowed = mayNot ? NOTHING : allowedTo(academies, who, asRead(data), valid);
  const wrong = noted.filter((write) => write.type !== 'seen' && !isAllowed(write, who, allowed));
  if (wrong.length > 0)
    throw new Error(`wrote ${wrong.map(({ type, pk, id }) => `${type} ${pk} ${id}`).join(', ')}`);
  world.check();
  return noted;
}

function dataOf({ verb, pick, abroad, ...drawn }: Case, who: Who, academies: readonly Academy[]): Json {
  const home = academies.find(({ id }) => id === who.academy) ?? academies[0];
  const academy = abroad ? academies.find((one) => one !== home) : home;
  if (!academy) throw new Error('no academy');
  const ids = idsOf(academy, pick);
  const own = abroad ? ids : { ...ids, ...whereIn(academy, who, pick) };
  return { verb, ...dataFor[verb](own, drawn) };
}

/** Four times in five what is about the person's own organisation: else hardly anything would be theirs. */
function whereIn({ revision }: Academy, who: Who, pick: number) {
  if (pick % 5 === 4) return {};
  const pairing = revision.pairings.find((one) => isOf(who, one));
  return pairing ? { pairing: pairing.id, organisation: pairing.organisation } : {};
}

/** The pairing's mentor, or somebody of its organisation: the addresses say of which. */
function isOf(
  { account, id }: Who,
  { mentor, organisation }: Pick<Pairing, 'mentor' | 'organisation'>,
): boolean {
  return mentor === id || account.address.endsWith(`@${organisation}.example`);
}

function activityOf(world: FuzzWorld, who: Who, data: unknown, submit: boolean): Json {
  const sender = world.sender(who);
  if (submit) return { ...submission(sender, 'card', {}), value: data };
  const verb = isObject(data) ? data['verb'] : undefined;
  const action = { type: 'Action.Execute', verb, data };
  return {
    ...message(sender, ''),
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: 'card',
    value: { action },
  };
}

/** The data as the bot reads them: what follows a tilde in a name tells cards apart, and is no part of the name. */
const asRead = (data: unknown): unknown =>
  isObject(data)
    ? Object.fromEntries(Object.entries(data).map(([name, value]) => [name.split('~')[0], value]))
    : data;

/** What this person may write with these data. */
function allowedTo(academies: readonly Academy[], who: Who, data: unknown, valid: Json): Allowed {
  if (!isObject(data) || !isVerb(data['verb']) || who.academy === undefined) return NOTHING;
  const { verb } = data;
  if (verb === valid['verb'] && isMalformed(verb, valid, data)) return NOTHING;
  const { types, by } = writes[verb] ?? { types: [], by: [] };
  if (!who.roles.some((role) => by.includes(role))) return NOTHING;
  if (verb !== 'language.set' && data['academy'] !== who.academy) return NOTHING;
  const home = academies.find(({ id }) => id === who.academy);
  const pairing = home?.revision.pairings.find(({ id }) => id === data['pairing']);
  if (verb === 'thread.send' && !(pairing && isOf(who, pairing))) return NOTHING;
  return { types, academy: who.academy };
}

interface Allowed {
  /** Of documents. */
  readonly types: readonly string[];
  readonly academy?: string;
}

const NOTHING: Allowed = { types: [] };

const isVerb = (verb: unknown): verb is CardVerb => verbs.some((one) => one === verb);
function isAllowed({ type, pk }: Write, { id }: Who, { types, academy }: Allowed): boolean {
  const places = [`a:${academy ?? ''}`, ...(id ? [personPartition(id)] : []), AGENDA];
  const ofSend = academy !== undefined && pk.startsWith(`d:${academy}:`);
  return types.includes(type) && (ofSend || places.includes(pk));
}

/** What has been written is sent, and everybody looks at every card there is for them. */
async function everybodyReads(
  world: FuzzWorld,
  academies: readonly Academy[],
  written: Set<string>,
): Promise<void> {
  await world.bot.engine.runDue();
  for (const { pk, id } of world.writes()) written.add(`${pk} ${id}`);
  const reading = verbs.filter((verb) => writes[verb] === undefined);
  for (const who of world.people) {
    for (const [index, verb] of reading.entries()) {
      const given = {
        verb,
        pick: index % 4,
        abroad: false,
        rev: index,
        nonce: `n${String(index)}`,
        text: '',
      };
      const data = dataOf({ ...given, who: 0, submit: false, changes: [] }, who, academies);
      await world.hears(activityOf(world, who, data, false));
    }
  }
  world.check();
  const wrong = world.writes();
  if (wrong.length > 0)
    throw new Error(`reading wrote ${wrong.map(({ pk, id }) => `${pk} ${id}`).join(', ')}`);
}
