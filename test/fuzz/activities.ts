/** Activities of every type, from people of the rosters and from strangers, each with something odd. */
import fc from 'fast-check';
import { execution, installing, joining, message, submission } from '../../deploy/local/teams/activities.ts';
import type { Sender } from '../../deploy/local/teams/activities.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { kind } from './kind.ts';
import { anyChange, mutated } from './mutate.ts';
import type { Change } from './mutate.ts';
import { anyTyped } from './odd.ts';
import { openWorld } from './world.ts';
import type { Answer, FuzzWorld } from './world.ts';

interface Case {
  readonly who: number;
  readonly what: keyof typeof activities;
  readonly name: string;
  readonly text: string;
  readonly where: (typeof places)[number];
  readonly changes: readonly Change[];
}

const show: Json = { verb: 'home' };
const click = { type: 'Action.Execute', title: 'Home', verb: 'home', data: show } as const;

const activities = {
  message: (sender: Sender, { text }: Case) => message(sender, text),
  submit: (sender: Sender) => submission(sender, 'card', show),
  execute: (sender: Sender) =>
    execution(sender, 'card', { ...click, associatedInputs: 'none' } as never, show),
  invoke: (sender: Sender, { name }: Case) => ({ ...message(sender, ''), type: 'invoke', name, value: {} }),
  add: (sender: Sender) => installing(sender, 'add'),
  upgrade: (sender: Sender) => ({ ...installing(sender, 'add'), action: 'add-upgrade' }),
  remove: (sender: Sender) => installing(sender, 'remove'),
  joining: (sender: Sender) => joining(sender),
  leaving: (sender: Sender) => ({
    ...joining(sender),
    membersAdded: [],
    membersRemoved: [{ id: '28:fadder' }],
  }),
  reaction: (sender: Sender) => ({
    ...message(sender, ''),
    type: 'messageReaction',
    reactionsAdded: [{ type: 'like' }],
  }),
  other: (sender: Sender, { name }: Case) => ({ ...message(sender, ''), type: name }),
} as const;

const names = [
  'adaptiveCard/action',
  'task/fetch',
  'task/submit',
  'composeExtension/query',
  'composeExtension/submitAction',
  'signin/verifyState',
  'signin/tokenExchange',
  'fileConsent/invoke',
  'actionableMessage/executeAction',
  'application/search',
  'config/fetch',
  'tab/fetch',
  'typing',
  'event',
  'endOfConversation',
  'messageUpdate',
  'messageDelete',
  'trace',
  'handoff',
  'Message',
  '__proto__',
  '',
];
const places = ['personal', 'personal', 'personal', 'groupChat', 'channel', 'none'] as const;

const anyActivity: fc.Arbitrary<Case> = fc.record({
  who: fc.nat({ max: 11 }),
  what: fc.constantFrom(...(Object.keys(activities) as (keyof typeof activities)[])),
  name: fc.constantFrom(...names),
  text: anyTyped,
  where: fc.constantFrom(...places),
  changes: fc.array(anyChange(), { maxLength: 3 }),
});

const about = { name: 'activities', share: 12, http: false } as const;
export const activitiesInside = kind(about, anyActivity, async () => {
  const world = await openWorld();
  const run = (given: Case) => tried(world, given, (activity) => world.hears(activity));
  return { run, close: () => world.close() };
});

export const activitiesOverHttp = kind(
  { name: 'activities over HTTP', share: 5, http: true },
  anyActivity,
  async () => {
    const world = await openWorld();
    const run = (given: Case) => tried(world, given, (activity) => world.hearsOverHttp(activity));
    return { run, close: () => world.close() };
  },
);

async function tried(
  world: FuzzWorld,
  given: Case,
  hear: (activity: unknown) => Promise<Answer>,
): Promise<void> {
  const who = world.people[given.who] ?? world.stranger;
  const plain = placed(activities[given.what](world.sender(who), given), given.where);
  const activity = mutated(plain, given.changes);
  const { status } = await hear(activity);
  if (status >= 500 || status === 0) throw new Error(`answered with ${String(status)}`);
  const silent = status >= 400 || given.where === 'groupChat' || given.where === 'channel' || given.who > 9;
  const allowed = silent && given.changes.length === 0 ? ['seen'] : arriving;
  const wrong = world
    .writes()
    .filter(({ type }) => !allowed.includes(type) || (status >= 400 && type !== 'seen'));
  if (wrong.length > 0) throw new Error(`wrote ${wrong.map(({ pk, id }) => `${pk} ${id}`).join(', ')}`);
  world.check();
}

/** What coming and going may write; an activity by itself never touches anything else. */
const arriving: readonly string[] = ['seen', 'person', 'personKey', 'reach', 'notice', 'agenda', 'language'];

function placed(activity: Json, where: Case['where']): Json {
  if (where === 'personal') return activity;
  const { conversationType: _, ...conversation } = activity['conversation'] as Json;
  if (where === 'none') return { ...activity, conversation };
  return { ...activity, conversation: { ...conversation, conversationType: where, isGroup: true } };
}
