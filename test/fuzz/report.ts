import type { Campaign, Failure, Tried } from './campaign.ts';
import { growth } from './campaign.ts';

const MB = 1024 * 1024;
const mb = (bytes: number) => `${(bytes / MB).toFixed(0)} MB`;
const whole = (n: number) => Math.round(n).toLocaleString('en-GB');

/** What a campaign found, as lines. */
export function reportOf({ tried, failures, ms, memory }: Campaign): string {
  const all = sum(tried);
  const overHttp = sum(tried.filter(({ http }) => http));
  return [
    row('kind', 'cases', 'a second', 'slowest'),
    ...tried.map(({ name, cases, ms: took, slowestMs }) =>
      row(name, whole(cases), whole((cases * 1000) / took), `${whole(slowestMs)} ms`),
    ),
    row('all', whole(all), whole((all * 1000) / ms), ''),
    '',
    `${whole(ms / 1000)} seconds; ${whole((100 * overHttp) / Math.max(1, all))} % over HTTP`,
    `memory: ${mb(memory.peakBytes)} at its peak; kept after each round ${memory.keptBytes.map(mb).join(', ')}` +
      ` (grown by ${mb(growth(memory))})`,
    ...failures.map(failureOf),
  ].join('\n');
}

const sum = (tried: readonly Tried[]) => tried.reduce((count, { cases }) => count + cases, 0);

function row(name: string, ...numbers: readonly string[]): string {
  return name.padEnd(24) + numbers.map((number) => number.padStart(10)).join('');
}

function failureOf({ kind, seed, cases, why, example }: Failure): string {
  return [
    '',
    `FAILED: ${kind}`,
    why,
    `the smallest case found: ${example.slice(0, 2000)}`,
    `again: npm run fuzz -- --only "${kind}" --seed ${String(seed)} --cases ${String(cases)}`,
  ].join('\n');
}
