/** `npm run reset`: removes what the demonstration has written. */
import { relative, resolve } from 'node:path';
import { loadConfig } from '../../bot/config.ts';
import { removeData } from './data.ts';
import { holderOf } from './lock.ts';
import { refuseRealAcademies } from './real-academies.ts';

try {
  await reset(resolve(loadConfig().dataDir));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function reset(folder: string): Promise<void> {
  const holder = holderOf(folder, Date.now());
  if (holder)
    throw new Error(`The demonstration is running (process ${holder.pid}): stop it with Ctrl-C first.`);
  await refuseRealAcademies(folder);
  const removed = removeData(folder);
  const where = relative('', folder) || folder;
  const what =
    removed.length === 0
      ? `There is nothing to remove in ${where}.`
      : `Removed from ${where}: ${removed.join(', ')}.`;
  console.log(`${what}\nThe next npm start begins afresh.`);
}
