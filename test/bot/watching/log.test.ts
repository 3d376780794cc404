import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import pino from 'pino';
import type { Fault } from '../../../deploy/local/teams/faults.ts';
import { anAcademy, demoFiles } from '../../helpers/academy.ts';
import type { AcademyWorld } from '../../helpers/academy.ts';
import { cardsWith, clicks } from '../../helpers/acts.ts';
import { documentsOf } from '../../helpers/dump.ts';
import { startIngestion } from '../../helpers/ingestion.ts';
import type { Ingestion } from '../../helpers/ingestion.ts';
import { startSignedTeams } from '../../helpers/signed-teams.ts';
import type { SignedTeams } from '../../helpers/signed-teams.ts';

const TEXT = 'We shall call Maija Meikalainen on 040-1234567 about her leave';

/** A day in the life of the academy, with everything logged and measured, and much going wrong. */
describe('a day, its log and its telemetry', function () {
  this.timeout(120_000);
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(...chunk.toString('utf8').split('\n').filter(Boolean));
      done();
    },
  });
  const secrets = new Set<string>();
  let ingestion: Ingestion;
  let signedBy: SignedTeams;

  before(async () => {
    [ingestion, signedBy] = await Promise.all([startIngestion(), startSignedTeams()]);
    let sends = 0;
    const respond = ({ operation }: { operation: string }): Fault | undefined => {
      if (operation !== 'send') return undefined;
      sends += 1;
      const error = { code: `No chat with ${TEXT}`, message: TEXT };
      if (sends % 7 === 3) return { status: 403, body: { error } };
      if (sends % 11 === 5) return { status: 500, body: { error } };
      return sends % 13 === 6 ? 'drop' : undefined;
    };
    const world = await anAcademy({
      installed: ['ebba', 'm3', 'katri'],
      ...{ signedBy, respond },
      environment: { APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString },
      bot: { log: pino({ level: 'trace' }, stream) },
    });
    await live(world);
    for (const { data, pk, id } of await documentsOf(world.store)) {
      for (const key of [pk, id]) if (/^[pks]:/.test(key)) secrets.add(key);
      for (const secret of secretsIn(data)) secrets.add(secret);
    }
    secrets.add((await signedBy.authorization(world.teams.serviceUrl)).replace('Bearer ', ''));
    await world.close();
    for (const { name, address } of demoFiles().entries) secrets.add(name).add(address);
    for (const secret of [TEXT, 'Maija', '040-1234567', 'a-secret', 'No chat with']) secrets.add(secret);
  });
  after(async () => {
    await signedBy.close();
    await ingestion.close();
  });

  async function live(world: AcademyWorld): Promise<void> {
    await world.moveTo('2023-05-15T10:00:00Z');
    const ebba = world.person('ebba');
    for (const said of ['help', 'tasks', TEXT, 'kieli', 'desk']) {
      for (const name of ['ebba', 'm3', 'katri']) await world.person(name).says(said);
    }
    const [form] = cardsWith(ebba, 'prompt.answer');
    if (form) await ebba.acts(form, 'prompt.answer', { text: TEXT, share: 'academy' });
    await clicks(ebba, { verb: 'nonsense', text: TEXT, academy: TEXT });
    await world.person('tuula').says(TEXT);
    const { store } = world;
    const read = store.read.bind(store);
    store.read = () => Promise.reject(new Error(`cannot read ${TEXT}\n    at ${TEXT} (/x/${TEXT}.ts:1:1)`));
    await ebba.says(TEXT);
    await world.settle();
    store.read = read;
    await world.moveTo('2023-06-01T10:00:00Z');
  }

  it('say much', () => {
    assert.ok(lines.length > 300, String(lines.length));
    const said = new Set(lines.map((line) => (JSON.parse(line) as { msg: string }).msg));
    for (const what of [
      'an activity was dealt with',
      'the store was asked',
      'Teams was asked',
      'a turn failed',
    ])
      assert.ok(said.has(what), `${what} among ${[...said].join(', ')}`);
    assert.ok(ingestion.envelopes().length > 300);
    assert.ok(secrets.size > 200, String(secrets.size));
  });

  it('hold no name, address, text, token or key of a person', () => {
    const all = [...lines, ...ingestion.raw].join('\n').toLowerCase();
    const found = [...secrets].filter((secret) => all.includes(secret.toLowerCase()));
    assert.deepEqual(found, []);
  });

  it('name the action in each line of what somebody asked for', () => {
    const without = lines
      .map((line) => JSON.parse(line) as { msg: string; action?: string })
      .filter(({ action }) => action === undefined)
      .map(({ msg }) => msg);
    const nobodys = [/^a request was refused$/, /lease/, /agenda/, /^Azure Monitor/];
    assert.deepEqual(
      without.filter((msg) => !nobodys.some((known) => known.test(msg))),
      [],
    );
  });
});

/** What only this person has: ids, addresses, accounts and chats, and what was typed. */
function secretsIn(data: unknown): readonly string[] {
  const found: string[] = [];
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'string' && PERSONAL.includes(name) && value.length > 3 && !A_MOMENT.test(value))
      found.push(value);
    else if (Array.isArray(value)) for (const one of value) walk(one, name);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, key);
  };
  walk(data, '');
  return found;
}

/** What this Teams numbers activities by; each line has one. */
const A_MOMENT = /^\d{13}$/;

const PERSONAL = [
  ...[
    'person',
    'people',
    'name',
    'address',
    'addresses',
    'userId',
    'objectId',
    'conversationId',
    'serviceUrl',
  ],
  ...['activityId', 'text', 'key', 'secret', 'nonce', 'except'],
];
