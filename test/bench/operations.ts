/** What each action asks of the store, counted in the real bot. */
import { startBot } from '../../bot/bot.ts';
import { readConfig } from '../../bot/config.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import type { Store } from '../../services/store/port.ts';
import { dataOf } from '../helpers/acts.ts';
import { watching } from '../helpers/watched-store.ts';
import type { Watched } from '../helpers/watched-store.ts';
import { cardOf, clicksFrom, promptAnswer, rsvp, taskAnswer } from './acts.ts';
import type { Data } from './acts.ts';
import { ACADEMY, COORDINATOR, MENTOR, MOMENT, PARTICIPANTS, PROMPTS, TASK } from './crowd.ts';
import { lineTo } from './load.ts';
import { priced, unitsOf } from './priced-store.ts';
import type { Operations } from './results.ts';
import type { Sink } from './sink.ts';

const PARTICIPANT = PARTICIPANTS.at(-1) ?? '';

/** Counts with people who are known already and have clicked the same before; closes the store. The clock stands still,
 * so the read of an academy's head, once a second whatever the load, is not among them. */
export async function countOperations(
  inner: Store,
  { serviceUrl }: Pick<Sink, 'serviceUrl'>,
): Promise<readonly Operations[]> {
  let found = 0;
  const charged = priced(inner);
  const store = watching(charged, (_type, docs) => (found += docs));
  const silent = { info: () => undefined, warn: () => undefined, error: console.error };
  const options = { store, running: false, now: () => Date.parse(MOMENT), log: silent };
  const bot = await startBot(readConfig({ PORT: '0' }), options);
  const { post, close } = lineTo(`${bot.url}/api/messages`, 1);
  const click = clicksFrom(serviceUrl);
  const asked = async (who: string, data: Data): Promise<Json> => cardOf(await post(click(who, data)));
  const counted: Operations[] = [];
  const count = async (who: string, data: Data): Promise<Json> => {
    const [from, fromCharge] = [store.calls.length, charged.charges.length];
    found = 0;
    const card = await asked(who, data);
    const some = charged.charges.slice(fromCharge);
    const cost = { units: Math.round(unitsOf(some) * 10) / 10, cross: some.some(({ cross }) => cross) };
    counted.push({ action: data.verb, ...tallyOf(store, from), found, ...cost });
    return card;
  };
  try {
    for (const who of [PARTICIPANT, MENTOR, COORDINATOR]) await asked(who, { verb: 'help' });
    for (const [who, data] of READING) {
      await asked(who, data);
      await count(who, data);
    }
    await answering(asked, count);
    await asked(PARTICIPANT, rsvp('online'));
    await count(PARTICIPANT, rsvp('notComing'));
  } finally {
    close();
    await bot.stop();
  }
  return counted;
}

const READING: readonly (readonly [who: string, data: Data])[] = [
  [PARTICIPANT, { verb: 'tasks.show', academy: ACADEMY }],
  [PARTICIPANT, { verb: 'prompt.show', academy: ACADEMY, item: PROMPTS[0], edit: true }],
  [PARTICIPANT, { verb: 'task.show', academy: ACADEMY, item: TASK, edit: true }],
  [MENTOR, { verb: 'overview.show', academy: ACADEMY }],
  [COORDINATOR, { verb: 'desk.show', academy: ACADEMY }],
];

type Ask = (who: string, data: Data) => Promise<Json>;

/** A first answer and then a changed one, each from the card as it is drawn. */
async function answering(asked: Ask, count: Ask): Promise<void> {
  const draw = async (verb: 'prompt' | 'task', item: string): Promise<number> => {
    const card = await asked(PARTICIPANT, { verb: `${verb}.show`, academy: ACADEMY, item, edit: true });
    return Number(dataOf(card, `${verb}.answer`)['rev']);
  };
  await asked(PARTICIPANT, promptAnswer(PROMPTS[0], await draw('prompt', PROMPTS[0])));
  await count(PARTICIPANT, promptAnswer(PROMPTS[0], await draw('prompt', PROMPTS[0])));
  await asked(PARTICIPANT, taskAnswer(await draw('task', TASK)));
  await count(PARTICIPANT, taskAnswer(await draw('task', TASK)));
}

function tallyOf(
  store: Watched,
  from: number,
): Pick<Operations, 'reads' | 'queries' | 'batches' | 'singles'> {
  const kinds = store.calls.slice(from).map((call) => call.split(' ')[0]);
  const of = (...wanted: readonly string[]) => kinds.filter((kind) => wanted.includes(kind ?? '')).length;
  const [reads, queries, batches] = [of('read'), of('query'), of('batch')];
  return { reads, queries, batches, singles: of('create', 'replace', 'delete') };
}
