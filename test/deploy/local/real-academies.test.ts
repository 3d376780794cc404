import assert from 'node:assert/strict';
import { refuseRealAcademies, realAcademies } from '../../../deploy/local/real-academies.ts';
import { storeFile } from '../../../bot/config.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import { demoFiles, importInto } from '../../helpers/academy.ts';
import { aFolder } from '../../helpers/folder.ts';

describe('a folder with academies', () => {
  const folder = aFolder();

  async function holding(name: string, demo: boolean): Promise<string> {
    const path = folder.file(name);
    const { programme, entries } = demoFiles();
    const store = await openEmbedded(storeFile(path));
    await importInto(store, { ...programme, demo }, entries);
    await store.close();
    return path;
  }

  it('that are demonstrations may be started and reset', async () => {
    await refuseRealAcademies(await holding('demo', true));
    await refuseRealAcademies(folder.file('absent'));
  });

  it('that are real is left alone, and they are named', async () => {
    const path = await holding('real', false);
    assert.deepEqual(await realAcademies(path), ['wsc-academy-2023']);
    await assert.rejects(refuseRealAcademies(path), /wsc-academy-2023/);
  });
});
