import { holderOf } from './lock.ts';
import { DATA_DIR, removeData } from './data.ts';

const holder = holderOf(DATA_DIR, Date.now());
if (holder) {
  console.error(`The demonstration is running (process ${holder.pid}): stop it with Ctrl-C first.`);
  process.exitCode = 1;
} else {
  const removed = removeData(DATA_DIR);
  console.log(
    removed.length === 0 ? 'There is nothing to reset.' : `Removed from ${DATA_DIR}: ${removed.join(', ')}.`,
  );
  console.log('The next npm start begins afresh.');
}
