/** What the people of the measured academy do. */
import { textAt, isObject } from '../../deploy/local/teams/json.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { accountOf, DEMO_TENANT } from '../../deploy/local/teams/account.ts';
import { execution } from '../../deploy/local/teams/activities.ts';
import { dataOf } from '../helpers/acts.ts';
import { ACADEMY, COORDINATOR, PARTICIPANTS } from './crowd.ts';
import type { Post } from './load.ts';

let number = 0;
const unique = (what: string) => `${what}${String((number += 1))}`;

/** Whose clicks come from a connector at this address. */
export type Click = (address: string, data: Json) => Json;

export function clicksFrom(serviceUrl: string): Click {
  return (address, data) => {
    const account = accountOf({ name: address, address, tenant: DEMO_TENANT });
    const sender = { account, serviceUrl, id: unique('activity'), timestamp: '2023-06-01T07:00:00.000Z' };
    const verb = textAt(data, 'verb') ?? '';
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
const WRITERS = PARTICIPANTS.slice(0, -1);

/** One after the other, each participant asks what there is to do. */
export function reading(click: Click): () => Json {
  const people = inTurn();
  return () => click(people(), { verb: 'tasks.show', academy: ACADEMY });
}

/** One after the other, each participant saves an answer to a prompt, and in the next round a new version of it. */
export function writing(click: Click): () => Json {
  const people = inTurn();
  let said = 0;
  return () => {
    const rev = Math.floor(said / WRITERS.length);
    said += 1;
    return click(people(), answer(rev));
  };
}

export const answer = (rev: number): Json => ({
  verb: 'prompt.answer',
  academy: ACADEMY,
  item: 's1-p1',
  rev,
  nonce: unique('nonce'),
  text: `We have met the suppliers and written down what we want to know. ${String(rev)}`,
  share: 'mentor',
});

function inTurn(): () => string {
  let next = 0;
  return () => {
    const address = WRITERS[next % WRITERS.length] ?? '';
    next += 1;
    return address;
  };
}

/** The coordinator writes to everybody, previews it and sends it. Resolves when the sending has begun. */
export async function broadcast(post: Post, click: Click): Promise<void> {
  const text = unique('The material of the sprint meeting is in the web learning forum. ');
  const draft = { nonce: unique('nonce'), audience: 'everybody', meeting: 's1-m' };
  const texts = { text_fi: text, text_sv: text, text_en: text };
  const asked = { verb: 'broadcast.preview', academy: ACADEMY, ...draft, ...texts };
  const preview = cardOf(await post(click(COORDINATOR, asked)));
  await post(click(COORDINATOR, dataOf(preview, 'broadcast.send')));
}
