import { actions } from './results.ts';
import type { Measured, Rate } from './results.ts';
import { countsOf } from './verdicts.ts';
import type { Verdict } from './verdicts.ts';

const LABEL = 42;
const CELL = 28;

/** The results as lines of text: a column for each number of academies. */
export function tableOf(all: readonly Measured[]): string {
  const row = (label: string, cell: (m: Measured) => string): string =>
    label.padEnd(LABEL) + all.map((m) => cell(m).padStart(CELL)).join('');
  const rated = (label: string, of: (m: Measured) => Rate): string => row(label, (m) => rateText(of(m)));
  const counted = all[0]?.operations.map(({ action }) => action) ?? [];
  return [
    row('academies in the store', ({ academies }) => whole(academies)),
    '',
    'a second, Fadder : bare bot = ratio (of processor time)',
    ...actions.map((action) => rated(`  ${action}`, ({ rates }) => rates[action])),
    rated('  messages of a broadcast', ({ sends }) => sends),
    'p99 of saving an answer, ms',
    row('  bare bot', ({ p99 }) => p99.bare.toFixed(1)),
    row('  Fadder', ({ p99 }) => p99.quiet.toFixed(1)),
    row('  Fadder while a broadcast is on its way', ({ p99 }) => p99.duringBroadcast.toFixed(1)),
    'start to ready, ms',
    row('  bare bot', ({ startUp }) => whole(startUp.bare)),
    row('  Fadder', ({ startUp }) => whole(startUp.fadder)),
    'memory at rest / after the load, MB',
    row('  bare bot', ({ memory: { bare } }) => `${whole(bare.atRest)} / ${whole(bare.afterLoad)}`),
    row('  Fadder', ({ memory: { fadder } }) => `${whole(fadder.atRest)} / ${whole(fadder.afterLoad)}`),
    'store: reads, queries, batches; RU',
    ...counted.map((action) => row(`  ${action}`, (m) => countsIn(m, action))),
  ].join('\n');
}

const FAILS =
  'Only aims about store operations fail a run: speed and memory depend on the machine, and are for people to judge.';

/** A line for each aim, and whether it is met. */
export function verdictLines(verdicts: readonly Verdict[]): string {
  return verdicts
    .map(({ aim, measured, met }) => `${met ? 'met    ' : 'NOT MET'}  ${aim}: ${measured}`)
    .concat(FAILS)
    .join('\n');
}

function rateText({ perSecond, bare, ratio, cpuRatio }: Rate): string {
  const cpu = cpuRatio === undefined ? '' : ` (${cpuRatio.toFixed(2)})`;
  return `${whole(perSecond)} : ${whole(bare)} = ${ratio.toFixed(2)}${cpu}`;
}

const whole = (value: number | undefined) => (value === undefined ? '-' : value.toFixed(0));

function countsIn(measured: Measured, action: string): string {
  const found = measured.operations.find((counts) => counts.action === action);
  return found ? `${countsOf(found)}; ${found.units.toFixed(1)}` : '-';
}
