import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openEmbedded } from '../../services/store/embedded.ts';
import { anAcademy, demoFiles, importInto } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { addressOf, fetches, fetchesPath, PUBLIC_URL, subscriptionOf } from '../helpers/calendars.ts';
import { dumpOf } from '../helpers/dump.ts';
import { readIcs } from '../helpers/ics.ts';
import { watching } from '../helpers/watched-store.ts';
import type { Watched } from '../helpers/watched-store.ts';

describe('the calendar endpoint', function () {
  this.timeout(20_000);
  let world: AcademyWorld;
  let store: Watched;
  let logged: string[];
  let [meeting, all] = ['', ''];

  before(async () => {
    const { programme, entries } = demoFiles();
    store = watching(await openEmbedded(':memory:'));
    await importInto(store, programme, entries);
    logged = [];
    const log = (...said: unknown[]) => void logged.push(JSON.stringify(said));
    world = await anAcademy({
      store,
      installed: ['ebba'],
      environment: { PUBLIC_URL },
      bot: { log: { info: log, warn: log, error: log } },
    });
    [meeting, all] = [await addressOf(world, 'ebba', 's1-m'), await subscriptionOf(world, 'ebba')];
  });
  after(() => world.close());

  it('gives a calendar file that only its owner may keep, and that leaks its address nowhere', async () => {
    const { status, headers, body } = await fetches(world, meeting);
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'text/calendar; charset=utf-8');
    assert.equal(headers['content-disposition'], 'inline; filename="s1-m.ics"');
    assert.equal(headers['content-length'], String(Buffer.byteLength(body)));
    assert.equal(headers['cache-control'], 'private, max-age=300');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    readIcs(body);
    assert.equal(
      (await fetches(world, all)).headers['content-disposition'],
      'inline; filename="wsc-academy-2023.ics"',
    );
    const token = new URL(meeting).pathname.split('/').at(-2) ?? '';
    assert.ok(!body.includes(token) && !JSON.stringify(headers).includes(token));
  });

  it('answers HEAD with the same headers and no body', async () => {
    const [{ headers: got }, { status, headers, body }] = [
      await fetches(world, meeting),
      await fetches(world, meeting, { method: 'HEAD' }),
    ];
    assert.deepEqual([status, body], [200, '']);
    const { date: _1, ...wanted } = got;
    const { date: _2, ...given } = headers;
    assert.deepEqual(given, wanted);
  });

  it('304 to a calendar that has it already', async () => {
    const { etag = '' } = (await fetches(world, all)).headers;
    assert.match(etag, /^"[0-9a-f]{40}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, headers, body } = await fetches(world, all, { headers: { 'if-none-match': known } });
      assert.deepEqual([status, headers.etag, body], [304, etag, ''], known);
    }
    const { status } = await fetches(world, all, { headers: { 'if-none-match': '"other"' } });
    assert.equal(status, 200);
  });

  it('takes no notice of a query', async () => {
    assert.equal((await fetches(world, `${all}?nocache=1`)).status, 200);
  });

  it('405 for any other method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      assert.equal((await fetches(world, all, { method })).status, 405, method);
  });

  it('says the same to every address that leads nowhere', async () => {
    const person = /p-[0-9a-f]{16}/.exec(all)?.[0] ?? '';
    const answers = await Promise.all(
      [
        all.replace(person, 'p-0000000000000000'),
        all.replace(/.{4}\.ics$/, 'AAAA.ics'),
        all.replace('r0-', 'r1-'),
        all.replace('wsc-academy-2023', 'other'),
        meeting.replace('s1-m', 's9-m'),
        meeting.replace('s1-m', 'constructor'),
        `${PUBLIC_URL}/calendar/nothing`,
        `${PUBLIC_URL}/calendar/`,
      ].map((address) => fetches(world, address)),
    );
    const [first, ...rest] = answers.map(({ status, headers: { date: _, ...headers }, body }) => ({
      ...{ status, headers, body },
    }));
    assert.equal(first?.status, 404);
    for (const answer of rest) assert.deepEqual(answer, first);
  });

  it('asks the store nothing about an address that was not made here', async () => {
    const from = store.calls.length;
    await fetches(world, all.replace(/.{4}\.ics$/, 'AAAA.ics'));
    await fetchesPath(world, '/calendar/academy/p-1/r0-x.ics');
    assert.deepEqual(store.calls.slice(from), []);
  });

  it('is not brought down by any path', async () => {
    const odd = fc.oneof(
      fc.string({
        unit: fc.constantFrom('/', '.', '%', '~', '2', 'F', 'a', '-', ':', '\\', '*', '{', '?', ';'),
      }),
      fc.constantFrom(
        '%',
        '%zz',
        '%c0%ae',
        '%00',
        '..',
        '%2f%2e%2e',
        ':x',
        '*',
        '{}',
        '%F0%9F',
        'a'.repeat(5000),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 5 }), async (parts) => {
        const { status } = await fetchesPath(world, `/calendar/${parts.join('/')}`);
        assert.ok(status === 404 || status === 400, String(status));
      }),
      { numRuns: 60 },
    );
    assert.equal((await fetches(world, all)).status, 200);
  });

  it('changes nothing, however often it is fetched', async () => {
    const before = await dumpOf(store);
    for (const address of [meeting, all]) await fetches(world, address);
    assert.deepEqual(await dumpOf(store), before);
  });

  it('503 while the store does not answer, with no word of the address anywhere', async () => {
    const read = store.read;
    store.read = () => Promise.reject(new Error('gone'));
    const { status, headers, body } = await fetches(world, meeting);
    store.read = read;
    assert.deepEqual([status, headers['retry-after']], [503, '60']);
    const token = new URL(meeting).pathname.split('/').at(-2) ?? '';
    assert.ok(logged.some((line) => line.includes('a calendar was not given')));
    for (const line of [...logged, body]) assert.ok(!line.includes(token), line);
    assert.equal((await fetches(world, meeting)).status, 200);
  });
});

describe('without a public address', function () {
  this.timeout(20_000);
  it('there is no calendar, and nothing is kept for one', async () => {
    const world = await anAcademy({ installed: ['ebba'] });
    assert.equal((await fetchesPath(world, '/calendar/academy/p-1/r0-x.ics')).status, 404);
    assert.equal(await world.store.read('installation', 'calendarSecret'), undefined);
    await world.close();
  });
});
