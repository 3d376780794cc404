import { openEmbedded } from '../../../services/store/embedded.ts';
import { storeContract } from '../../contract/store.contract.ts';
import { aFolder } from '../../helpers/folder.ts';

let now = Date.parse('2023-05-31T06:00:00Z');
const clock = () => now;
const advance = (seconds: number) => {
  now += seconds * 1000;
};

storeContract('the embedded store in memory', () => openEmbedded(':memory:', { clock }), { advance });

describe('in a folder', () => {
  const folder = aFolder();
  storeContract('the embedded store in a file', () => openEmbedded(folder.file('store.db'), { clock }), {
    advance,
  });
});
