import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { startBot } from '../../../bot/bot.ts';
import { readConfig } from '../../../bot/config.ts';
import type { Here } from '../../../bot/watching/action.ts';
import { carefulLog } from '../../../bot/watching/log.ts';
import { followedStore } from '../../../bot/watching/store.ts';
import { counters, histograms } from '../../../bot/watching/telemetry.ts';
import type { Telemetry } from '../../../bot/watching/telemetry.ts';
import { academyId } from '../../../services/domain/ids.ts';
import { instant } from '../../../services/domain/time.ts';
import { aStore } from '../../helpers/a-store.ts';
import type { TrailDeps } from '../../../bot/watching/trail.ts';
import { trailOf } from '../../../bot/watching/trail.ts';
import { aCosmosWorld } from '../../helpers/cosmos/world.ts';
import { aDeliveryWorld } from '../../helpers/delivery-world.ts';
import { failingAt } from '../../helpers/failing-store.ts';
import { measuredIn, startIngestion } from '../../helpers/ingestion.ts';
import { aDoc, failure } from '../../helpers/store-docs.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the metrics', () => {
  it('are those that the page names, with their units and what they say', () => {
    const page = readFileSync(new URL('../../../bot/watching/watching.md', import.meta.url), 'utf8');
    const rows = page
      .split('\n')
      .filter((line) => line.startsWith('| `fadder.'))
      .map((line) => line.split('|').map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')))
      .map(([, name, unit, , says]) => [name, unit, says]);
    const measured = Object.entries({ ...counters, ...histograms }).map(([name, { unit, description }]) => [
      ...[name, unit],
      `${description.charAt(0).toLowerCase()}${description.slice(1)}`,
    ]);
    assert.deepEqual(rows.sort(), measured.sort());
  });

  it('count what the store was asked, and when it asked to wait', async () => {
    const counted: string[] = [];
    const telemetry: Pick<Telemetry, 'count'> = {
      count: (what, facts) => counted.push(`${what} ${JSON.stringify(facts)}`),
    };
    const by = watchers();
    const busy = failingAt(await aStore(), 1, { once: true, failure: 'throttled' });
    const store = followedStore({ ...by, telemetry: { ...none, ...telemetry } }, busy);
    await assert.rejects(store.create(aDoc()), failure('throttled'));
    await store.create(aDoc());
    const asked = (outcome: string) =>
      `fadder.store.operations ${JSON.stringify({ operation: 'create', type: 'note', outcome })}`;
    assert.deepEqual(counted, [asked('throttled'), 'fadder.throttled {"by":"store"}', asked('done')]);
  });

  it('say how late a card was, from when it was due to when it was sent', async () => {
    const recorded: unknown[] = [];
    const telemetry: Telemetry = { ...none, record: (...what) => recorded.push(what) };
    const by = watchers();
    const world = await aDeliveryWorld();
    await world.engine().runDue();
    await world.tell({});
    world.now += 90_000;
    const { sent } = trailOf({ ...by, telemetry });
    await world.engine('one', { trail: { ...trailOf(by), sent } }).runDue();
    assert.ok(world.posts.length > 0);
    assert.deepEqual(
      recorded,
      world.posts.map(() => ['fadder.send.lag', 90, {}]),
    );
  });

  describe('of Cosmos DB', () => {
    const world = aCosmosWorld();

    it('count the request units of each operation, and the log tells those of an action', async () => {
      const ingestion = await startIngestion();
      const lines: Record<string, unknown>[] = [];
      const debug = (facts: Record<string, unknown>, what: string) => {
        if (what === 'Cosmos DB was asked') lines.push(facts);
      };
      const { endpoint, key } = world().server;
      const config = readConfig({
        ...{ PORT: '0', COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key },
        APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
      });
      const bot = await startBot(config, { running: false, log: { ...silent, debug } });
      const { store, trail } = bot.deps;
      const { pk, id } = await store.create(aDoc());
      for (let n = 0; n < 3; n += 1) await store.read(pk, id);
      await store.query({ type: 'nothing', limit: 1 });
      assert.equal(lines.length, 0, 'none of it belongs to an action');
      const entry = { dueAt: instant(0), academy: academyId('here') };
      await trail?.due(entry, () => store.read(pk, id));
      const told = { operation: 'read', units: 1, requests: 1, documents: 1 };
      assert.deepEqual(
        lines.map(({ action, ...facts }) => [typeof action, facts]),
        [['string', told]],
      );
      await store.delete(pk, id);
      await assert.rejects(store.delete(pk, id), failure('notFound'));
      await bot.stop();
      const units = measuredIn(ingestion.envelopes());
      await ingestion.close();
      // The emulator charges one for each request.
      assert.equal(units('fadder.store.units', { operation: 'delete', outcome: 'done' }), 1);
      assert.equal(units('fadder.store.units', { operation: 'delete', outcome: 'notFound' }), 1);
      assert.ok(units('fadder.store.units', { operation: 'read', outcome: 'done' }) >= 3);
      assert.equal(units('fadder.store.units', { operation: 'queryAcross', outcome: 'done' }), 2);
    });
  });
});

function watchers(): TrailDeps {
  const here: Here = new AsyncLocalStorage();
  return { log: carefulLog(silent, here), here, ticks: () => 0, random: () => randomBytes(16) };
}

const none: Telemetry = {
  begin: () => ({ end: () => undefined }),
  count: () => undefined,
  record: () => undefined,
  stop: () => Promise.resolve(),
};
