import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { aCall, Calls } from '../../../../services/store/cosmos/calls.ts';

describe('calls to Cosmos DB', () => {
  let server: Server;
  const docs = (status: number): string =>
    `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/docs/${String(status)}`;
  beforeEach(async () => {
    // The status that the address names.
    server = createServer((request, response) => {
      response.writeHead(Number(request.url?.split('/').at(-1)), { 'x-ms-request-charge': '1' });
      response.end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  it('keep apart what the attempts of one call are answered, and add up what they cost', async () => {
    const [calls, call] = [new Calls(), aCall()];
    const asks = async (status: number) => {
      await calls.httpClient.sendRequest(
        createPipelineRequest({ url: docs(status), allowInsecureConnection: true }),
      );
      return status;
    };
    let gone: unknown;
    const there = await calls.attempt(call, async () => {
      const status = await asks(200);
      // Another one is answered before this one is looked at.
      gone = await calls.attempt(call, () => asks(404));
      return status;
    });
    assert.deepEqual(there, { trouble: 'none', value: 200 });
    assert.deepEqual(gone, { trouble: 'refused', failure: 'notFound', why: 'it answered 404' });
    assert.deepEqual([call.requests, call.charge], [2, 2]);
  });
});
