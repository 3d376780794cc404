import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { startBot } from '../../bot/bot.ts';
import { readConfig, storeFile } from '../../bot/config.ts';
import { DEMO_TENANT } from '../../deploy/local/teams/account.ts';
import { startLoopbackTeams } from '../../deploy/local/teams/teams.ts';
import type { LoopbackTeams } from '../../deploy/local/teams/teams.ts';
import type { Respond } from '../../deploy/local/teams/faults.ts';
import { cardIn } from '../../deploy/local/teams/world.ts';
import { freePort } from '../helpers/free-port.ts';
import type { Delivery } from '../../services/domain/delivery.ts';
import { openEmbedded } from '../../services/store/embedded.ts';
import { DEMO, demoFiles, importInto, wordsOf } from '../helpers/academy.ts';
import { cardsWith } from '../helpers/acts.ts';
import { docsOf } from '../helpers/dump.ts';
import { aFolder } from '../helpers/folder.ts';
import { academy, DEMO_FILES, endpointOf, serving } from '../helpers/served.ts';
import type { Process } from '../helpers/served.ts';
import { everyDoc } from '../helpers/store-docs.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { instant } from '../../services/domain/time.ts';
import { answers, deliveries } from '../../services/store/documents.ts';
import { Academies } from '../../services/usecases/academies.ts';
import { moveClock } from '../../services/usecases/clock.ts';

