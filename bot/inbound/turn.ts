/** One activity: who is it from, what do they ask, what answers it. */
import type { Command } from '../../services/domain/command.ts';
import type { Language } from '../../services/domain/language.ts';
import type { Contact, Profile } from '../../services/domain/newcomer.ts';
import type { Person } from '../../services/domain/people.ts';
import type { Refusal } from '../../services/domain/problem.ts';
import type { Card, View } from '../../services/domain/view.ts';
import type { Log } from '../../services/delivery/deps.ts';
import type { Courteous } from '../../services/delivery/messenger.ts';
import { academiesOf, membershipsIn, permitting } from '../../services/rules/rights.ts';
import { isFailure } from '../../services/store/access.ts';
import { arrive, depart, recognise } from '../../services/usecases/arrive.ts';
import type { Newcomer } from '../../services/usecases/arrive.ts';
import type { Deps } from '../../services/usecases/deps.ts';
import { handle, refusalView, refuseStranger } from '../../services/usecases/handle.ts';
import { askAbout } from '../../services/usecases/newcomers.ts';
import type { Tenants } from '../tenants.ts';
import {
  accountOf,
  actionOf,
  addressOf,
  addsBot,
  isCardAction,
  isObject,
  isPersonal,
  spokenIn,
  tenantOf,
} from './activity.ts';
import type { Incoming } from './activity.ts';
import { commandOfCard } from './command.ts';
import { inGroup } from './group.ts';
import { cardAnswer, lineAnswer } from './invoke.ts';
import type { InvokeAnswer } from './invoke.ts';
import { newcomerOf } from './newcomer.ts';
import { isRepeated } from './repeated.ts';
import { askedBy } from './typed.ts';

export interface TurnDeps {
  readonly deps: Deps;
  readonly messenger: Courteous;
  readonly render: (view: View, language: Language) => Card;
  readonly log: Log;
  /** What Teams tells of who sent an activity. */
  readonly profileOf: (activity: Incoming) => Promise<Profile>;
  readonly tenants: Tenants;
  /** Work that goes on after the answer; awaited when the bot stops. Of works on one thing, the last one given is
   * the last one done. */
  readonly later: (thing: string, work: (isWanted: () => boolean) => Promise<unknown>) => void;
  /** Something newer has come to a thing: what waits to be done to it is no longer wanted. */
  readonly overtake: (thing: string) => void;
  /** Chats whose people have arrived, as far as this process has seen. */
  readonly settled: Set<string>;
  /** A link to a person's own chat with the bot, where the bot has a name in Teams. */
  readonly ownChat?: string;
}

/** One turn: once it is known who speaks, everything is said in their language, also that something went wrong. */
interface Turn extends TurnDeps {
  readonly heard: { language: Language };
  readonly newcomer: Newcomer;
}

type Undone = Extract<Refusal['code'], 'tooBusy' | 'unsure' | 'failed'>;

/** Deals with an activity; the answer goes back with an invoke only. */
export async function onActivity(deps: TurnDeps, activity: Incoming): Promise<InvokeAnswer | undefined> {
  if (!isPersonal(activity)) return inGroup(deps, activity);
  const heard = { language: spokenIn(activity) };
  const by: Turn = { ...deps, heard, newcomer: newcomerOf(deps, activity) };
  try {
    // Whoever goes may go: a tenant may have been served when they came.
    if (!by.tenants.served(tenantOf(activity)) && !leaves(activity)) return await turnAway(by, activity);
    return await inPersonalChat(by, activity);
  } catch (error) {
    // The one error boundary: the person learns that it did not work, the log learns what.
    by.log.error({ error }, 'a turn failed');
    const code = sayingOf(error);
    if (isCardAction(activity)) return lineOf(by, code);
    await say(by, activity, [refusalView({ code })], by.heard.language);
    return undefined;
  }
}

/** What the person is told of it. */
function sayingOf(error: unknown): Undone {
  if (isFailure(error, 'throttled', 'unavailable', 'conflict', 'precondition')) return 'tooBusy';
  return isFailure(error, 'ambiguous') ? 'unsure' : 'failed';
}

