import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { storeFile } from '../../../bot/config.ts';
import { runAcademy } from '../../../bot/cli/run.ts';
import { instant, milliseconds } from '../../../services/domain/time.ts';
import { createDoc, replaceDoc } from '../../../services/store/access.ts';
import { academyPartition, digest, heads, personKeys, persons } from '../../../services/store/documents.ts';
import type { Kind } from '../../../services/store/documents.ts';
import { INSTALLATION, installations, leases } from '../../../services/store/documents-installation.ts';
import type { Installation } from '../../../services/store/documents-installation.ts';
import { newcomers } from '../../../services/store/documents-newcomer.ts';
import { KNOWN } from '../../../services/store/documents-all.ts';
import { openEmbedded } from '../../../services/store/embedded.ts';
import type { Store, Stored } from '../../../services/store/port.ts';
import { tenantId } from '../../../services/domain/ids.ts';
import { Membership } from '../../../services/usecases/installation.ts';
import { documentsOf } from '../../helpers/dump.ts';
import { aFolder } from '../../helpers/folder.ts';
import { aLivedAcademy, HANNA } from '../../helpers/lived-academy.ts';
import { moment } from '../../helpers/programme.ts';
import { everyDoc } from '../../helpers/store-docs.ts';
import { SECOND, secondEntries } from '../../helpers/second-academy.ts';
import { aTerminal } from './terminal.ts';

const NOW = moment('2023-06-20T08:00Z');
const FIRST = 'academy-2023';

/** What a store holds, whatever its ETags and what is left of each life: by where it stands, as a digest. */
async function contentOf(store: Store): Promise<Readonly<Record<string, string>>> {
  const all = (await documentsOf(store)).filter(({ type }) => type !== leases.type);
  return Object.fromEntries(
    all.map(({ etag: _etag, ttl: _ttl, ...doc }) => [`${doc.pk} ${doc.id}`, digest(JSON.stringify(doc))]),
  );
}

