import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { takenPorts } from '../../../deploy/local/ports.ts';

describe('looking for taken ports', () => {
  let server: Server;
  let taken: number;
  before(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    taken = (server.address() as AddressInfo).port;
  });
  after((done) => void server.close(done));

  it('names those that are, and no others', async () => {
    const bot = { port: taken, what: 'the bot', setting: 'PORT' };
    const free = { port: 0, what: 'any port' };
    assert.deepEqual(await takenPorts([free, bot]), [bot]);
    assert.deepEqual(await takenPorts([free]), []);
  });
});
