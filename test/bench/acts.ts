/** What the people of the measured academy do. */
import { isObject } from '../../deploy/local/teams/json.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { accountOf, DEMO_TENANT } from '../../deploy/local/teams/account.ts';
import { execution } from '../../deploy/local/teams/activities.ts';
import { dataOf } from '../helpers/acts.ts';
import { ACADEMY, COORDINATOR, MEETING, MOMENT, PARTICIPANTS, PROMPTS, TASK } from './crowd.ts';
import type { Post } from './load.ts';
import type { Action } from './results.ts';

let number = 0;
const unique = (what: string) => `${what}${String((number += 1))}`;

/** What a click carries: at the least its verb. */
export type Data = Json & { readonly verb: string };

/** Somebody's click, as the channel would post it. */
export type Click = (address: string, data: Data) => Json;

export function clicksFrom(serviceUrl: string): Click {
  return (address, data) => {
    const account = accountOf({ name: address, address, tenant: DEMO_TENANT });
    const sender = { account, serviceUrl, id: unique('activity'), timestamp: MOMENT };
    const { verb } = data;
    return execution(sender, unique('card'), { title: verb, verb, data } as never, data);
  };
}

/** The card that an answer to a click carries. Throws where there is none. */
export function cardOf(answer: unknown): Json {
  const card = isObject(answer) ? answer['value'] : undefined;
  if (!isObject(card)) throw new Error(`no card came back: ${JSON.stringify(answer).slice(0, 300)}`);
  return card;
}

/** The last participant is left to those who count operations. */
const CLICKERS = PARTICIPANTS.slice(0, -1);

/** The next click of each action. */
export type Crowd = { readonly [A in Action]: () => Json };

/** For each action its next click: the people take turns, and every click is a change where the action makes one. */
export function crowd(click: Click, people: readonly string[] = CLICKERS): Crowd {
  const inTurn = turnsOf(people);
  return {
    'tasks.show': inTurn((address) => click(address, { verb: 'tasks.show', academy: ACADEMY })),
    'prompt.answer': inTurn((address, round) =>
      click(address, promptAnswer(PROMPTS[round % PROMPTS.length] ?? '', Math.floor(round / PROMPTS.length))),
    ),
    'rsvp.set': inTurn((address, round) => click(address, rsvp(round % 2 === 0 ? 'online' : 'notComing'))),
  };
}

export const promptAnswer = (item: string, rev: number): Data => ({
  ...textAnswer(item, rev),
  verb: 'prompt.answer',
  share: 'mentor',
});

export const taskAnswer = (rev: number): Data => ({ ...textAnswer(TASK, rev), verb: 'task.answer' });

export const rsvp = (answer: 'online' | 'notComing'): Data => ({
  verb: 'rsvp.set',
  academy: ACADEMY,
  meeting: MEETING,
  answer,
});

const textAnswer = (item: string, rev: number) => ({
  academy: ACADEMY,
  item,
  rev,
  nonce: unique('nonce'),
  text: `We have met the suppliers and written down what we want to know. ${String(rev)}`,
});

function turnsOf(people: readonly string[]) {
  return (next: (address: string, round: number) => Json): (() => Json) => {
    let clicks = 0;
    return () => {
      const round = Math.floor(clicks / people.length);
      const address = people[clicks % people.length] ?? '';
      clicks += 1;
      return next(address, round);
    };
  };
}

/** The coordinator writes to everybody, previews it and sends it. Resolves when the sending has begun. */
export async function broadcast(post: Post, click: Click): Promise<void> {
  const text = unique('The material of the sprint meeting is in the web learning forum. ');
  const draft = { nonce: unique('nonce'), audience: 'everybody', meeting: MEETING };
  const texts = { text_fi: text, text_sv: text, text_en: text };
  const asked = { verb: 'broadcast.preview', academy: ACADEMY, ...draft, ...texts };
  const preview = cardOf(await post(click(COORDINATOR, asked)));
  await post(click(COORDINATOR, { ...dataOf(preview, 'broadcast.send'), verb: 'broadcast.send' }));
}