describe('npm run academy -- export and restore', function () {
  this.timeout(60_000);
  const folder = aFolder();
  let made = 0;
  let from: string;
  const fresh = (what: string) => folder.file(`${what}-${String((made += 1))}`);

  before(async () => {
    from = fresh('from');
    const store = await openEmbedded(storeFile(from));
    await aLivedAcademy(store);
    await store.close();
  });

  async function run(
    args: readonly string[],
    pause: () => Promise<void> = () => Promise.resolve(),
    wall = NOW,
  ) {
    const terminal = aTerminal();
    const surroundings = {
      config: () => ({ dataDir: from }),
      wallNow: () => milliseconds(wall),
      leaseMs: () => 15_000,
      pause,
    };
    const code = await runAcademy(args, { terminal, ...surroundings });
    return { code, ...terminal, text: [...terminal.printed, ...terminal.complaints].join('\n') };
  }
  async function inStore<T>(dataDir: string, work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openEmbedded(storeFile(dataDir));
    return work(store).finally(() => store.close());
  }
  const content = (dataDir: string) => inStore(dataDir, contentOf);
  async function exported(...args: readonly string[]): Promise<string> {
    const file = fresh('export');
    const { code, text } = await run(['export', file, ...args]);
    assert.equal(code, 0, text);
    return file;
  }
  const linesOf = async (file: string) => (await readFile(file, 'utf8')).trimEnd().split('\n');

  it('brings a whole installation into another store, to the last document', async () => {
    const file = await exported();
    const to = fresh('to');
    const { code, text } = await run(['restore', file, '--data-dir', to]);
    assert.equal(code, 0, text);
    const there = await content(to);
    assert.deepEqual(there, await content(from));
    assert.ok(Object.keys(there).length > 80);
  });

  it('says what is in the file, which only its owner can read', async () => {
    const file = fresh('export');
    const { text } = await run(['export', file]);
    assert.match(text, /personal data in the clear: names, addresses/);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
  });

  it('leaves out what belongs to processes: leases, notes of activities, who works on the store', async () => {
    const types = new Set((await linesOf(await exported())).map((line) => /"type":"(\w+)"/.exec(line)?.[1]));
    for (const type of ['lease', 'seen', 'installation']) assert.ok(!types.has(type), type);
    assert.ok(types.has('calendarSecret'));
  });

  it('restoring twice does nothing the second time', async () => {
    const [file, to] = [await exported(), fresh('to')];
    await run(['restore', file, '--data-dir', to]);
    const etags = () => inStore(to, async (store) => (await documentsOf(store)).map(({ etag }) => etag));
    const before = await etags();
    const { code, text } = await run(['restore', file, '--data-dir', to]);
    assert.equal(code, 0);
    assert.match(text, /Nothing to do: all of it is there/);
    assert.deepEqual(await etags(), before);
  });

  it('takes one academy with its people and nothing of another', async () => {
    const file = await exported('--academy', FIRST);
    const text = await readFile(file, 'utf8');
    assert.ok(text.includes(HANNA) && text.includes('We shorten every contract'));
    for (const trace of [SECOND, 'calendarSecret', ...secondEntries.map(({ address }) => address)])
      assert.ok(!text.includes(trace), trace);
    const to = fresh('to');
    assert.equal((await run(['restore', file, '--data-dir', to])).code, 0);
    const there = await content(to);
    const own = Object.entries(await content(from)).filter(([place]) =>
      /^([ad]:academy-2023[: ]|agenda \w+:academy-2023)/.test(place),
    );
    assert.ok(own.length > 50);
    for (const [place, as] of own) assert.equal(there[place], as, place);
    await inStore(to, async (store) => {
      assert.equal((await everyDoc(store, { type: persons.type, limit: 50 })).length, 7);
      assert.equal((await everyDoc(store, { type: personKeys.type, limit: 50 })).length, 7);
    });
  });

  it('says so where there is no such academy, and writes nothing', async () => {
    const file = fresh('export');
    const { code, text } = await run(['export', file, '--academy', 'nowhere']);
    assert.deepEqual([code, existsSync(file)], [1, false]);
    assert.match(text, /There is no academy nowhere/);
  });

  it('does not overwrite a file, nor what else a store holds', async () => {
    const file = await exported();
    const again = await run(['export', file]);
    assert.equal(again.code, 1);
    assert.match(again.text, /is there already/);
    const to = fresh('to');
    await inStore(to, async (store) => {
      const [person] = await inStore(from, (source) => everyDoc(source, { type: persons.type, limit: 1 }));
      assert.ok(person);
      const { etag: _etag, ...doc } = person;
      await store.create({ ...doc, data: { ...(doc.data as object), name: 'Somebody Else' } });
    });
    const before = await content(to);
    const { code, text } = await run(['restore', file, '--data-dir', to]);
    assert.equal(code, 1);
    assert.match(
      text,
      /Nothing was written: the store holds something else under these ids:\n {2}person p:p-/,
    );
    assert.deepEqual(await content(to), before);
  });

  const damages: readonly [string, (lines: string[]) => string, RegExp][] = [
    ['cut off in a line', (lines) => lines.join('\n').slice(0, 5000), /its last line is not whole/],
    ['without its end', (lines) => `${lines.slice(0, -1).join('\n')}\n`, /its end is missing/],
    [
      'with a letter changed',
      (lines) => `${lines.join('\n').replace('South Savo', 'North Savo')}\n`,
      /altered or damaged/,
    ],
    ['with a line taken out', (lines) => `${lines.toSpliced(5, 1).join('\n')}\n`, /altered or damaged/],
    [
      'with something after its end',
      (lines) => `${lines.join('\n')}\n{}\n`,
      /something follows its last line/,
    ],
    [
      'with a line that is no document',
      (lines) => `${lines.toSpliced(3, 0, '{"pk":1}').join('\n')}\n`,
      /line 4 is no document/,
    ],
    [
      'of a later format',
      (lines) => `${lines.join('\n').replace('"format":1', '"format":2')}\n`,
      /it is of format 2/,
    ],
    ['that is something else', () => 'name,address\n', /it is no export of Fadder/],
    ['that is empty', () => '', /it is empty/],
  ];
  for (const [name, damage, says] of damages)
    it(`refuses a file ${name}, before there is a store`, async () => {
      const [file, to] = [fresh('damaged'), fresh('to')];
      await writeFile(file, damage(await linesOf(await exported())));
      const { code, text } = await run(['restore', file, '--data-dir', to]);
      assert.equal(code, 1);
      assert.match(text, says);
      assert.ok(!existsSync(to));
    });

  it('keeps what is left of a document’s life, and leaves out what is over', async () => {
    const file = await exported();
    const life = async (wall: string) => {
      const to = fresh('to');
      const { text } = await run(['restore', file, '--data-dir', to], undefined, moment(wall));
      const docs = await inStore(to, (store) => everyDoc(store, { type: newcomers.type, limit: 5 }));
      return { text, ttl: docs[0]?.ttl };
    };
    // It was asked on 15 June and lives for ninety days.
    assert.equal((await life('2023-07-15T06:00Z')).ttl, 60 * 86_400);
    const late = await life('2023-09-13T06:00Z');
    assert.equal(late.ttl, undefined);
    assert.match(late.text, /Left out, since their time is over: \d/);
  });

  describe('beside a running bot', () => {
    async function aStore(): Promise<string> {
      const [file, to] = [await exported('--academy', FIRST), fresh('running')];
      await run(['restore', file, '--data-dir', to]);
      return to;
    }
    const join = (store: Store) =>
      Membership.join({ store, id: 'bot', knows: KNOWN, wallNow: () => instant(milliseconds(NOW)) });

    it('refuses both, and says how to go on', async () => {
      const [to, file] = [await aStore(), await exported('--academy', SECOND)];
      await inStore(to, join);
      const before = await content(to);
      for (const args of [
        ['export', fresh('no')],
        ['restore', file],
      ]) {
        const { code, text } = await run([...args, '--data-dir', to]);
        assert.equal(code, 1);
        assert.match(
          text,
          /A bot works on this store .* Stop it first\. If it has crashed, say --stopped\. Nothing was written/,
        );
      }
      assert.deepEqual(await content(to), before);
      assert.equal((await run(['export', fresh('yes'), '--data-dir', to, '--stopped'])).code, 0);
    });

    it('refuses while a lease is alive, and takes one that stands still for dead', async () => {
      const to = await aStore();
      const lease = { tenant: tenantId('t'), owner: 'one', epoch: 1, counter: 1 };
      const held = await inStore(to, (store) => createDoc(store, leases, lease));
      const renew = () =>
        inStore(to, async (store) => {
          await replaceDoc(store, leases, { ...lease, counter: 2 }, held);
        });
      const alive = await run(['export', fresh('no'), '--data-dir', to, '--stopped'], renew);
      assert.match(alive.text, /its lease is alive/);
      assert.equal((await run(['export', fresh('yes'), '--data-dir', to])).code, 0);
    });

    it('gives an export no name when a bot was started meanwhile', async () => {
      const [to, file] = [await aStore(), fresh('export')];
      const lease = { tenant: tenantId('t'), owner: 'one', epoch: 1, counter: 1 };
      await inStore(to, (store) => createDoc(store, leases, lease));
      // Started once the command has looked who is there.
      const { code, text } = await run(['export', file, '--data-dir', to], () =>
        inStore(to, join).then(() => undefined),
      );
      assert.equal(code, 1, text);
      assert.match(text, /started on this store meanwhile/);
      assert.deepEqual([existsSync(file), existsSync(`${file}.partial`)], [false, false]);
    });
  });

  describe('interrupted', () => {
    it('a restore is finished by running it again, by the same file alone, and no bot starts before', async () => {
      const [file, other, to] = [await exported(), await exported('--academy', FIRST), fresh('to')];
      const { sha256 } = (JSON.parse((await linesOf(file)).at(-1) ?? '') as { end: { sha256: string } }).end;
      await inStore(to, async (store) => {
        const restoring = { file: sha256, since: NOW };
        await createDoc(store, installations, { instances: [], writes: {}, restoring });
        const half = (await linesOf(file)).slice(1, 60).map((line) => JSON.parse(line) as Stored);
        for (const doc of half) if (doc.ttl === undefined) await store.create(doc);
        const bot = { store, id: 'bot', knows: KNOWN, wallNow: () => NOW };
        await assert.rejects(Membership.join(bot), /run the same restore again/);
      });
      assert.match(
        (await run(['restore', other, '--data-dir', to])).text,
        /another file into this store was interrupted/,
      );
      assert.equal((await run(['restore', file, '--data-dir', to])).code, 0);
      await inStore(to, async (store) => {
        const there = await store.read<Installation>(INSTALLATION.pk, INSTALLATION.id);
        assert.deepEqual(there?.data, { instances: [], writes: there?.data.writes });
      });
      assert.deepEqual(await content(to), await content(from));
    });

    it('an export leaves half a file under another name, which the next one replaces', async () => {
      const file = fresh('export');
      await writeFile(`${file}.partial`, 'half', { mode: 0o644 });
      assert.equal((await run(['export', file])).code, 0);
      assert.equal((await stat(file)).mode & 0o777, 0o600);
      assert.ok(!existsSync(`${file}.partial`));
    });
  });

  describe('anonymise', () => {
    it('says with --dry-run when and what would go, and changes nothing', async () => {
      const before = await content(from);
      const { code, text } = await run(['anonymise', FIRST, '--dry-run']);
      assert.equal(code, 0);
      assert.match(text, /its retention ends at 2024-11-15T21:59:59\.999Z/);
      assert.match(text, /addresses and accounts: 6\nPeople whom another academy still knows.*: 1\n/);
      assert.match(text, /answer: 2\n[^]*message: 1\n[^]*delivery: 3\d\n[^]*Nothing was changed/);
      assert.deepEqual(await content(from), before);
    });

    it('asks before it does it, and shows the figures from then on', async () => {
      const [file, to] = [await exported(), fresh('to')];
      await run(['restore', file, '--data-dir', to]);
      const unasked = await run(['anonymise', FIRST, '--data-dir', to]);
      assert.deepEqual([unasked.code, await content(to)], [2, await content(from)]);
      assert.equal((await run(['anonymise', FIRST, '--data-dir', to, '--yes'])).code, 0);
      const { text } = await run(['anonymise', FIRST, '--data-dir', to]);
      assert.match(text, /was anonymised at 2023-06-20[^]*"coordinator": 1/);
      const again = await run(['export', fresh('export'), '--data-dir', to, '--academy', FIRST]);
      assert.equal(again.code, 0, 'what is left can be carried on');
    });
  });

  it('refuses a file of a newer Fadder', async () => {
    const [source, to] = [fresh('newer'), fresh('to')];
    const newer: Kind<never> = { ...(heads as Kind<never>), schema: 3 };
    await inStore(source, async (store) => {
      const doc = {
        pk: academyPartition(SECOND),
        id: 'head',
        type: newer.type,
        sort: 'x',
        schema: 3,
        data: {},
      };
      await store.create(doc);
    });
    const file = fresh('export');
    await run(['export', file, '--data-dir', source]);
    const { code, text } = await run(['restore', file, '--data-dir', to]);
    assert.equal(code, 1);
    assert.match(text, /newer Fadder \(head\)/);
    assert.deepEqual(await content(to), {});
  });
});