describe('the bot as a process', function () {
  this.timeout(60_000);
  const folder = aFolder();
  const started: Process[] = [];
  let teams: LoopbackTeams | undefined;

  async function dataDir(name: string): Promise<string> {
    const path = folder.file(name);
    await mkdir(path, { recursive: true });
    return path;
  }

  const serve = (...args: Parameters<typeof serving>): Process => {
    const bot = serving(...args);
    started.push(bot);
    return bot;
  };

  async function teamsAt(botUrl: string, respond?: Respond): Promise<LoopbackTeams> {
    const { entries } = demoFiles();
    const people = [...new Map(entries.map((entry) => [entry.address, entry])).values()];
    teams = await startLoopbackTeams({
      botUrl,
      people: people.map(({ name, address }) => ({ name, address, tenant: DEMO_TENANT })),
      ...(respond ? { respond } : {}),
    });
    return teams;
  }

  afterEach(async () => {
    for (const bot of started.splice(0)) {
      bot.kill('SIGKILL');
      await bot.ended;
    }
    await teams?.close();
    teams = undefined;
  });

  it('says where it listens, is well, and ends in order', async () => {
    const bot = serve(await dataDir('plain'));
    const url = await endpointOf(bot);
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/api\/messages$/);
    const health = await fetch(new URL('/healthz', url));
    assert.equal(health.status, 200);
    assert.equal((await fetch(url, { method: 'HEAD' })).status, 200);
    bot.kill('SIGTERM');
    assert.deepEqual(await bot.ended.then(({ code, stderr }) => [code, stderr]), [0, '']);
  });

  it('that is to end sends nobody more, finishes the send under way, and ends with 0', async () => {
    const path = await dataDir('draining');
    assert.equal((await academy(path, 'import', ...DEMO_FILES, '--yes')).code, 0);
    const bot = serve(path);
    const url = await endpointOf(bot);
    let reached = (): void => undefined;
    let release = (): void => undefined;
    const underWay = new Promise<void>((resolve) => (reached = resolve));
    const released = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
    const { people } = await teamsAt(url, ({ operation }) => {
      if (operation !== 'send') return undefined;
      reached();
      return released;
    });
    const [person] = people;
    assert.ok(person);
    await person.install();
    await underWay;
    const ready = async () => (await fetch(new URL('/readyz', url))).status;
    assert.equal(await ready(), 200);
    bot.kill('SIGTERM');
    // The test's own time is the limit: the signal takes a moment to arrive.
    while ((await ready()) === 200);
    assert.equal(await ready(), 503);
    release();
    assert.deepEqual(await bot.ended.then(({ code, stderr }) => [code, stderr]), [0, '']);
    const store = await openEmbedded(storeFile(path));
    const all = await everyDoc(store, { type: deliveries.type, limit: 100 });
    await store.close();
    const states = all.map(({ data }) => (data as Delivery).state.state);
    assert.ok(states.includes('sent'), states.join());
    assert.ok(!states.includes('sending') && !states.includes('held'), states.join());
    assert.equal(person.messages().length, states.filter((state) => state === 'sent').length);
  });

  it('ends in order at once while a client keeps its connection', async () => {
    const bot = serve(await dataDir('kept'));
    const url = await endpointOf(bot);
    const agent = new Agent({ keepAlive: true });
    const asked = get(new URL('/healthz', url), { agent });
    const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream];
    response.resume();
    await once(response, 'end');
    const since = performance.now();
    bot.kill('SIGINT');
    assert.equal((await bot.ended).code, 0);
    assert.ok(performance.now() - since < 4000);
    agent.destroy();
  });

  it('names every wrong variable at once, and ends with 1', async () => {
    const wrong = { PORT: 'many', POLL_MS: '1', LOG_LEVEL: 'loud', SENDS_PER_SECOND: '0' };
    const { code, stdout, stderr } = await serve(await dataDir('wrong'), wrong).ended;
    assert.deepEqual([code, stdout], [1, '']);
    for (const name of Object.keys(wrong)) assert.match(stderr, new RegExp(`^${name} should hold `, 'm'));
    assert.equal(stderr.trim().split('\n').length, 4);
  });

  it('refuses to listen beyond this machine without an app id', async () => {
    const { code, stderr } = await serve(await dataDir('open'), { HOST: '0.0.0.0' }).ended;
    assert.equal(code, 1);
    assert.match(stderr, /HOST is 0\.0\.0\.0.*MicrosoftAppId/);
  });

  it('names a port that is taken', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const PORT = String((other.address() as AddressInfo).port);
    const { code, stderr } = await serve(await dataDir('taken'), { PORT }).ended;
    assert.deepEqual([code, stderr.includes(`Port ${PORT} on 127.0.0.1 is taken`)], [1, true]);
    assert.ok(!stderr.includes('    at '), stderr);
    await new Promise((resolve) => other.close(resolve));
  });

  it('says what is wrong with a store that cannot be opened', async () => {
    const path = await dataDir('foreign');
    await writeFile(storeFile(path), 'This is not a database, and quite long enough to be seen as none.');
    const foreign = await serve(path).ended;
    assert.equal(foreign.code, 1);
    assert.match(foreign.stderr, /Cannot open the store .*not a database/);
    const { code, stderr } = await serve(path, { DATA_DIR: storeFile(path) }).ended;
    assert.equal(code, 1);
    assert.match(stderr, /Cannot open the store/);
  });

  it('sees what was imported before it started', async () => {
    const path = await dataDir('before');
    assert.equal((await academy(path, 'import', ...DEMO_FILES, '--yes')).code, 0);
    const bot = serve(path);
    const { people, next } = await teamsAt(await endpointOf(bot));
    const welcomed = next(({ call }) => call.operation === 'send');
    await people[0]?.install();
    await welcomed;
    assert.ok(people[0]?.messages().length);
  });

  it('sees what is imported while it runs', async () => {
    const path = await dataDir('while');
    const bot = serve(path);
    const { people, next } = await teamsAt(await endpointOf(bot));
    const [person] = people;
    assert.ok(person);
    const refused = next(({ call }) => call.operation === 'send');
    await person.install();
    await refused;
    assert.equal((await academy(path, 'import', ...DEMO_FILES, '--yes')).code, 0);
    const welcomed = next(({ call }) => isWelcome(call.body));
    await person.says('help');
    await welcomed;
  });

  describe('killed', () => {
    /** Settles what is left of the sends, with nothing going on beside it. */
    async function finish(path: string): Promise<readonly Delivery[]> {
      const config = readConfig({ PORT: '0', DATA_DIR: path, SENDS_PER_SECOND: '1000' });
      let ticks = 0;
      const bot = await startBot(config, { running: false, log: silent, ticks: () => ticks });
      await bot.engine.runDue();
      // Those who were killed give no sign for a whole term.
      ticks += config.leaseMs + 1;
      await bot.engine.runDue();
      const all = await everyDoc(bot.deps.store, { type: deliveries.type, limit: 500 });
      await bot.stop();
      return all.map(({ data }) => data as Delivery);
    }

    /** One port for every process: people write to where the bot was. */
    async function living(path: string): Promise<{ start(): Promise<Process>; teams: LoopbackTeams }> {
      const PORT = String(await freePort());
      return {
        teams: await teamsAt(`http://127.0.0.1:${PORT}/api/messages`),
        start: async () => {
          const bot = serve(path, { PORT });
          await endpointOf(bot);
          return bot;
        },
      };
    }

    async function imported(name: string): Promise<string> {
      const path = await dataDir(name);
      const store = await openEmbedded(storeFile(path));
      const { programme, entries } = demoFiles();
      await importInto(store, programme, entries);
      const wallNow = () => instant(Date.now());
      const academies = new Academies(store, wallNow);
      await moveClock({ store, academies, wallNow }, DEMO, instant(Date.parse('2023-05-31T06:00Z')));
      await store.close();
      return path;
    }

    it('in the middle of sends doubles no card and loses none', async () => {
      const path = await imported('sends');
      const { teams: here, start } = await living(path);
      let heard: readonly Person[] = here.people;
      for (const after of [20, 70]) {
        const bot = await start();
        let sends = 0;
        here.respond(({ operation }) => {
          if (operation === 'send') sends += 1;
          if (sends === after) bot.kill('SIGKILL');
          return undefined;
        });
        const done = await Promise.allSettled(heard.map((person) => person.install()));
        await bot.ended;
        heard = heard.filter((_, index) => done[index]?.status === 'rejected');
      }
      here.respond(undefined);
      const last = await start();
      await Promise.all(heard.map((person) => person.install()));
      last.kill('SIGTERM');
      assert.equal((await last.ended).code, 0);

      const all = await finish(path);
      const states = new Set(all.map(({ state }) => state.state));
      for (const state of states)
        assert.ok(['sent', 'held', 'skipped', 'unreachable', 'superseded'].includes(state), state);
      for (const { account, messages } of here.people.map((p) => ({
        account: p.account,
        messages: p.messages(),
      }))) {
        const mine = all.filter(
          ({ state }) => state.state === 'sent' && state.conversationId === account.conversationId,
        );
        const shown = new Set(messages.map(({ id }) => id));
        for (const { state } of mine) assert.ok(state.state === 'sent' && shown.has(state.activityId));
        const cards = messages.map((message) => wordsOf(cardIn(message)));
        assert.equal(new Set(cards).size, cards.length, `${account.name} got a card twice`);
      }
      const cards = here.people.reduce((sum, person) => sum + person.messages().length, 0);
      const counts = (state: string) => all.filter((delivery) => delivery.state.state === state).length;
      assert.ok(cards >= counts('sent') && cards <= counts('sent') + counts('held'), `${cards} cards`);
    });

    it('in the middle of answers keeps every answer that was acknowledged', async () => {
      const path = await imported('answers');
      const { teams: here, start } = await living(path);
      const first = await start();
      await Promise.all(here.people.map((person) => person.install()));
      first.kill('SIGTERM');
      assert.equal((await first.ended).code, 0);
      await finish(path);

      const bot = await start();
      const acknowledged: string[] = [];
      const answering = here.people.map(async (person) => {
        const [form] = cardsWith(person, 'prompt.answer');
        const text = `What ${person.account.name} thinks`;
        const { card } = form ? await person.acts(form, 'prompt.answer', { text, share: 'academy' }) : {};
        if (!wordsOf(card).includes(text)) return;
        acknowledged.push(text);
        if (acknowledged.length === 12) bot.kill('SIGKILL');
      });
      await Promise.allSettled(answering);
      await bot.ended;
      assert.ok(acknowledged.length >= 12);

      const store = await openEmbedded(storeFile(path));
      const kept = await docsOf(store, DEMO, answers);
      await store.close();
      const texts = kept.map(({ revisions }) => JSON.stringify(revisions));
      for (const text of acknowledged)
        assert.ok(
          texts.some((revisions) => revisions.includes(text)),
          text,
        );
      const again = await start();
      again.kill('SIGTERM');
      assert.equal((await again.ended).code, 0);
    });
  });
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A card, and not the polite no to a stranger. */
function isWelcome(body: unknown): boolean {
  return JSON.stringify(body ?? {}).includes('language.set');
}
