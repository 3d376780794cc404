/** `npm run fuzz [-- --seed N] [--cases N] [--minutes N] [--only KIND]`: throws hostile input at every way in, and ends
 * with code 1 where any of it did harm, took too much memory, or was not tried because the time was over. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { campaign, complaintsOf, kinds } from './campaign.ts';
import { reportOf } from './report.ts';

const whole = (text: string | undefined, fallback: number): number => {
  const number = Number(text ?? fallback);
  if (Number.isInteger(number)) return number;
  throw new Error(`not a whole number: ${text ?? ''}`);
};

// Memory is compared between rounds, with nothing in it that only waits to be collected.
setFlagsFromString('--expose-gc');
globalThis.gc = runInNewContext('gc') as typeof globalThis.gc;

const option = { type: 'string' } as const;
const { values } = parseArgs({ options: { seed: option, cases: option, minutes: option, only: option } });
const of = values.only === undefined ? kinds : kinds.filter(({ name }) => name === values.only);
if (of.length === 0) throw new Error(`--only takes one of: ${kinds.map(({ name }) => name).join(', ')}`);

const seed = whole(values.seed, Date.now() % 1_000_000);
const options = {
  seed,
  of,
  cases: whole(values.cases, 100_000),
  minutes: whole(values.minutes, 10),
  // One kind alone is tried as the one batch that a failure named.
  ...(values.only === undefined ? {} : { rounds: 1 }),
};
console.log(`seed ${String(seed)}`);
const result = await campaign({ ...options, progress: (line) => console.error(line) });
console.log(reportOf(result));
const complaints = complaintsOf(result);
for (const complaint of complaints) console.log(`FAILED: ${complaint}`);
process.exitCode = complaints.length > 0 ? 1 : 0;
