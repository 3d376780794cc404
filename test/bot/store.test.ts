import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { CosmosClient } from '@azure/cosmos';
import { startBot } from '../../bot/bot.ts';
import { runAcademy } from '../../bot/cli/run.ts';
import { readConfig, storeFile } from '../../bot/config.ts';
import { DEFINITION } from '../../services/store/cosmos/definition.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import { startCosmos } from '../helpers/cosmos/server.ts';
import type { CosmosServer } from '../helpers/cosmos/server.ts';
import { isWrite } from '../helpers/cosmos/world.ts';
import { aFolder } from '../helpers/folder.ts';
import { freePort } from '../helpers/free-port.ts';
import { serving } from '../helpers/served.ts';
import { aDoc } from '../helpers/store-docs.ts';
import { AT_REST, aTerminal } from './cli/terminal.ts';

const WRONG_KEY = Buffer.from('a key that is not the right one').toString('base64');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the bot that starts', () => {
  let server: CosmosServer;
  let databases = 0;
  let COSMOS_DATABASE: string;
  beforeEach(async () => {
    server = await startCosmos();
    COSMOS_DATABASE = `fadder-${String((databases += 1))}`;
  });
  afterEach(() => server.close());

  type Environment = Readonly<Record<string, string>>;
  const here = (): Environment => ({
    ...{ PORT: '0', COSMOS_ENDPOINT: server.endpoint, COSMOS_KEY: server.key, COSMOS_DATABASE },
  });
  const sdk = () =>
    new CosmosClient({
      endpoint: server.endpoint,
      key: server.key,
      connectionPolicy: { enableEndpointDiscovery: false },
    });
  const starts = (environment: Environment) =>
    startBot(readConfig(environment), { log: silent, running: false });
  const store = async (environment: Environment = here()) => {
    const terminal = aTerminal();
    const code = await runAcademy(['store'], {
      terminal,
      config: () => readConfig(environment),
      wallNow: Date.now,
      ...AT_REST,
    });
    return { code, printed: terminal.printed.join('\n'), complaints: terminal.complaints.join('\n') };
  };

  /** It does not start, says so, and asks for nothing to be written or made. */
  async function refuses(environment: Environment, said: RegExp): Promise<void> {
    const before = server.asked.length;
    await assert.rejects(starts(environment), (error: unknown) => {
      assert.ok(error instanceof Error);
      assert.match(error.message, said);
      for (const secret of [server.key, WRONG_KEY]) assert.ok(!error.message.includes(secret));
      return true;
    });
    const after = server.asked.slice(before);
    assert.deepEqual(after.filter(isWrite), []);
    assert.deepEqual(
      after.filter(({ method, kind }) => method !== 'GET' && kind !== 'query'),
      [],
    );
  }

  async function aContainer(definition: object, items: readonly object[] = []): Promise<void> {
    const { database } = await sdk().databases.create({ id: COSMOS_DATABASE });
    const { container } = await database.containers.create({ id: 'documents', ...definition });
    for (const item of items) await container.items.create(item);
  }

  it('keeps what it knows in the account that is named', async () => {
    assert.equal((await store()).code, 0);
    const bot = await starts(here());
    const created = await bot.deps.store.create(aDoc());
    await bot.stop();
    const again = await starts(here());
    assert.deepEqual(await again.deps.store.read(created.pk, created.id), created);
    await again.stop();
  });

  it('takes an empty container into use that was made as it should be', async () => {
    await aContainer(DEFINITION);
    const bots = await Promise.all([starts(here()), starts(here())]);
    for (const bot of bots) await bot.stop();
    const marker = sdk().database(COSMOS_DATABASE).container('documents').item('store', '/fadder');
    const { resource } = await marker.read<{ readonly app: string }>();
    assert.equal(resource?.app, 'Fadder');
  });

  it('says that the key is wrong', async () => {
    await store();
    await refuses({ ...here(), COSMOS_KEY: WRONG_KEY }, /does not accept the key\. Check COSMOS_KEY/);
  });

  it('says that nothing answers at the address', async () => {
    const COSMOS_ENDPOINT = `http://127.0.0.1:${String(await freePort())}`;
    await refuses(
      { ...here(), COSMOS_ENDPOINT },
      /cannot be reached \(ECONNREFUSED\)\. Check COSMOS_ENDPOINT/,
    );
  });

  it('says that what answers is not Cosmos DB', async () => {
    const other = createServer((_request, response) => response.end('<p>Welcome</p>'));
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const COSMOS_ENDPOINT = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}`;
    await refuses(
      { ...here(), COSMOS_ENDPOINT },
      /what answers there is not Cosmos DB\. Check COSMOS_ENDPOINT/,
    );
    other.close();
    other.closeAllConnections();
  });

  it('says that an identity lacks its role', async () => {
    server.fails(() => ({ answer: 403 }));
    await refuses(here(), /lets this identity or address not in .*Cosmos DB Built-in Data Contributor/);
  });

  it('says that there is no such database, or no container, and how to make them', async () => {
    await refuses(here(), /there is no such database\. Make it with: npm run academy -- store/);
    await sdk().databases.create({ id: COSMOS_DATABASE });
    await refuses(here(), /no container "documents"\. Make it with: npm run academy -- store/);
  });

  const marked = { id: 'store', pk: '/fadder' };
  const strange: readonly (readonly [string, object, readonly object[], RegExp])[] = [
    ['of other keys', { partitionKey: { paths: ['/customer'] } }, [], /its partition key should be \/pk/],
    ['of other habits', { ...DEFINITION, defaultTtl: 60 }, [], /time to live should be -1/],
    [
      'of another index',
      { ...DEFINITION, indexingPolicy: { includedPaths: [{ path: '/pk/?' }] } },
      [],
      /should include \/inPartition\/\?, \/across\/\?/,
    ],
    [
      'with documents of others',
      DEFINITION,
      [{ id: 'order', pk: 'customer' }],
      /holds documents of another program/,
    ],
    ['with the mark of others', DEFINITION, [{ ...marked, app: 'Shop' }], /marked by another program/],
    [
      'two versions newer',
      DEFINITION,
      [{ ...marked, app: 'Fadder', version: 3 }],
      /newer Fadder \(store version 3, this one knows 1\)\. Update Fadder/,
    ],
  ];
  for (const [what, definition, items, said] of strange)
    it(`does not touch a container ${what}, and neither does the command`, async () => {
      await aContainer(definition, items);
      await refuses(here(), said);
      const before = server.asked.length;
      const { code, complaints } = await store();
      assert.equal(code, 1);
      assert.match(complaints, said);
      assert.deepEqual(
        server.asked.slice(before).filter((asked) => isWrite(asked) || asked.method === 'PUT'),
        [],
      );
    });

  it('ends as a process with the reason and without the key', async () => {
    const ended = await serving(folder.file('.'), { ...here(), COSMOS_KEY: WRONG_KEY, LOG_LEVEL: 'debug' })
      .ended;
    assert.equal(ended.code, 1);
    assert.match(ended.stderr, /^Cannot open the store "fadder-\d+" at http:.* does not accept the key/);
    assert.ok(![ended.stdout, ended.stderr].join().includes(WRONG_KEY));
    assert.ok(!ended.stderr.includes('    at '), ended.stderr);
  }).timeout(60_000);

  describe('and its command', () => {
    it('makes the database and its container, once', async () => {
      const first = await store();
      assert.match(
        first.printed,
        /^Made the database\.\nMade the container\.\nThe store "fadder-\d+" at .* is as it should be\.\n/,
      );
      assert.match(first.printed, /default consistency is Session\. With several instances set it to Strong/);
      const before = server.asked.length;
      const { code, printed } = await store();
      assert.deepEqual([code, printed.includes('Made')], [0, false]);
      assert.deepEqual(server.asked.slice(before).filter(isWrite), []);
    });

    it('makes the container alone in a database that is empty', async () => {
      await sdk().databases.create({ id: COSMOS_DATABASE });
      assert.match((await store()).printed, /^Made the container\.\nThe store/);
    });

    it('makes nothing in a database of something else', async () => {
      const { database } = await sdk().databases.create({ id: COSMOS_DATABASE });
      await database.containers.create({ id: 'orders' });
      const { code, complaints } = await store();
      assert.equal(code, 1);
      assert.match(complaints, /belongs to something else \(it holds orders\)\. Name another one/);
      const { resources } = await database.containers.readAll().fetchAll();
      assert.deepEqual(
        resources.map(({ id }) => id),
        ['orders'],
      );
    });

    it('names what makes every write dearer', async () => {
      await aContainer({ ...DEFINITION, indexingPolicy: { includedPaths: [{ path: '/*' }] } });
      assert.match((await store()).printed, /also includes \/\*, which makes every write dearer/);
    });

    it('makes the embedded store where no account is named', async () => {
      const DATA_DIR = folder.file('made');
      assert.match((await store({ DATA_DIR })).printed, /The store in the folder .*made is as it should be/);
      assert.ok((await readdir(DATA_DIR)).includes('fadder.sqlite'));
    });
  });

  const folder = aFolder();
  it('says that the folder of the embedded store may not be written to', async function () {
    const DATA_DIR = folder.file('locked');
    await mkdir(DATA_DIR);
    await (await openEmbedded(storeFile(DATA_DIR))).close();
    await chmod(storeFile(DATA_DIR), 0o444);
    await chmod(DATA_DIR, 0o555);
    const restore = asNobody();
    try {
      for (const path of [DATA_DIR, folder.file('locked/below')])
        await assert.rejects(
          starts({ PORT: '0', DATA_DIR: path }),
          /Cannot open the store .*locked.*fadder\.sqlite: .*Check that the folder exists, may be written to and has room/,
        );
    } finally {
      restore();
    }
    await chmod(DATA_DIR, 0o755);
  });

  it('says that the disk is full', async function () {
    if (process.platform === 'win32') this.skip();
    const DATA_DIR = folder.file('full');
    await mkdir(DATA_DIR);
    const ended = await serving(DATA_DIR, {}, MOST_BLOCKS).ended;
    assert.equal(ended.code, 1);
    assert.match(ended.stderr, /^Cannot open the store .*fadder\.sqlite: .*has room\.\n$/);
  }).timeout(60_000);
});

/** Files of the process grow to so many blocks of 512 or 1024 bytes and no further: less than the tables take. */
const MOST_BLOCKS = 8;

/** Root may write anywhere; so for a while this process is nobody. */
function asNobody(): () => void {
  const { geteuid, seteuid } = process;
  if (geteuid?.() !== 0 || !seteuid) return () => undefined;
  seteuid(65_534);
  return () => {
    seteuid(0);
  };
}
