/** What each action asks of the store, counted in the real bot. */
import { startBot } from '../../bot/bot.ts';
import { readConfig } from '../../bot/config.ts';
import type { Json } from '../../deploy/local/teams/json.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import { demoFiles } from '../helpers/academy.ts';
import { dataOf } from '../helpers/acts.ts';
import { watching } from '../helpers/watched-store.ts';
import { ACADEMY, COORDINATOR, MORNING, PARTICIPANTS } from './crowd.ts';
import { answer, cardOf, clicksFrom } from './acts.ts';
import { lineTo } from './load.ts';
import type { Sink } from './sink.ts';

export interface Operations {
  readonly action: string;
  readonly reads: number;
  readonly queries: number;
  /** Documents that the queries brought. */
  readonly found: number;
  readonly writes: number;
}

/** Counts with a participant, a mentor and a coordinator who are known already. */
export async function countOperations(file: string, { serviceUrl }: Sink): Promise<readonly Operations[]> {
  let found = 0;
  const store = watching(await openEmbedded(file), (_type, docs) => (found += docs));
  const silent = { info: () => undefined, warn: () => undefined, error: console.error };
  const options = { store, running: false, now: () => Date.parse(MORNING), log: silent };
  const bot = await startBot(readConfig({ PORT: '0' }), options);
  const { post, close } = lineTo(`${bot.url}/api/messages`, 1);
  const click = clicksFrom(serviceUrl);
  const [participant = ''] = PARTICIPANTS.slice(-1);
  const mentor = demoFiles().programme.organisations[0]?.mentor ?? '';
  const counted: Operations[] = [];
  const count = async (who: string, data: Json): Promise<Json> => {
    const from = store.calls.length;
    found = 0;
    const card = cardOf(await post(click(who, { academy: ACADEMY, ...data })));
    const calls = store.calls.slice(from);
    const of = (...kinds: readonly string[]) =>
      calls.filter((call) => kinds.includes(call.split(' ')[0] ?? '')).length;
    const writes = of('create', 'replace', 'delete', 'batch');
    counted.push({
      action: String(data['verb']),
      reads: of('read'),
      queries: of('query'),
      found,
      writes,
    });
    return card;
  };
  try {
    for (const who of [participant, mentor, COORDINATOR]) await post(click(who, { verb: 'help' }));
    await count(participant, { verb: 'tasks.show' });
    const open = await count(participant, { verb: 'prompt.show', item: 's1-p1', edit: true });
    const { rev } = dataOf(open, 'prompt.answer');
    await count(participant, answer(Number(rev)));
    await count(participant, { verb: 'rsvp.set', meeting: 's1-m', answer: 'coming' });
    await count(mentor, { verb: 'overview.show' });
    await count(COORDINATOR, { verb: 'desk.show' });
  } finally {
    close();
    await bot.stop();
  }
  return counted;
}
