/**
 * A process of its own that writes to a store's file, for tests of what several processes and a killed one do.
 * Started by `startStoreChild`; says 'ready', waits for 'go', then works.
 */
import { openEmbedded } from '../../services/store/embedded.ts';
import { increment, writeOn } from './store-work.ts';

const [file = '', job = '', count = '0'] = process.argv.slice(2);
const store = await openEmbedded(file);
process.send?.('ready');
await new Promise((resolve) => process.once('message', resolve));
if (job === 'increment') await increment(store, Number(count));
else await writeOn(store, (id) => process.send?.(id));
await store.close();
process.disconnect();
