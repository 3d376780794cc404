import assert from 'node:assert/strict';
import { aRun, counts } from '../helpers/bench-results.ts';
import { tableOf, verdictLines } from './table.ts';

describe('the table of the benchmarks', () => {
  const sprawling = counts('desk.show', { queries: 15, found: 604, batches: 0 });
  const table = tableOf([aRun(1), aRun(100, { operations: [...aRun(1).operations, sprawling] })]);
  const cells = (label: string) => {
    const line = table.split('\n').find((text) => text.trim().startsWith(label));
    return line?.trim().slice(label.length).trim().split(/ {2,}/);
  };

  it('has a column for each number of academies', () => {
    assert.deepEqual(cells('academies in the store'), ['1', '100']);
  });

  it('gives both rates and their ratio', () => {
    assert.deepEqual(cells('prompt.answer'), ['600 : 1000 = 0.60', '600 : 1000 = 0.60']);
  });

  it('gives the ratio of processor time where it is known', () => {
    const rates = { ...aRun(1).rates };
    rates['tasks.show'] = { ...rates['tasks.show'], cpuRatio: 0.75 };
    assert.match(tableOf([aRun(1, { rates })]), /tasks\.show +800 : 1000 = 0\.80 \(0\.75\)/);
  });

  it('shows a dash for what the system does not tell', () => {
    const unknown = { atRest: undefined, afterLoad: undefined };
    const text = tableOf([aRun(1, { memory: { bare: unknown, fadder: unknown } })]);
    assert.match(text, /Fadder +- \/ -/);
  });

  it('keeps its columns apart, and lines up whatever is in them', () => {
    const [first, ...rows] = table.split('\n').filter((line) => line.length > 60);
    assert.ok(first);
    for (const row of rows) assert.equal(row.length, first.length);
  });

  it('says of each aim whether it is met, and which of them fail a run', () => {
    const aim = { aim: 'memory', measured: '+40 %', exact: false };
    const lines = verdictLines([
      { ...aim, met: true },
      { ...aim, met: false },
    ]).split('\n');
    assert.deepEqual(lines.slice(0, 2), ['met      memory: +40 %', 'NOT MET  memory: +40 %']);
    assert.match(lines[2] ?? '', /speed and memory depend on the machine/);
  });
});
