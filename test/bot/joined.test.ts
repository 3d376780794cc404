import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { startBot } from '../../bot/bot.ts';
import type { Bot } from '../../bot/bot.ts';
import { readConfig, storeFile } from '../../bot/config.ts';
import { instant } from '../../services/domain/time.ts';
import { createDoc } from '../../services/store/access.ts';
import { KNOWN } from '../../services/store/documents-all.ts';
import { INSTALLATION, installations } from '../../services/store/documents-installation.ts';
import type { Installation, Versions } from '../../services/store/documents-installation.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import type { Store } from '../../services/store/port.ts';
import { documentsOf } from '../helpers/dump.ts';
import { aFolder } from '../helpers/folder.ts';
import { aLivedAcademy } from '../helpers/lived-academy.ts';
import { serving } from '../helpers/served.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** What a Fadder knows that is so many versions newer. */
const newer = (by: number): Versions =>
  Object.fromEntries(Object.entries(KNOWN).map(([type, version]) => [type, version + by]));

describe('bots on one store', function () {
  this.timeout(60_000);
  const folder = aFolder();
  let folders = 0;
  let DATA_DIR: string;
  const started: Bot[] = [];
  beforeEach(async () => {
    DATA_DIR = folder.file(`store-${String((folders += 1))}`);
    await mkdir(DATA_DIR);
  });
  afterEach(async () => {
    for (const bot of started.splice(0)) await bot.stop();
  });

  async function inStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openEmbedded(storeFile(DATA_DIR));
    return work(store).finally(() => store.close());
  }
  const installation = async () =>
    (await inStore((store) => store.read<Installation>(INSTALLATION.pk, INSTALLATION.id)))?.data;
  const starts = async (): Promise<Bot> => {
    const bot = await startBot(readConfig({ PORT: '0', DATA_DIR }), { running: false, log: silent });
    started.push(bot);
    return bot;
  };
  /** A process of another version gave a sign of life just now, and has written what it knows. */
  const beside = async (knows: Versions) => {
    const instances = [{ id: 'other', knows, seenAt: instant(Date.now()) }];
    await inStore((store) => createDoc(store, installations, { instances, writes: knows }));
  };

  it('are each listed with what they know, from their start to their end', async () => {
    const [first, second] = [await starts(), await starts()];
    const listed = async () => (await installation())?.instances.map(({ knows }) => knows);
    assert.deepEqual(await listed(), [KNOWN, KNOWN]);
    for (const left of [[KNOWN], []]) {
      await (left.length > 0 ? first : second).stop();
      assert.deepEqual(await listed(), left);
    }
    started.length = 0;
  });

  it('are upgraded one after the other: the version before works on beside the next one', async () => {
    await beside(newer(1));
    await starts();
    assert.equal((await installation())?.instances.length, 2);
    assert.deepEqual((await installation())?.writes, newer(1), 'what has been written stays said');
  });

  it('do not start on documents two versions newer: a process says so, ends with 1 and writes nothing', async () => {
    await inStore(aLivedAcademy);
    await beside(newer(2));
    const content = () => inStore(async (store) => [await documentsOf(store), await installation()]);
    const before = await content();
    await assert.rejects(starts(), /documents of a newer Fadder that this one cannot read/);
    const { code, stdout, stderr } = await serving(DATA_DIR).ended;
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(
      stderr,
      /^The store holds documents of a newer Fadder .*Nothing was written\. Start the newer version again\.\n$/,
    );
    assert.deepEqual(await content(), before);
  });
});
