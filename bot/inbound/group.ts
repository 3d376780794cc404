/** Activities of group chats and channels: whatever happens there, only what anybody there may read is said, and nobody
 * arrives, leaves or is changed by it. */
import { languages } from '../../services/domain/language.ts';
import type { Language } from '../../services/domain/language.ts';
import type { Person } from '../../services/domain/people.ts';
import type { Card, GroupView } from '../../services/domain/view.ts';
import type { AskedInGroup } from '../../services/rules/public.ts';
import { recognise } from '../../services/usecases/arrive.ts';
import { sayInGroup } from '../../services/usecases/public.ts';
import {
  actionOf,
  addressOf,
  addsBot,
  isCardAction,
  isFromBot,
  isObject,
  spokenIn,
  tenantOf,
} from './activity.ts';
import type { Incoming } from './activity.ts';
import { askedByCard, askedByText } from './group-asked.ts';
import { cardAnswer, lineAnswer } from './invoke.ts';
import type { InvokeAnswer } from './invoke.ts';
import { saidToBot } from './mention.ts';
import { newcomerOf } from './newcomer.ts';
import { isRepeated } from './repeated.ts';
import type { TurnDeps } from './turn.ts';

type GroupDeps = Pick<
  TurnDeps,
  'deps' | 'messenger' | 'render' | 'log' | 'profileOf' | 'tenants' | 'ownChat'
>;

interface Turn extends GroupDeps {
  readonly heard: { language: Language };
}

/** Deals with an activity where others read along; the answer goes back with an invoke only. */
export async function inGroup(deps: GroupDeps, activity: Incoming): Promise<InvokeAnswer | undefined> {
  const by: Turn = { ...deps, heard: { language: spokenIn(activity) } };
  try {
    return await dispatch(by, activity);
  } catch (error) {
    by.log.error({ error }, 'a turn in a group failed');
    const trouble = draw(by, { kind: 'pointer', why: 'trouble' });
    if (isCardAction(activity)) return lineAnswer(trouble);
    // Who has not asked for anything is not told that it failed.
    if (activity.type === 'message') await post(by, activity, trouble);
    return undefined;
  }
}

async function dispatch(by: Turn, activity: Incoming): Promise<InvokeAnswer | undefined> {
  switch (activity.type) {
    case 'installationUpdate':
      return activity.action === 'add' ? greet(by, activity) : undefined;
    case 'conversationUpdate':
      return addsBot(activity) ? greet(by, activity) : undefined;
    case 'message':
      return onMessage(by, activity);
    case 'invoke':
      return isCardAction(activity) ? onCardAction(by, activity) : undefined;
    default:
      return undefined;
  }
}

/** One card, although Teams tells of an installation twice; in the language of whoever added the bot. */
async function greet(by: Turn, activity: Incoming): Promise<undefined> {
  const adder = await personOf(by, activity);
  if (await isRepeated(by, { ...activity, id: 'greeting' })) return;
  const spoken = adder ? [adder.language] : languages;
  await post(by, activity, draw(by, { kind: 'greeting', languages: spoken }));
}

async function onMessage(by: Turn, activity: Incoming): Promise<undefined> {
  const asked = isFromBot(activity) ? undefined : askedInMessage(activity);
  if (!asked || (await isRepeated(by, activity))) return;
  await post(by, activity, draw(by, await answer(by, activity, asked)));
}

/** A mention, or the click of a client that does not know Action.Execute; undefined: not meant for the bot. */
function askedInMessage(activity: Incoming): AskedInGroup | undefined {
  if (isObject(activity.value)) return askedByCard(activity.value);
  const said = saidToBot(activity);
  return said === undefined ? undefined : askedByText(said);
}

/** Whoever clicks need not be who the card was drawn for. Only what is public takes the place of the card, and only for
 * who clicked; anything else leaves the card as it is, with a line below. */
async function onCardAction(by: Turn, activity: Incoming): Promise<InvokeAnswer> {
  const { data, verb } = actionOf(activity);
  const view = await answer(by, activity, askedByCard(data, verb));
  return view.kind === 'pointer' ? lineAnswer(draw(by, view)) : cardAnswer(draw(by, view));
}

async function answer(by: Turn, activity: Incoming, asked: AskedInGroup): Promise<GroupView> {
  return sayInGroup(by.deps, await personOf(by, activity), asked);
}

/** Who it is, and no more: the conversation is not the person's own chat, so the account is not linked to it. */
async function personOf(by: Turn, activity: Incoming): Promise<Person | undefined> {
  // A tenant that is not served: nothing is read of anybody.
  if (!by.tenants.served(tenantOf(activity))) return undefined;
  const person = await recognise(by.deps, newcomerOf(by, activity, asMember(activity)));
  if (person) by.heard.language = person.language;
  return person;
}

/** A thread of a channel has no members of its own: its team has. */
function asMember(activity: Incoming): Incoming {
  const team = activity.channelData?.team?.id;
  return team ? { ...activity, conversation: { ...activity.conversation, id: team } } : activity;
}

function draw(by: Turn, view: GroupView): Card {
  return by.render({ ...view, ...(by.ownChat ? { chat: by.ownChat } : {}) }, by.heard.language);
}

/** Into the conversation it came from; of a channel, its id names the thread too. */
async function post(by: Turn, activity: Incoming, card: Card): Promise<undefined> {
  const answered = await by.messenger.post(addressOf(activity), card);
  if (answered.result !== 'accepted') by.log.warn({ ...answered }, 'a reply in a group was not taken');
}
