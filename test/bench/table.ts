import type { Measured } from './measure.ts';

/** The results as lines of text: a column for each number of academies. */
export function tableOf(all: readonly Measured[]): string {
  const row = (label: string, cell: (m: Measured) => string): string =>
    label.padEnd(46) + all.map((m) => cell(m).padStart(16)).join('');
  const whole = (value: number | undefined) => (value === undefined ? '-' : value.toFixed(0));
  const verbs = all[0]?.operations.map(({ action }) => action) ?? [];
  return [
    row('academies in the store', ({ academies }) => whole(academies)),
    '',
    row('clicks a second, bare bot', ({ bare }) => whole(bare.actions)),
    row('  reading (tasks.show), ratio to it', ({ reads }) => rate(reads)),
    row('  saving (prompt.answer), ratio to it', ({ writes }) => rate(writes)),
    row('messages sent a second, bare bot', ({ bare }) => whole(bare.sends)),
    row('  a broadcast, ratio to it', ({ sends }) => rate(sends)),
    row('p99 of saving, ms', ({ p99 }) => p99.quiet.toFixed(1)),
    row('  while a broadcast is on its way', ({ p99 }) => p99.duringBroadcast.toFixed(1)),
    row('start to ready, ms: bare bot', ({ startUp }) => whole(startUp.bare)),
    row('  Fadder', ({ startUp }) => whole(startUp.fadder)),
    row('memory after all this, MB: bare bot', ({ bare }) => whole(bare.memory)),
    row('  Fadder', ({ memory }) => whole(memory)),
    '',
    row('store: reads + queries (documents) + writes', () => ''),
    ...verbs.map((verb) => row(`  ${verb}`, (m) => operations(m, verb))),
  ].join('\n');
}

function rate({ perSecond, ratio }: Measured['reads']): string {
  return `${perSecond.toFixed(0)} (${ratio.toFixed(2)})`;
}

function operations(measured: Measured, verb: string): string {
  const found = measured.operations.find(({ action }) => action === verb);
  if (!found) return '-';
  const { reads, queries, found: docs, writes } = found;
  return `${String(reads)} + ${String(queries)} (${String(docs)}) + ${String(writes)}`;
}
