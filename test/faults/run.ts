/**
 * `npm run faults [-- --seed N] [--recipients N] [--kills N] [--minutes N] [--academies N] [--only TEXT]`: everything that
 * can go wrong while a notice is sent. Processes are killed, paused and given wrong clocks; Teams and the store fail.
 * Everybody must have exactly one card, or be on the ledger as held. Then random academies are planned and sent through
 * outages and deaths: each notice once, in its time, or skipped for a reason. `--minutes` bounds each campaign of processes.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Findings } from './campaign.ts';
import { busy, draining, enduring, everything, killing, pausing, skewing } from './campaigns.ts';
import { dying, failing } from './moments.ts';
import { planning } from './planning.ts';
import { storms } from './storms.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    recipients: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '10' },
    academies: { type: 'string', default: '200' },
    only: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
const recipients = Number(values.recipients);
const kills = Number(values.kills);
const minutes = Number(values.minutes);
const academies = Number(values.academies);
const given = [seed, recipients, kills, minutes, academies];
if (!given.every((number) => Number.isInteger(number) && number > 0)) {
  console.error('--seed, --recipients, --kills, --minutes and --academies take whole numbers above zero.');
  process.exit(2);
}

/** Under way at once in a lane, and lanes of a tenant: what one kill may leave in doubt. */
const CLAIM = 8;
const lanes = Math.ceil(recipients / 1000);
/** So few a second of each of three tenants that there is time for all kills. */
const SLOWLY = 6;

const base = { seed, recipients, minutes };
const three = { ...base, tenants: 3, processes: 3, perSecond: SLOWLY, trouble: busy };

interface Bounds {
  readonly kills?: number;
  readonly mayBeHeld: number;
  /** None by default. */
  readonly mayBeTooFast?: number;
}

/** Rejects where the promise is broken. */
async function judged(
  run: Promise<Findings>,
  { kills: least = 0, mayBeHeld, mayBeTooFast = 0 }: Bounds,
): Promise<string> {
  const { open, lost, doubled, marked, ...counts } = await run;
  const said =
    `${String(counts.kills)} ended, ${String(counts.sent)} sent, ${String(counts.held)} held, ` +
    `${String(counts.troubled)} in trouble, ${String(counts.tooFast)} too fast, ${String(marked)} doubled and marked, ` +
    `${String(open.length)} left open, ${String(lost.length)} lost, ${String(doubled.length)} doubled`;
  const broken = open.length + lost.length + doubled.length > 0 || counts.tooFast > mayBeTooFast;
  if (broken || counts.held > mayBeHeld || counts.kills < least) throw new Error(said);
  return said;
}

const campaigns: readonly (readonly [name: string, run: () => Promise<string>])[] = [
  [
    `1 process, killed ${String(kills)} times`,
    () =>
      judged(killing({ ...base, tenants: 1, processes: 1, trouble: busy }, kills), {
        kills,
        mayBeHeld: kills * CLAIM * lanes,
      }),
  ],
  [
    `3 processes, killed ${String(kills)} times`,
    () => judged(killing(three, kills), { kills, mayBeHeld: kills * CLAIM * lanes * 3 }),
  ],
  [
    'paused past its lease',
    () => judged(pausing({ ...base, tenants: 1, processes: 2 }), { mayBeHeld: CLAIM * lanes }),
  ],
  [
    `3 processes on Cosmos DB, killed ${String(kills)} times`,
    () =>
      judged(killing({ ...three, store: 'cosmos' }, kills), {
        kills,
        mayBeHeld: kills * CLAIM * lanes * 3,
        // A process that the emulator keeps waiting loses its lease, and finishes what it had marked beside its successor.
        mayBeTooFast: kills * CLAIM,
      }),
  ],
  [
    'a clock five minutes wrong, jumping back',
    () => judged(skewing({ ...base, tenants: 2, processes: 2 }, 300_000), { mayBeHeld: 0 }),
  ],
  [
    'told to end three times',
    () => judged(draining({ ...base, tenants: 1, processes: 1 }), { mayBeHeld: 0 }),
  ],
  [
    'a Teams that fails in every way',
    () =>
      judged(enduring({ ...base, tenants: 2, processes: 2, trouble: everything }), {
        mayBeHeld: Math.ceil(recipients / 5),
      }),
  ],
  ...storms.map(({ name, run }) => [name, () => run(recipients, seed)] as const),
  ...(['before', 'after'] as const).map(
    (when) => [`a death ${when} anything it waits for`, async () => tried(await dying(when))] as const,
  ),
  ...(['conflict', 'precondition', 'throttled', 'unavailable', 'ambiguous'] as const).map(
    (failure) =>
      [`a store that fails: ${failure}`, async () => tried(await failing(failure, false))] as const,
  ),
  ['a store that fails: ambiguous, having written', async () => tried(await failing('ambiguous', true))],
  [
    'academies planned through outages and deaths',
    async () => {
      await planning({ seed, runs: academies });
      return `${String(academies)} academies`;
    },
  ],
];

function tried({ moments, mostHeld }: Awaited<ReturnType<typeof dying>>): string {
  return `at ${String(moments)} moments, at most ${String(mostHeld)} held`;
}

console.log(`Seed ${String(seed)}, ${String(recipients)} recipients`);
let failed = 0;
for (const [name, run] of campaigns.filter(([one]) => one.includes(values.only))) {
  const started = performance.now();
  const outcome = await run().then(
    (said) => `✓ ${name}: ${said}`,
    (error: unknown) => {
      failed += 1;
      return `✗ ${name}: ${String(error)}`;
    },
  );
  console.log(`${outcome}, ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
process.exitCode = failed === 0 ? 0 : 1;
