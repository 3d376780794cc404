import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { makeServer, MAX_BODY_BYTES } from '../../bot/server.ts';
import { anAcademy } from '../helpers/academy.ts';

const health = { status: 200, body: { status: 'ok' } } as const;
const WELL = { alive: () => health, ready: () => Promise.resolve(health) };

interface Answer {
  readonly status: number;
  readonly body: string;
}

describe('the HTTP side', () => {
  let well: boolean;
  let heard: unknown[];
  let url: string;
  let server: ReturnType<typeof makeServer>;

  beforeEach(async () => {
    [well, heard] = [true, []];
    server = makeServer({
      vitals: {
        alive: () => ({ status: 200, body: { status: 'alive' } }),
        ready: () => Promise.resolve({ status: well ? 200 : 503, body: { status: well ? 'ok' : 'not' } }),
      },
      calendar: async ({ url: asked }, response) => {
        await Promise.resolve();
        response.send(200, asked);
      },
      messages: async (message, response) => {
        heard.push(message.body);
        await Promise.resolve();
        response.send(200);
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    url = `http://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
  });
  afterEach(async () => {
    const done = once(server.server, 'close');
    server.close();
    server.server.closeAllConnections();
    await done;
  });

  async function post(body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: new Uint8Array(Buffer.from(body)),
    });
    return { status: response.status, body: await response.text() };
  }

  it('hands a message on', async () => {
    assert.equal((await post('{"type":"message"}')).status, 200);
    assert.deepEqual(heard, [{ type: 'message' }]);
  });

  it('takes JSON whatever else its type says', async () => {
    assert.equal((await post('{}', { 'content-type': 'application/json; charset=utf-8' })).status, 200);
  });

  it('413 for a body that is too large, with its length said or not', async () => {
    const large = JSON.stringify({ text: 'x'.repeat(MAX_BODY_BYTES) });
    assert.equal((await post(large)).status, 413);
    const chunked = request(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    const answered = once(chunked, 'response');
    chunked.end(large);
    const [response] = (await answered) as [{ statusCode: number; resume(): void }];
    response.resume();
    assert.equal(response.statusCode, 413);
    assert.deepEqual(heard, []);
  });

  it('takes one that is just not too large', async () => {
    const text = 'x'.repeat(MAX_BODY_BYTES - '{"text":""}'.length);
    assert.equal((await post(JSON.stringify({ text }))).status, 200);
  });

  it('400 in clear JSON for a body that is none, and repeats nothing of it', async () => {
    const { status, body } = await post('{"secret": "s3cr3t"');
    assert.equal(status, 400);
    assert.equal(typeof (JSON.parse(body) as { message: unknown }).message, 'string');
    assert.ok(!body.includes('s3cr3t'), body);
    assert.deepEqual(heard, []);
  });

  it('415 for what is packed: a small body may unpack into a huge one', async () => {
    const packed = gzipSync(JSON.stringify({ text: 'x'.repeat(10 * MAX_BODY_BYTES) }));
    assert.ok(packed.length < MAX_BODY_BYTES);
    assert.equal((await post(packed, { 'content-encoding': 'gzip' })).status, 415);
    assert.deepEqual(heard, []);
  });

  it('415 for anything but JSON: no file is ever written', async () => {
    const form = '--b\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n--b--\r\n';
    for (const type of ['multipart/form-data; boundary=b', 'application/x-www-form-urlencoded', 'text/plain'])
      assert.equal((await post(form, { 'content-type': type })).status, 415, type);
    assert.deepEqual(heard, []);
  });

  it('404 elsewhere, 405 for another method', async () => {
    assert.equal((await fetch(`${url}/elsewhere`)).status, 404);
    assert.equal((await fetch(`${url}/api/messages`)).status, 405);
  });

  it('is asked whether it is there', async () => {
    assert.equal((await fetch(`${url}/api/messages`, { method: 'HEAD' })).status, 200);
    assert.equal((await fetch(`${url}/healthz`, { method: 'HEAD' })).status, 200);
  });

  it('says whether it is alive, and whether it is ready', async () => {
    const asked = async (path: string) => {
      const response = await fetch(`${url}${path}`);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      return [response.status, await response.json()];
    };
    assert.deepEqual(await asked('/healthz'), [200, { status: 'alive' }]);
    assert.deepEqual(await asked('/readyz'), [200, { status: 'ok' }]);
    well = false;
    assert.deepEqual(await asked('/healthz'), [200, { status: 'alive' }]);
    assert.deepEqual(await asked('/readyz'), [503, { status: 'not' }]);
    assert.equal((await fetch(`${url}/readyz`, { method: 'HEAD' })).status, 503);
  });
});

describe('the HTTP side, of clients that do not finish', () => {
  const PATIENCE = { headers: 100, request: 200, look: 20 };
  let server: ReturnType<typeof makeServer>;
  let heard: number;
  beforeEach(async () => {
    heard = 0;
    const messages = async (_message: unknown, response: { send(status: number): unknown }) => {
      heard += 1;
      await Promise.resolve();
      response.send(200);
    };
    server = makeServer({ vitals: WELL, messages, calendar: messages }, PATIENCE);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
  });
  afterEach(async () => {
    const done = once(server.server, 'close');
    server.close();
    server.server.closeAllConnections();
    await done;
  });

  /** What the server says to these bytes and no more, until it hangs up. */
  async function saidTo(bytes: string): Promise<string> {
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => (said += text));
    socket.on('error', () => undefined);
    socket.write(bytes);
    // A reset is one way of hanging up, and no failure of this test.
    await new Promise((resolve) => socket.once('close', resolve));
    return said;
  }
  const START = 'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

  it('ends a request whose headers never end', async () => {
    assert.match(await saidTo(START), /^HTTP\/1\.1 408 /);
  });

  it('ends a request whose body never comes', async () => {
    assert.match(await saidTo(`${START}content-length: 100\r\n\r\n{"type":`), /^HTTP\/1\.1 408 /);
    assert.equal(heard, 0);
  });

  it('refuses a flood of headers', async () => {
    const flood = `x: ${'y'.repeat(1000)}\r\n`.repeat(100);
    // Hung up on in the middle of what it sends, a client may not get to read the answer.
    assert.match(await saidTo(`${START}${flood}\r\n`), /^(HTTP\/1\.1 431 |$)/);
    assert.equal(heard, 0);
  });

  it('waits seconds for a client, not minutes, and takes only so many at a time', () => {
    const { headersTimeout, requestTimeout, maxConnections } = makeServer({
      vitals: WELL,
      messages: async () => Promise.resolve(),
      calendar: async () => Promise.resolve(),
    }).server;
    assert.ok(headersTimeout <= 15_000);
    assert.ok(requestTimeout <= 30_000);
    assert.ok(maxConnections > 0 && maxConnections <= 10_000);
  });
});

describe('the running bot', () => {
  it('400 names what of an activity is wrong', async () => {
    const world = await anAcademy({ installed: [] });
    const body = JSON.stringify({ type: 'message', from: 3 });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${world.bot.url}/api/messages`, { method: 'POST', headers, body });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /not an activity: .*from/);
    await world.close();
  });
});
