/** What sending asks of the store, counted in this process. */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import sinon from 'sinon';
import { academyId, organisationId } from '../../services/domain/ids.ts';
import { addMilliseconds, DAY, instant, milliseconds, MINUTE, SECOND } from '../../services/domain/time.ts';
import { readConfig } from '../../bot/config.ts';
import { vitalsOf } from '../../bot/watching/health.ts';
import { Engine } from '../../services/delivery/engine.ts';
import { plan } from '../../services/rules/plan.ts';
import { createDoc } from '../../services/store/access.ts';
import { KNOWN } from '../../services/store/documents-all.ts';
import { agenda } from '../../services/store/documents-agenda.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import { aDeliveryWorld, AT_ONCE, smallRoster } from '../helpers/delivery-world.ts';
import { aRosterEntry } from '../helpers/builders.ts';
import { anOrganisation, aProgramme } from '../helpers/programme.ts';
import { applyImport, prepareImport } from '../../services/usecases/import.ts';
import { BEAT_MS, Membership } from '../../services/usecases/installation.ts';
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

/** Request units a minute that a process takes beside its looks: for its sign of life, and for probes that ask all the time. */
export async function countSigns(): Promise<number> {
  const store = priced(await openEmbedded(':memory:'));
  const began = instant(0);
  await createDoc(store, agenda, { dueAt: began, academy: academyId('one') });
  const membership = await Membership.join({ store, id: 'one', knows: KNOWN, wallNow: () => began });
  const joined = store.charges.length;
  await membership.beat();
  const sign = unitsOf(store.charges.slice(joined));
  const begun = store.charges.length;
  const minutes = 60;
  let at = 0;
  const ticks = () => at;
  const pulse = () => ({ lookedMsAgo: at % POLL_MS, failing: false, underWay: 0, leases: 0 });
  const vitals = vitalsOf({ store, pulse, pollMs: POLL_MS, now: ticks, ticks });
  for (; at < minutes * MINUTE; at += SECOND) await vitals.ready();
  vitals.stop();
  await store.close();
  return (sign * MINUTE) / BEAT_MS + unitsOf(store.charges.slice(begun)) / minutes;
}

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
