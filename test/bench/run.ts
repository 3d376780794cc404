/**
 * `npm run bench [-- --quick] [-- --delivery] [-- --json FILE]`: how fast the bot is beside a bare one, whether it stays so
 * as the store fills, and (`--delivery`: only) how it sends to many. All on the loopback address and in a temporary folder; it ends by itself. The exit code is 1 when the run
 * fails or when an aim is missed that does not depend on the machine.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { academyMonth, monthLines } from './academy-month.ts';
import { measureDelivery } from './delivery.ts';
import { deliveryTable, deliveryVerdicts } from './delivery-table.ts';
import { measure } from './measure.ts';
import type { Measured } from './results.ts';
import { killAll } from './subjects.ts';
import { tableOf, verdictLines } from './table.ts';
import { verdictsOf } from './verdicts.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'string' }, delivery: { type: 'boolean' } },
});
const plan = values.quick
  ? {
      ...{ scales: [1, 10], effort: { rounds: 3, ms: 300 }, minutes: 15 },
      delivery: { recipients: 1000, tenants: 4, memory: [100, 1000], finished: [0, 10] },
    }
  : {
      ...{ scales: [1, 10, 100], effort: { rounds: 7, ms: 1000 }, minutes: 60 },
      // In one tenant the limits alone would take 200 s; in four of them a small machine keeps up.
      delivery: { recipients: 10_000, tenants: 4, memory: [1000, 100_000], finished: [0, 100] },
    };

const folder = await mkdtemp(join(tmpdir(), 'fadder-bench-'));

async function cleanUp(): Promise<void> {
  await killAll();
  await rm(folder, { recursive: true, force: true });
}

/** For what comes from outside the run: nothing is left behind then either. */
function giveUp(why: string): void {
  console.error(why);
  void cleanUp().finally(() => process.exit(1));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    giveUp('Stopped.');
  });
const late = setTimeout(() => giveUp(`Not done in ${String(plan.minutes)} minutes.`), plan.minutes * 60_000);

async function measureAll(): Promise<readonly Measured[]> {
  const results: Measured[] = [];
  for (const academies of values.delivery ? [] : plan.scales) {
    console.error(`With ${String(academies)} ${academies === 1 ? 'academy' : 'academies'} …`);
    const dataDir = await mkdtemp(join(folder, 'store-'));
    const measured = await measure(dataDir, academies, plan.effort);
    // A run takes minutes: what it has found so far is not lost when it is stopped.
    console.error(`${tableOf([measured])}\n`);
    results.push(measured);
  }
  return results;
}

try {
  const loadBefore = loadavg()[0] ?? 0;
  const results = await measureAll();
  const delivery = await measureDelivery(folder, plan.delivery);
  const month = results[0] && (await academyMonth(results[0].operations));
  const verdicts = [...(results.length > 0 ? verdictsOf(results) : []), ...deliveryVerdicts(delivery)];
  const tables = [
    ...(results.length > 0 ? [tableOf(results)] : []),
    deliveryTable(delivery),
    ...(month ? [monthLines(month)] : []),
  ];
  console.log(`${tables.join('\n\n')}\n\n${verdictLines(verdicts)}`);
  if (values.quick) console.log('\nA quick run: too short for figures to rely on.');
  if (values.json !== undefined) {
    const [cpu] = cpus();
    const machine = { node: process.version, processors: cpus().length, model: cpu?.model, loadBefore };
    const all = { quick: values.quick ?? false, machine, results, delivery, month, verdicts };
    await writeFile(values.json, `${JSON.stringify(all, undefined, 2)}\n`);
    console.log(`\nAs JSON: ${values.json}`);
  }
  process.exitCode = verdicts.some(({ met, exact }) => exact && !met) ? 1 : 0;
} catch (error) {
  console.error('The benchmark failed:', error);
  process.exitCode = 1;
} finally {
  clearTimeout(late);
  await cleanUp();
}
