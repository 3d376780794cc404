/** `npm run bench [-- --quick] [-- --json FILE]`: how fast the bot is beside a bare one, and whether it stays so as the
 * store fills. Measures nothing that a test depends on. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { storeFile } from '../../bot/config.ts';
import { importAcademies } from './crowd.ts';
import { benchOf, measure } from './measure.ts';
import type { Measured } from './measure.ts';
import { openSink } from './sink.ts';
import { tableOf } from './table.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'string' } } });
const scales = values.quick ? [1, 10] : [1, 10, 100];
const effort = values.quick ? { rounds: 1, ms: 500 } : { rounds: 5, ms: 2000 };

const dataDir = await mkdtemp(join(tmpdir(), 'fadder-bench-'));
const file = storeFile(dataDir);
const sink = await openSink();
const bench = benchOf({ dataDir, file, sink, effort });
const results: Measured[] = [];
try {
  let there = 0;
  for (const academies of scales) {
    console.error(`With ${String(academies)} ${academies === 1 ? 'academy' : 'academies'} …`);
    await importAcademies(file, there + 1, academies);
    there = academies;
    results.push(await measure(bench, academies));
  }
} finally {
  await sink.close();
  await rm(dataDir, { recursive: true, force: true });
}
const machine = { node: process.version, processors: cpus().length, model: cpus()[0]?.model ?? '' };
console.log(tableOf(results));
if (values.json !== undefined) {
  await writeFile(values.json, `${JSON.stringify({ machine, results }, undefined, 2)}\n`);
  console.log(`\nAs JSON: ${values.json}`);
}
