import assert from 'node:assert/strict';
import type { Fault } from '../../../deploy/local/teams/faults.ts';
import { StoreError } from '../../../services/store/port.ts';
import { anAcademy } from '../../helpers/academy.ts';
import type { AcademyWorld, WorldOptions } from '../../helpers/academy.ts';

describe('whether the bot is alive and ready', function () {
  this.timeout(30_000);
  let world: AcademyWorld | undefined;
  /** Added to a clock that goes on by itself. */
  let ahead = 0;
  let wallAhead = 0;

  afterEach(async () => {
    await world?.close();
    world = undefined;
    [ahead, wallAhead] = [0, 0];
  });

  async function running(options: WorldOptions = {}): Promise<AcademyWorld> {
    const clocks = { ticks: () => performance.now() + ahead, now: () => Date.now() + wallAhead };
    world = await anAcademy({ installed: [], ...options, bot: { ...clocks, ...options.bot } });
    return world;
  }

  async function asks(path: string): Promise<[status: number, body: Record<string, unknown>]> {
    const response = await fetch(`${world?.bot.url ?? ''}${path}`);
    return [response.status, (await response.json()) as Record<string, unknown>];
  }

  /** Asks until it is so; the test's own time is the limit. */
  async function comesTo(path: string, status: number): Promise<Record<string, unknown>> {
    for (;;) {
      const [is, body] = await asks(path);
      if (is === status) return body;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('says so, with its scheduler, leases and clock, and nothing of people', async () => {
    await running();
    assert.deepEqual((await asks('/healthz'))[0], 200);
    const [status, body] = await asks('/readyz');
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ['status', 'store', 'leases', 'scheduler', 'clock']);
    assert.deepEqual([body['status'], body['leases']], ['ok', { held: 0 }]);
    assert.match(JSON.stringify(body['store']), /^\{"nextDue":"20[^"]*Z"\}$/);
    assert.deepEqual(body['scheduler'], { state: 'off', underWay: 0 });
  });

  it('is not ready while the store fails, says how, and is again when it is back', async () => {
    const here = await running({ bot: { running: true } });
    await comesTo('/readyz', 200);
    const query = here.store.query.bind(here.store);
    here.store.query = () => Promise.reject(new StoreError('unavailable', 'katri@example.org'));
    const ill = await comesTo('/readyz', 503);
    assert.deepEqual([ill['status'], ill['store']], ['store unavailable', { failure: 'unavailable' }]);
    assert.ok(!JSON.stringify(ill).includes('katri'));
    assert.equal((await asks('/healthz'))[0], 200, 'a restart would help nobody');
    here.store.query = query;
    assert.equal((await comesTo('/readyz', 200))['status'], 'ok');
  });

  it('asks the store once for many probes', async () => {
    const here = await running();
    let asked = 0;
    const query = here.store.query.bind(here.store);
    here.store.query = (what) => {
      asked += 1;
      return query(what);
    };
    await Promise.all(Array.from({ length: 20 }, () => asks('/readyz')));
    await asks('/readyz');
    assert.equal(asked, 1);
    ahead = 11_000;
    await asks('/readyz');
    assert.equal(asked, 2);
  });

  it('leaves the asking to the scheduler while that looks at the agenda', async () => {
    const here = await running({ bot: { running: true }, environment: { POLL_MS: '50' } });
    await comesTo('/readyz', 200);
    let asked = 0;
    let looked = (): void => undefined;
    const query = here.store.query.bind(here.store);
    here.store.query = (what) => {
      if (what.type === 'agenda' && what.limit === 1 && what.relaxed) asked += 1;
      else looked();
      return query(what);
    };
    const later = async (ms: number): Promise<void> => {
      ahead += ms;
      await new Promise<void>((resolve) => (looked = resolve));
      assert.equal((await asks('/readyz'))[0], 200);
    };
    await later(60_000);
    assert.equal(asked, 0);
    await later(70_000);
    assert.equal(asked, 1, 'what is due next is looked up anew now and then');
  });

  it('does not wait long for a store that does not answer', async () => {
    const here = await running();
    const query = here.store.query.bind(here.store);
    here.store.query = () => new Promise(() => undefined);
    const [status, body] = await asks('/readyz');
    assert.deepEqual([status, body['store']], [503, { failure: 'noAnswer' }]);
    here.store.query = query;
  });

  it('is not alive while its event loop is held up', async () => {
    await running();
    ahead = 60_000;
    const [status, body] = await asks('/healthz');
    assert.deepEqual([status, body['status']], [503, 'event loop held up']);
    assert.equal((await comesTo('/healthz', 200))['status'], 'ok');
  });

  it('is not alive when its scheduler no longer looks', async () => {
    const here = await running({ bot: { running: true }, environment: { POLL_MS: '50' } });
    const query = here.store.query.bind(here.store);
    let stuck: (() => void) | undefined;
    const stands = new Promise<void>((resolve) => {
      here.store.query = async (what) => {
        if (what.type !== 'agenda') return query(what);
        resolve();
        await new Promise<void>((release) => (stuck = release));
        return query(what);
      };
    });
    await stands;
    ahead = 60_000;
    for (;;) {
      // Until the event loop has seen that it goes on.
      const [status, body] = await asks('/healthz');
      if (body['status'] === 'event loop held up') continue;
      assert.deepEqual([status, body['status']], [503, 'scheduler stands still']);
      break;
    }
    here.store.query = query;
    stuck?.();
    await comesTo('/healthz', 200);
  });

  it('says by how much the wall’s clock was set', async () => {
    await running();
    wallAhead = 3_600_000;
    const [, body] = await asks('/readyz');
    const { setByMs } = body['clock'] as { setByMs: number };
    assert.ok(Math.abs(setByMs - 3_600_000) < 60_000, String(setByMs));
  });

  it('is not ready from the moment that it is to stop, while it ends what is under way', async () => {
    let release: ((fault: Fault | undefined) => void) | undefined;
    const sending = new Promise<void>((resolve) => {
      void running({
        bot: { running: true },
        respond: ({ operation }) => {
          if (operation !== 'send') return undefined;
          resolve();
          return new Promise((go) => (release = go));
        },
      }).then((here) => here.person('ebba').install());
    });
    await sending;
    const here = world;
    assert.ok(here);
    assert.equal((await asks('/readyz'))[1]['status'], 'ok');
    const stopped = here.bot.stop();
    assert.deepEqual(await asks('/readyz'), [503, { status: 'stopping' }]);
    assert.equal((await asks('/healthz'))[0], 200);
    release?.(undefined);
    await stopped;
    assert.equal(here.person('ebba').messages().length, 1);
    world = undefined;
    await here.teams.close();
  });
});
