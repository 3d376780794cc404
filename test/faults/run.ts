/** `npm run faults [-- --seed N] [--recipients N] [--kills N] [--minutes N]`: processes are killed, paused and given
 * wrong clocks while they send. Everybody must have exactly one card, or be on the ledger as held. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Findings } from './campaign.ts';
import { draining, killing, pausing, skewing } from './campaigns.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    recipients: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '10' },
  },
});
const seed = Number(values.seed);
const recipients = Number(values.recipients);
const kills = Number(values.kills);
const minutes = Number(values.minutes);
if (![seed, recipients, kills, minutes].every((number) => Number.isInteger(number) && number > 0)) {
  console.error('--seed, --recipients, --kills and --minutes take whole numbers above zero.');
  process.exit(2);
}

/** Under way at once in a lane, and lanes of a process: what one kill may leave in doubt. */
const CLAIM = 8;
const lanesOf = (tenants: number) => tenants * Math.ceil(recipients / 1000);

console.log(`Seed ${String(seed)}, ${String(recipients)} recipients`);
const base = { seed, recipients, minutes };
const campaigns: readonly (readonly [string, () => Promise<Findings>, number])[] = [
  [
    `1 process, killed ${String(kills)} times`,
    () => killing({ ...base, tenants: 1, processes: 1, refusedShare: 0.1 }, kills),
    kills * CLAIM * lanesOf(1),
  ],
  [
    `3 processes, killed ${String(kills)} times`,
    () => killing({ ...base, tenants: 3, processes: 3, refusedShare: 0.1 }, kills),
    kills * CLAIM * lanesOf(3),
  ],
  [
    `3 processes on Cosmos DB, killed ${String(kills)} times`,
    () => killing({ ...base, store: 'cosmos', tenants: 3, processes: 3, refusedShare: 0.1 }, kills),
    kills * CLAIM * lanesOf(3),
  ],
  ['paused past its lease', () => pausing({ ...base, tenants: 1, processes: 2 }), CLAIM * lanesOf(1)],
  [
    'a clock five minutes wrong, jumping back',
    () => skewing({ ...base, tenants: 2, processes: 2 }, 300_000),
    0,
  ],
  ['told to end three times', () => draining({ ...base, tenants: 1, processes: 1 }), 0],
];
let failed = 0;
for (const [name, run, mayBeHeld] of campaigns) {
  try {
    const { sent, held, refused, open, lost, doubled, seconds, kills: killed } = await run();
    const well = open.length === 0 && lost.length === 0 && doubled.length === 0 && held <= mayBeHeld;
    if (!well) failed += 1;
    console.log(
      `${well ? '✓' : '✗'} ${name}: ${String(killed)} ended, ${String(sent)} sent, ${String(held)} held, ` +
        `${String(refused)} asked for again, ${String(open.length)} left open, ${String(lost.length)} lost, ${String(doubled.length)} doubled, ${seconds.toFixed(0)} s`,
    );
  } catch (error) {
    failed += 1;
    console.log(`✗ ${name}: ${String(error)}`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
