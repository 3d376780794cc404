import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { parse } from 'yaml';
import { configOf } from '../../../deploy/local/playground/config.ts';
import { startPlayground } from '../../../deploy/local/playground/playground.ts';
import { SEATS, othersIn, seatsFrom } from '../../../deploy/local/playground/seats.ts';
import type { Seat } from '../../../deploy/local/playground/seats.ts';
import { readDemo } from '../../../deploy/local/prepare.ts';
import { accountOf, DEMO_TENANT } from '../../../deploy/local/teams/account.ts';
import type { Json } from '../../../deploy/local/teams/json.ts';
import { objectAt } from '../../../deploy/local/teams/json.ts';
import { aRosterEntry } from '../../helpers/builders.ts';
import { aFolder } from '../../helpers/folder.ts';
import { freePort } from '../../helpers/free-port.ts';
import { startTinyBot } from '../../helpers/tiny-bot.ts';

function aSeat(port = 56151): Seat {
  const address = 'ebba@kymenlaakso.example';
  return { name: 'participant', port, person: aRosterEntry({ name: 'Ebba Demo', address, language: 'sv' }) };
}

describe('the seats before the Playgrounds', () => {
  it('are taken by a coordinator, a participant of a bilingual county and its mentor', async () => {
    const { roster, programme } = await readDemo();
    const seats = seatsFrom(roster);
    assert.deepEqual(
      seats.map(({ person }) => person.role),
      ['coordinator', 'participant', 'mentor'],
    );
    const county = programme.organisations.find(({ id }) => id === seats[1]?.person.organisation);
    assert.equal(county?.mentor, seats[2]?.person.address);
    assert.ok((county?.languages.length ?? 0) > 1);
    assert.equal(othersIn(roster).length, roster.length - SEATS.length);
  });

  it('cannot be taken by people who are not on the roster', () => {
    assert.throws(() => seatsFrom([]), /katri@coordinator\.example/);
  });
});

describe("a Playground's configuration", () => {
  it('holds text alone, since anything else ends the Playground without a word', () => {
    const numbered = { ...aSeat(), person: aRosterEntry({ name: '4711' }) };
    const config = parse(configOf(numbered)) as Json;
    const values: unknown[] = [];
    JSON.stringify(config, (_, value: unknown) => {
      if (typeof value !== 'object') values.push(value);
      return value;
    });
    assert.ok(values.every((value) => typeof value === 'string'));
    assert.equal((config['users'] as unknown[]).length, 5);
  });

  it('gives the person the ids that follow from the address', () => {
    const config = parse(configOf(aSeat())) as Json;
    const account = accountOf({
      name: 'Ebba Demo',
      address: 'ebba@kymenlaakso.example',
      tenant: DEMO_TENANT,
    });
    assert.equal(objectAt(config, 'personalChat')['id'], account.conversationId);
    const { id, aadObjectId, email } = objectAt(config, 'currentUser');
    assert.deepEqual([id, aadObjectId, email], [account.userId, account.objectId, account.address]);
  });
});

describe('a Playground', function () {
  this.timeout(30_000);
  const folder = aFolder();

  it('opens on the loopback address alone, takes messages to its person, and ends', async () => {
    const bot = await startTinyBot();
    const port = await freePort();
    const playground = await startPlayground(aSeat(port), { botUrl: bot.url, dataDir: folder.file('one') });
    try {
      assert.equal((await fetch(playground.url)).status, 200);
      for (const address of otherAddresses()) {
        await assert.rejects(fetch(`http://${address}:${port}/_debug/ping`), TypeError);
      }
      const { conversationId } = accountOf({ ...aSeat().person, tenant: DEMO_TENANT });
      const posted = await fetch(
        `${playground.url}/_connector/v3/conversations/${conversationId}/activities`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ type: 'message', text: 'hello' }),
        },
      );
      assert.equal(posted.status, 201);
      const opened = await fetch(`${playground.url}/_debug/conversation/${conversationId}/installation`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      assert.equal(opened.status, 200);
    } finally {
      await playground.stop();
      await bot.close();
    }
    await assert.rejects(fetch(playground.url), TypeError);
  });

  it('does not settle on another port when its own is taken', async () => {
    const port = await freePort();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    try {
      const start = startPlayground(aSeat(port), {
        botUrl: 'http://127.0.0.1:9',
        dataDir: folder.file('two'),
      });
      await assert.rejects(start, new RegExp(`port ${port} is taken`));
    } finally {
      await new Promise((resolve) => squatter.close(resolve));
    }
  });

  it('is given up when the start is', async () => {
    const gone = AbortSignal.abort(new Error('stopped'));
    const start = startPlayground(aSeat(await freePort()), {
      botUrl: 'http://127.0.0.1:9',
      dataDir: folder.file('three'),
      signal: gone,
    });
    await assert.rejects(start, /stopped/);
  });
});

function otherAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
}
