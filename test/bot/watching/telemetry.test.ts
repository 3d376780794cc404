import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { startBot } from '../../../bot/bot.ts';
import { readConfig } from '../../../bot/config.ts';
import { anAcademy } from '../../helpers/academy.ts';
import type { AcademyWorld, WorldOptions } from '../../helpers/academy.ts';
import { aFolder } from '../../helpers/folder.ts';
import { measuredIn, startIngestion } from '../../helpers/ingestion.ts';
import type { Envelope, Ingestion } from '../../helpers/ingestion.ts';
import { endpointOf, serving } from '../../helpers/served.ts';

/** Told of what is done, line by line. */
function diary() {
  const lines: { readonly what: string; readonly facts: Readonly<Record<string, unknown>> }[] = [];
  const note = (facts: Readonly<Record<string, unknown>>, what: string) => void lines.push({ what, facts });
  return { lines, log: { debug: note, info: note, warn: note, error: note } };
}

const operationOf = ({ tags }: Envelope) => tags['ai.operation.id'] ?? '';
const nameOf = ({ data }: Envelope) => String(data.baseData['name']);

describe('telemetry', function () {
  this.timeout(60_000);
  const folder = aFolder();
  let ingestion: Ingestion;
  let world: AcademyWorld | undefined;

  beforeEach(async () => {
    ingestion = await startIngestion();
  });
  afterEach(async () => {
    await world?.close();
    world = undefined;
    await ingestion.close();
  });

  const measured = async (options: WorldOptions = {}): Promise<AcademyWorld> => {
    const environment = { APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString };
    world = await anAcademy({ installed: ['ebba'], environment, ...options });
    return world;
  };

  /** Ends the world: what is left is handed in. */
  const handedIn = async (): Promise<readonly Envelope[]> => {
    await world?.close();
    world = undefined;
    return ingestion.envelopes();
  };

  it('shows an action as one trace, from the activity to the send that it caused', async () => {
    const { lines, log } = diary();
    await measured({ bot: { log } });
    const spans = (await handedIn()).filter(({ data }) => data.baseType !== 'MetricData');
    const made = spans.find(
      (span) => nameOf(span) === 'store batch' && JSON.stringify(span).includes('"fadder.type":"notice"'),
    );
    assert.ok(made);
    const action = operationOf(made);
    const names = spans.filter((span) => operationOf(span) === action).map(nameOf);
    for (const name of ['activity installationUpdate', 'notice', 'store replace', 'teams post'])
      assert.ok(names.includes(name), `${name} among ${names.join(', ')}`);
    const root = spans.find((span) => operationOf(span) === action && nameOf(span).startsWith('activity'));
    assert.equal(root?.data.baseData['id'], action.slice(0, 16));
    const logged = new Set(lines.filter(({ facts }) => facts['action'] === action).map(({ what }) => what));
    assert.deepEqual(
      [...logged].sort(),
      [
        'Teams was asked',
        'an activity was dealt with',
        'something due was worked on',
        'the store was asked',
      ].sort(),
    );
  });

  it('counts outcomes, operations and throttling, and says how long it took', async () => {
    let refused = 0;
    const respond: WorldOptions['respond'] = ({ operation }) =>
      operation === 'send' && (refused += 1) === 1
        ? { status: 429, body: {}, headers: { 'retry-after': '0' } }
        : undefined;
    let ahead = 0;
    const now = () => Date.now() + ahead;
    const here = await measured({ respond, bot: { now } });
    ahead = 60_000;
    await here.settle();
    await here.person('ebba').says('help');
    const of = measuredIn(await handedIn());
    assert.ok(of('fadder.deliveries', { outcome: 'sent' }) >= 1);
    assert.equal(of('fadder.throttled', { by: 'teams' }), 1);
    assert.ok(of('fadder.store.operations', { operation: 'batch', type: 'notice', outcome: 'done' }) >= 1);
    assert.ok(of('fadder.action.duration', { verb: 'help', outcome: 'done' }) > 0);
  });

  it('lets another process go on with the action that caused a notice', async () => {
    const [first, second] = [diary(), diary()];
    const here = await anAcademy({ installed: [], bot: { log: first.log } });
    world = here;
    await here.person('ebba').install();
    const asked = first.lines.find(({ facts }) => facts['kind'] === 'installationUpdate');
    assert.match(String(asked?.facts['action']), /^[0-9a-f]{32}$/);
    // It does not close the store, which is the other one's.
    const store = { ...bound(here.store), close: () => Promise.resolve() };
    const other = await startBot(readConfig({ PORT: '0' }), { store, running: false, log: second.log });
    await other.engine.runDue();
    await other.stop();
    const sent = second.lines.find(
      ({ what, facts }) => what === 'Teams was asked' && facts['request'] === 'post',
    );
    assert.equal(sent?.facts['action'], asked?.facts['action']);
    assert.equal(sent?.facts['result'], 'accepted');
  });

  for (const mood of ['fails', 'hangs'] as const)
    it(`disturbs nobody when Azure Monitor ${mood}, and ends in time`, async () => {
      ingestion.mood = mood;
      const { lines, log } = diary();
      const here = await measured({ bot: { log, reporting: { metrics: 100, spans: 50 } } });
      const answer = await here.person('ebba').says('help');
      assert.equal(answer.status, 200);
      const complaints = () => lines.filter(({ what }) => /^Azure Monitor does not take/.test(what)).length;
      // The test's own time is the limit.
      const heard = () => (mood === 'fails' ? complaints() : ingestion.raw.length);
      while (heard() === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      const since = performance.now();
      await handedIn();
      assert.ok(performance.now() - since < 15_000);
      assert.deepEqual(
        lines.filter(({ what }) => what === 'a turn failed'),
        [],
      );
      if (mood === 'fails') assert.equal(complaints(), 1, 'once, however often');
    });

  it('is not even loaded where it is not configured', async () => {
    const code = `process.on('exit', () => { const { createRequire } = process.getBuiltinModule('node:module');
      const loaded = Object.keys(createRequire('file:///x.js').cache);
      console.log('SDK ' + loaded.filter((name) => name.includes('@opentelemetry')).length + ' of ' + loaded.length); })`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(code)}`;
    const ends = async (name: string, environment: Record<string, string>) => {
      await mkdir(folder.file(name));
      const bot = serving(folder.file(name), { NODE_OPTIONS, ...environment });
      await endpointOf(bot);
      bot.kill('SIGTERM');
      return (await bot.ended).stdout;
    };
    assert.match(await ends('off', {}), /SDK 0 of [1-9]\d\d/);
    const { connectionString } = ingestion;
    const on = await ends('on', { APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString });
    assert.match(on, /SDK [1-9]/);
  });
});

function bound(store: AcademyWorld['store']): AcademyWorld['store'] {
  return {
    read: (pk, id) => store.read(pk, id),
    query: (query) => store.query(query),
    create: (doc) => store.create(doc),
    replace: (doc, etag) => store.replace(doc, etag),
    delete: (pk, id, etag) => store.delete(pk, id, etag),
    batch: (pk, operations) => store.batch(pk, operations),
    close: () => store.close(),
  };
}
