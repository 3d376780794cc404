/** What sending asks of the store, counted in this process. */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import sinon from 'sinon';
import { academyId, organisationId } from '../../services/domain/ids.ts';
import { addMilliseconds, DAY, instant, milliseconds, SECOND } from '../../services/domain/time.ts';
import { readConfig } from '../../bot/config.ts';
import { Engine } from '../../services/delivery/engine.ts';
import { plan } from '../../services/rules/plan.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import { aDeliveryWorld, AT_ONCE, smallRoster } from '../helpers/delivery-world.ts';
import { aRosterEntry } from '../helpers/builders.ts';
import { anOrganisation, aProgramme } from '../helpers/programme.ts';
import { applyImport, prepareImport } from '../../services/usecases/import.ts';
import { watching } from '../helpers/watched-store.ts';
import { priced, unitsOf } from './priced-store.ts';
import type { Idle, PerRecipient } from './delivery-results.ts';

/** One notice to so many people of one tenant, with answers that come at once. */
export async function countPerRecipient(recipients: number): Promise<PerRecipient> {
  const organisation = organisationId('org');
  const { mentor: _, ...alone } = anOrganisation({ id: organisation });
  const entries = Array.from({ length: recipients }, (_unused, n) =>
    aRosterEntry({ name: `p${String(n)}`, address: `p${String(n)}@big.example`, organisation }),
  );
  const charged = priced(await openEmbedded(':memory:'));
  const store = watching(charged);
  const world = await aDeliveryWorld({ store, programme: aProgramme({ organisations: [alone] }), entries });
  await world.tell({});
  const [from, fromCharge] = [store.calls.length, charged.charges.length];
  await world.engine().runDue();
  const units = unitsOf(charged.charges.slice(fromCharge)) / recipients;
  const { sent } = await world.tally('notice');
  await store.close();
  if (sent !== recipients) throw new Error(`${String(sent)} of ${String(recipients)} were sent to`);
  const kinds = store.calls.slice(from).map((call) => call.split(' ')[0] ?? '');
  const of = (...wanted: readonly string[]) =>
    kinds.filter((kind) => wanted.includes(kind)).length / recipients;
  return {
    reads: of('read'),
    queries: of('query'),
    writes: of('create', 'replace', 'delete', 'batch'),
    units,
  };
}

const LONG = { leaseMs: 15_000, cadence: AT_ONCE };

/** The store answers within a turn of the loop or two. */
async function atRest(): Promise<void> {
  for (let n = 0; n < 5; n += 1) await turnOfTheLoop();
}

/** As `npm run serve` looks at its agenda. */
const POLL_MS = readConfig({}).pollMs;
const MINUTE_S = 60;

/** A minute of the engine's loop, played on a clock that is moved, when everything of so many academies is over. */
export async function countIdle(academies: number): Promise<Idle> {
  const charged = priced(await openEmbedded(':memory:'));
  const store = watching(charged);
  const world = await aDeliveryWorld();
  const begin = instant(world.now);
  for (let n = 0; n < academies; n += 1) {
    const programme = { ...world.programme, id: academyId(`over-${String(n)}`) };
    await applyImport(store, await prepareImport(store, programme, smallRoster, begin), begin);
  }
  const last = plan(world.programme).at(-1)?.dueAt ?? begin;
  world.now = milliseconds(addMilliseconds(last, DAY));
  await world.engine('one', { store }).runDue();
  const clock = sinon.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  const engine = new Engine(world.deps({ store }), { owner: 'one', ...LONG, pollMs: POLL_MS });
  try {
    engine.start();
    await atRest();
    const [from, fromCharge] = [store.calls.length, charged.charges.length];
    for (let second = 0; second < MINUTE_S; second += 1) {
      clock.tick(SECOND);
      await atRest();
    }
    return {
      academies,
      calls: store.calls.slice(from),
      units: unitsOf(charged.charges.slice(fromCharge)),
    };
  } finally {
    clock.restore();
    await engine.stop();
    await store.close();
    await world.store.close();
  }
}
