import assert from 'node:assert/strict';
import { runAcademy } from '../../../../bot/cli/run.ts';
import { storeFile } from '../../../../bot/config.ts';
import { createDoc } from '../../../../services/store/access.ts';
import { INSTALLATION, installations } from '../../../../services/store/documents-installation.ts';
import type { Installation } from '../../../../services/store/documents-installation.ts';
import { openEmbedded } from '../../../../services/store/embedded.ts';
import type { Store } from '../../../../services/store/port.ts';
import { documentsOf } from '../../../helpers/dump.ts';
import { aFolder } from '../../../helpers/folder.ts';
import { aLivedAcademy } from '../../../helpers/lived-academy.ts';
import { moment } from '../../../helpers/programme.ts';
import { DEMO_FILES } from '../../../helpers/served.ts';
import { AT_REST, aTerminal } from '../terminal.ts';

const SINCE = moment('2023-06-20T08:00Z');
const commands = [
  ['import', ...DEMO_FILES],
  ['anonymise', 'academy-2023'],
];

describe('a command that works beside the bot', function () {
  this.timeout(30_000);
  const folder = aFolder();
  let folders = 0;
  let dataDir: string;
  beforeEach(async () => {
    dataDir = folder.file(`store-${String((folders += 1))}`);
    await inStore(aLivedAcademy);
  });

  async function inStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openEmbedded(storeFile(dataDir));
    return work(store).finally(() => store.close());
  }
  const installation = async () =>
    (await inStore((store) => store.read<Installation>(INSTALLATION.pk, INSTALLATION.id)))?.data;

  async function run(args: readonly string[], confirm: () => Promise<boolean>) {
    const terminal = { ...aTerminal(true), confirm };
    const surroundings = { config: () => ({ dataDir }), wallNow: Date.now, ...AT_REST };
    return { code: await runAcademy(args, { terminal, ...surroundings }), complaints: terminal.complaints };
  }

  const unfit: readonly (readonly [string, Installation, RegExp])[] = [
    [
      'of a Fadder two versions newer',
      { instances: [], writes: { person: 3 } },
      /documents of a newer Fadder that this one cannot read \(person\)\. Nothing was written/,
    ],
    [
      'that is half restored',
      { instances: [], writes: {}, restoring: { file: 'x', since: SINCE } },
      /A file is being restored into this store/,
    ],
  ];
  for (const args of commands) {
    const [command] = args;
    for (const [what, state, said] of unfit)
      it(`${String(command)} does not touch a store ${what}`, async () => {
        await inStore((store) => createDoc(store, installations, state));
        const before = await inStore(documentsOf);
        const { code, complaints } = await run(args, () => assert.fail('asked'));
        assert.equal(code, 1);
        assert.match(complaints.join('\n'), said);
        assert.deepEqual(await inStore(documentsOf), before);
        assert.deepEqual(await installation(), state);
      });

    it(`${String(command)} counts as one of those that work on the store, until its end`, async () => {
      let working: number | undefined;
      const { code } = await run(args, async () => {
        working = (await installation())?.instances.length;
        return true;
      });
      assert.deepEqual([code, working], [0, 1]);
      assert.deepEqual((await installation())?.instances, []);
    });
  }
});