async function inPersonalChat(by: Turn, activity: Incoming): Promise<InvokeAnswer | undefined> {
  switch (activity.type) {
    case 'installationUpdate':
      return onInstallation(by, activity);
    case 'conversationUpdate':
      return onMembers(by, activity);
    case 'message':
      return onMessage(by, activity);
    case 'invoke':
      return isCardAction(activity) ? onCardAction(by, activity) : undefined;
    default:
      return undefined;
  }
}

/** A tenant that is not served: its people are told so, since a bot that never answers looks broken, and nothing is
 * read, written or told of anybody. */
async function turnAway(by: Turn, activity: Incoming): Promise<InvokeAnswer | undefined> {
  const view = refusalView({ code: 'otherTenant' });
  if (isCardAction(activity)) return cardAnswer(by.render(view, by.heard.language));
  const arriving = activity.type === 'installationUpdate' && activity.action === 'add';
  if (arriving || activity.type === 'message') await say(by, activity, [view], by.heard.language);
  return undefined;
}

const leaves = ({ type, action }: Incoming): boolean => type === 'installationUpdate' && action === 'remove';

async function onInstallation(by: Turn, activity: Incoming): Promise<undefined> {
  if (leaves(activity)) {
    const account = accountOf(activity);
    const person = await by.deps.persons.byAccount(account.tenant, account.userId);
    if (person) await depart(by.deps, person, account);
    return;
  }
  // A new version of the app takes the place of the old one: nobody comes or goes.
  if (activity.action === 'remove-upgrade') return;
  const upgraded = activity.action === 'add-upgrade';
  const person = await personOf(by);
  // Arriving twice is harmless, arriving half is not: a repeated event makes good what the first one left undone.
  if (person) await welcomed(by, person, activity, upgraded ? undefined : (activity.id ?? by.deps.nonce()));
  else if (!(await isRepeated(by, activity))) await refuse(by, activity);
}

/** Teams sends this beside an installation: for somebody known it is no news. */
async function onMembers(by: Turn, activity: Incoming): Promise<undefined> {
  if (!addsBot(activity)) return;
  const person = await personOf(by);
  if (person) await welcomed(by, person, activity);
}

async function onMessage(by: Turn, activity: Incoming): Promise<undefined> {
  if (isObject(activity.value)) return onSubmit(by, activity);
  if (activity.text === undefined || activity.text === null || (await isRepeated(by, activity))) return;
  const person = await arrived(by, activity);
  if (!person) return refuse(by, activity);
  await say(by, activity, ...(await answerTo(by, person, activity.text)));
}

async function answerTo(by: Turn, person: Person, text: string): Promise<[readonly View[], Language]> {
  const asked = askedBy(text);
  if (asked.ask === 'command') {
    const { command } = asked;
    return [await handle(by.deps, person, command), languageAfter(person, command)];
  }
  const now = by.deps.wallNow();
  const all = academiesOf(person, now);
  const may = all.filter((id) => permitting(asked.verb, membershipsIn(person, id, now)).length > 0);
  // Who may nowhere gets the refusal of the first academy: it names whom to ask.
  const where = may.length > 0 ? may : all.slice(0, 1);
  const views = await Promise.all(
    where.map((academy) => handle(by.deps, person, { verb: asked.verb, academy })),
  );
  return [views.flat(), person.language];
}

/** Action.Submit, where a client does not know Action.Execute: the same commands, the card updated in its place. */
async function onSubmit(by: Turn, activity: Incoming): Promise<undefined> {
  const person = await arrived(by, activity);
  if (!person) return refuse(by, activity);
  const command = commandOfCard(activity.value);
  // What cannot be understood leaves the card as it is: the person may have something typed in it.
  if (!command) return say(by, activity, [refusalView({ code: 'malformed' })], person.language);
  if (activity.replyToId) by.overtake(activity.replyToId);
  const to = addressOf(activity);
  const [first, ...rest] = await answerCard(by, person, command, activity);
  const language = languageAfter(person, command);
  if (!first) return;
  const card = by.render(first, language);
  const updated = activity.replyToId ? await by.messenger.update(to, activity.replyToId, card) : undefined;
  // The card that was clicked may be gone: the answer then comes as a new one.
  if (updated?.result !== 'accepted') await by.messenger.post(to, card);
  await say(by, activity, rest, language);
}

