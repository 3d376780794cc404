import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import sinon from 'sinon';
import type { Json } from '../../deploy/local/teams/json.ts';
import type { Person } from '../../deploy/local/teams/person.ts';
import { answers } from '../../services/store/documents.ts';
import { anAcademy, DEMO } from '../helpers/academy.ts';
import type { AcademyWorld } from '../helpers/academy.ts';
import { clicks } from '../helpers/acts.ts';
import { docsOf, dumpOf } from '../helpers/dump.ts';
import { startSignedTeams } from '../helpers/signed-teams.ts';
import type { SignedTeams, TokenOptions } from '../helpers/signed-teams.ts';

const ELSEWHERE = 'https://smba.trafficmanager.net.evil.example/emea/';
const MINUTES = 60;

describe('a request with sign-in', function () {
  this.timeout(20_000);
  let signedBy: SignedTeams;
  let world: AcademyWorld;
  let ebba: Person;
  /** All that was logged, and all that anybody printed. */
  let lines: string[];
  const note = (...said: readonly unknown[]) => void lines.push(said.map(String).join(' '));
  const log = (facts: object, what: string) => note(JSON.stringify(facts), what);

  before(async () => {
    lines = [];
    signedBy = await startSignedTeams();
    const bot = { log: { info: log, warn: log, error: log } };
    world = await anAcademy({ installed: ['ebba'], signedBy, bot });
    ebba = world.person('ebba');
    await world.moveTo('2023-06-01T10:00:00Z');
  });
  after(async () => {
    await world.close();
    await signedBy.close();
  });

  beforeEach(() => {
    lines = [];
    for (const name of ['error', 'warn', 'log', 'info'] as const) sinon.stub(console, name).callsFake(note);
  });
  afterEach(() => sinon.restore());

  const activity = (fields: Json = {}): Json => ({
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl: world.teams.serviceUrl,
    from: { id: ebba.account.userId, name: 'Ebba' },
    recipient: { id: '28:fadder' },
    conversation: { id: ebba.account.conversationId, conversationType: 'personal' },
    channelData: { tenant: { id: ebba.account.tenant } },
    text: 'uppgifter',
    ...fields,
  });

  async function posts(authorization: string | undefined, body: Json): Promise<number> {
    const response = await fetch(`${world.bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    holdsNoSecret(text, authorization);
    return response.status;
  }

  function holdsNoSecret(text: string, authorization: string | undefined): void {
    const parts = authorization?.replace('Bearer ', '').split('.') ?? [];
    for (const secret of [...signedBy.secrets, ...parts.filter((part) => part.length > 20), 'PUBLIC KEY'])
      assert.ok(!text.includes(secret), `it says ${secret}: ${text}`);
  }

  /** Refused, and nothing written, said or given away by it. */
  async function refused(
    status: number,
    reason: string,
    authorization: string | undefined,
    fields: Json = {},
  ) {
    const before = await dumpOf(world.store);
    const [said, asked] = [ebba.messages().length, world.teams.requests.length];
    assert.equal(await posts(authorization, activity(fields)), status);
    assert.deepEqual(await dumpOf(world.store), before);
    assert.deepEqual([ebba.messages().length, world.teams.requests.length], [said, asked]);
    holdsNoSecret(lines.join('\n'), authorization);
    assert.deepEqual(lines, [`${JSON.stringify({ status, reason })} a request was refused`]);
  }

  const signed = (options?: TokenOptions) => signedBy.authorization(world.teams.serviceUrl, options);

  it('that is signed as it should be is answered', async () => {
    const before = ebba.messages().length;
    assert.equal(await posts(await signed(), activity()), 200);
    assert.equal(ebba.messages().length, before + 1);
    assert.equal(lines.length, 1, lines.join('\n'));
    assert.match(lines[0] ?? '', /"verb":"home","outcome":"done".* an activity was dealt with$/);
  });

  const wrong: Readonly<Record<string, readonly [reason: string, TokenOptions]>> = {
    'another issuer': ['issuer', { claims: { iss: 'https://other.example' } }],
    'no issuer': ['unreadable', { claims: { iss: undefined } }],
    // What the Emulator sends: signed by Entra for an application, with neither audience nor service URL checked.
    'an Entra token of the Emulator’s issuer': [
      'issuer',
      {
        claims: {
          iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
          ...{ ver: '1.0', appid: 'b07b07b0-0000-4000-8000-00000000000b' },
        },
      },
    ],
    'an Entra token of any tenant’s issuer, which the SDK would add to its list': [
      'issuer',
      {
        claims: {
          iss: 'https://login.microsoftonline.com/c0ffee00-0000-4000-8000-000000000003/v2.0',
          tid: 'c0ffee00-0000-4000-8000-000000000003',
          ...{ ver: '2.0', azp: 'b07b07b0-0000-4000-8000-00000000000b' },
        },
      },
    ],
    'a key that was never published': ['key', { key: 'unknown' }],
    'another key than it names': ['signature', { key: 'unknown', kid: 'published' }],
    'a key endorsed for no channel': ['endorsement', { key: 'unendorsed' }],
    'a key endorsed for another channel': ['endorsement', { key: 'otherChannel' }],
    'a token that expired more than five minutes ago': ['expired', { expires: -6 * MINUTES }],
    'a token that never expires': ['unreadable', { claims: { exp: undefined } }],
    'a token that is not valid for more than five minutes': ['notYetValid', { notBefore: 6 * MINUTES }],
    'another audience': ['audience', { claims: { aud: 'c0ffee00-0000-4000-8000-000000000003' } }],
    'no service URL in the token': ['serviceUrl', { claims: { serviceurl: undefined } }],
    'another service URL in the token': ['serviceUrl', { claims: { serviceurl: ELSEWHERE } }],
  };
  for (const [name, [reason, options]] of Object.entries(wrong))
    it(`with ${name}: 401`, async () => refused(401, reason, await signed(options)));

  it('with a clock within five minutes of ours is answered', async () => {
    assert.equal(await posts(await signed({ expires: -4 * MINUTES }), activity({ type: 'typing' })), 200);
    assert.equal(await posts(await signed({ notBefore: 4 * MINUTES }), activity({ type: 'typing' })), 200);
  });

  it('with no header, another scheme, or something that is no token: 401', async () => {
    const token = (await signed()).replace('Bearer ', '');
    for (const [reason, header] of [
      ['noToken', undefined],
      ['noToken', `Basic ${token}`],
      ['noToken', 'Bearer'],
      ['noToken', `Bearer ${token} ${token}`],
      ['unreadable', 'Bearer not.a.token'],
      ['unreadable', `Bearer ${token}.${token}`],
      ['unreadable', `Bearer ${Buffer.from('{}').toString('base64url')}..`],
    ] as const) {
      await refused(401, reason, header);
      lines = [];
    }
  });

  it('with a signature of one byte less, or one more letter in what it signs: 401', async () => {
    const [head = '', body = '', signature = ''] = (await signed()).split('.');
    await refused(401, 'signature', [head, body, signature.slice(0, -4)].join('.'));
    lines = [];
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Json;
    const forged = Buffer.from(JSON.stringify({ ...claims, exp: 9e9 })).toString('base64url');
    await refused(401, 'signature', [head, forged, signature].join('.'));
  });

  it('not signed, or signed with the public key as a secret: 401', async () => {
    const [, body = ''] = (await signed()).split('.');
    const part = (fields: Json) => Buffer.from(JSON.stringify(fields)).toString('base64url');
    await refused(401, 'algorithm', `Bearer ${part({ alg: 'none', kid: 'published' })}.${body}.`);
    lines = [];
    const head = part({ alg: 'HS256', kid: 'published' });
    const signature = createHmac('sha256', signedBy.secrets[0] ?? '')
      .update(`${head}.${body}`)
      .digest('base64url');
    await refused(401, 'algorithm', `Bearer ${head}.${body}.${signature}`);
  });

  it('with an empty service URL, or without a type: 400, whoever signed it', async () => {
    const authorization = await signedBy.authorization('');
    for (const fields of [{ serviceUrl: '' }, { serviceUrl: undefined }, { type: undefined }, { type: '' }])
      assert.equal(await posts(authorization, activity(fields)), 400);
  });

  it('that is too large: 413', async () => {
    assert.equal(await posts(await signed(), activity({ text: 'x'.repeat(600_000) })), 413);
  });

  it('from another channel: 403, also from one that the SDK has other issuers for', async () => {
    for (const channelId of ['AseChannel', 'emulator', 'webchat', '', undefined]) {
      await refused(403, 'channel', await signed(), { channelId });
      lines = [];
    }
  });

  it('for a service URL that may not be written to: 403, though it is rightly signed', async () => {
    await refused(403, 'serviceHost', await signedBy.authorization(ELSEWHERE), { serviceUrl: ELSEWHERE });
  });

  it('sent again as it was has one effect', async () => {
    const authorization = await signed();
    const message = activity({ id: 'replayed', text: 'hjälp' });
    const before = ebba.messages().length;
    for (let n = 0; n < 3; n += 1) assert.equal(await posts(authorization, message), 200);
    assert.equal(ebba.messages().length, before + 1);
    const data = { verb: 'task.answer', academy: DEMO, item: 's1-t1', rev: 0, nonce: 'n-1', text: 'En gång' };
    for (let n = 0; n < 3; n += 1) await clicks(ebba, data, { id: 'replayed-click' });
    const [answer] = await docsOf(world.store, DEMO, answers);
    assert.equal(answer?.revisions.length, 1);
  });

  it('may come with one token as often as it likes, and fetches the keys once', async () => {
    const before = signedBy.fetched();
    const authorization = await signed();
    for (let n = 0; n < 5; n += 1) await posts(authorization, activity({ type: 'typing' }));
    assert.equal(signedBy.fetched(), before);
  });
});

describe('while the keys are not to be had', () => {
  it('a request is asked to come again, and the keys are fetched once they are there', async () => {
    const signedBy = await startSignedTeams();
    signedBy.publishes(false);
    const reasons: unknown[] = [];
    const log = ({ reason }: Readonly<Record<string, unknown>>) => void reasons.push(reason);
    const bot = { log: { info: log, warn: log, error: log } };
    const world = await anAcademy({ installed: [], signedBy, bot });
    assert.equal((await world.person('ebba').says('hej')).status, 503);
    assert.deepEqual(reasons, ['keysUnavailable']);
    signedBy.publishes(true);
    assert.equal((await world.person('ebba').says('hej')).status, 200);
    await world.close();
    await signedBy.close();
  });
});

describe('without sign-in', () => {
  it('only this machine may be written to', async () => {
    const world = await anAcademy({ installed: [], bot: { log: quiet } });
    const ebba = world.person('ebba');
    for (const serviceUrl of ['https://smba.trafficmanager.net/emea/', 'http://10.0.0.1/', ELSEWHERE])
      assert.equal((await ebba.sends({ serviceUrl, text: 'hej' })).status, 403, serviceUrl);
    assert.equal((await ebba.sends({ type: 'typing', text: undefined })).status, 200);
    await world.close();
  });
});

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