async function onCardAction(by: Turn, activity: Incoming): Promise<InvokeAnswer> {
  const person = await arrived(by, activity);
  if (!person) return cardAnswer(by.render(await strange(by), by.heard.language));
  // An update of this card that still waits for its turn would undo what this click shows.
  if (activity.replyToId) by.overtake(activity.replyToId);
  const { data, verb } = actionOf(activity);
  const command = commandOfCard(data, verb);
  // What cannot be understood leaves the card as it is: the person may have something typed in it.
  if (!command) return lineAnswer(by.render(refusalView({ code: 'malformed' }), person.language));
  const [first, ...rest] = await answerCard(by, person, command, activity);
  const language = languageAfter(person, command);
  if (rest.length > 0) by.later('', () => say(by, activity, rest, language));
  if (!first) return lineAnswer(by.render(refusalView({ code: 'nothingHere' }), language));
  const card = by.render(first, language);
  if (activity.replyToId && LASTING.some((v) => v === command.verb)) {
    // The answer changes the card where it was clicked; the update changes it for the person's other devices.
    const { replyToId } = activity;
    by.later(replyToId, (isWanted) => by.messenger.update(addressOf(activity), replyToId, card, isWanted));
  }
  return cardAnswer(card);
}

const LASTING = [
  'task.answer',
  'task.done',
  'task.undo',
  'prompt.answer',
  'rsvp.set',
  'feedback.give',
  'calendar.renew',
] as const satisfies readonly Command['verb'][];

async function answerCard(
  by: Turn,
  person: Person,
  command: Command,
  activity: Incoming,
): Promise<readonly View[]> {
  const card = activity.replyToId ? { ...addressOf(activity), activityId: activity.replyToId } : undefined;
  return handle(by.deps, person, command, card);
}

/** The person, welcomed if this is the first that is heard of them. */
async function arrived(by: Turn, activity: Incoming): Promise<Person | undefined> {
  const person = await personOf(by);
  if (!person || isSettled(by, person, accountOf(activity))) return person;
  return welcomed(by, person, activity);
}

/** Lets a person arrive, and remembers that it went well. */
async function welcomed(by: Turn, person: Person, activity: Incoming, installed?: string): Promise<Person> {
  const account = accountOf(activity);
  const arrivedPerson = await arrive(by.deps, person, account, installed);
  if (by.settled.size >= SETTLED) by.settled.clear();
  by.settled.add(chatOf(account));
  return arrivedPerson;
}

/** People remembered as settled; forgetting costs a read each. */
const SETTLED = 20_000;

/** Nothing to arrange: the account has the app, is reached where it was, and its arrival has ended well. A crash half
 * way leaves the account without the welcome, so the account alone does not say so. */
function isSettled(by: Turn, person: Person, account: Contact): boolean {
  if (!by.settled.has(chatOf(account))) return false;
  return person.accounts.some(
    (a) =>
      a.tenant === account.tenant &&
      a.userId === account.userId &&
      a.installed &&
      a.refused === undefined &&
      a.conversationId === account.conversationId &&
      a.serviceUrl === account.serviceUrl,
  );
}

const chatOf = ({ tenant, userId, conversationId, serviceUrl }: Contact): string =>
  JSON.stringify([tenant, userId, conversationId, serviceUrl]);

async function personOf(by: Turn): Promise<Person | undefined> {
  const person = await recognise(by.deps, by.newcomer);
  if (person) by.heard.language = person.language;
  return person;
}

async function refuse(by: Turn, activity: Incoming): Promise<undefined> {
  await say(by, activity, [await strange(by)], by.heard.language);
}

/** What a stranger is told, once those who may know them have been asked. */
async function strange(by: Turn): Promise<View> {
  await askAbout(by.deps, by.newcomer, by.heard.language);
  return refuseStranger(by.deps, by.newcomer.trusted);
}

async function say(
  by: Turn,
  activity: Incoming,
  views: readonly View[],
  language: Language,
): Promise<undefined> {
  for (const view of views) {
    const answer = await by.messenger.post(addressOf(activity), by.render(view, language));
    if (answer.result !== 'accepted') by.log.warn({ ...answer }, 'a reply was not taken');
  }
}

/** The answer to a change of language is already in the new one. */
function languageAfter(person: Person, command: Command): Language {
  return command.verb === 'language.set' ? command.language : person.language;
}

function lineOf(by: Turn, code: Undone): InvokeAnswer {
  return lineAnswer(by.render(refusalView({ code }), by.heard.language));
}
