import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isPersonal, parseActivity, tenantOf } from '../../../bot/inbound/activity.ts';
import type { Incoming } from '../../../bot/inbound/activity.ts';
import type { Json } from '../../../deploy/local/teams/json.ts';

const activity: Json = {
  type: 'message',
  id: '1',
  serviceUrl: 'https://smba.example/emea/',
  from: { id: '29:ebba', name: 'Ebba' },
  conversation: { id: 'a:ebba', conversationType: 'personal', tenantId: 't-1' },
  text: 'hej',
};
const parsed = (fields: Json = {}): Incoming => {
  const result = parseActivity({ ...activity, ...fields });
  assert.ok(!('wrong' in result));
  return result;
};
const wrongIn = (body: unknown): string => {
  const result = parseActivity(body);
  assert.ok('wrong' in result && typeof result.wrong === 'string');
  return result.wrong;
};

describe('an activity', () => {
  it('is taken with fields that Fadder does not know', () => {
    assert.equal(parsed({ entities: [{ type: 'clientInfo' }], new: 1 })['text'], 'hej');
  });

  it('may leave out what not every channel sends', () => {
    parsed({
      from: { id: '29:ebba', name: null },
      text: null,
      channelData: null,
      value: undefined,
      id: undefined,
    });
  });

  for (const field of ['type', 'serviceUrl', 'from', 'conversation'])
    it(`without ${field} is refused by the name of the field`, () => {
      assert.match(wrongIn({ ...activity, [field]: undefined }), new RegExp(`\\b${field}`));
    });

  it('with a field of another type is refused without a word of its content', () => {
    const words = wrongIn({ ...activity, text: { secret: 'x' }, from: { id: 7, name: 'secret' } });
    assert.match(words, /text/);
    assert.match(words, /from\.id/);
    assert.doesNotMatch(words, /secret/);
  });

  it('with an id that no key or address can hold is refused', () => {
    const spoilt = (id: string): readonly Json[] => [
      { id },
      { from: { id } },
      { from: { id: '29:ebba', aadObjectId: id } },
      { conversation: { id } },
      { replyToId: id },
    ];
    for (const id of ['half \uD83D', 'end\u0000', 'line\nbreak'])
      for (const fields of spoilt(id)) wrongIn({ ...activity, ...fields });
  });

  it('of a tenant that is no id is refused', () => {
    for (const id of ['', 'a/b', 'x'.repeat(101), '../head'])
      for (const fields of [{ channelData: { tenant: { id } } }, { conversation: { id: 'c', tenantId: id } }])
        wrongIn({ ...activity, ...fields });
  });

  it('answers to the web alone', () => {
    for (const serviceUrl of [
      'file:///etc/passwd',
      'ftp://x.example',
      'javascript:alert(1)',
      'nowhere',
      '',
      7,
    ])
      assert.match(wrongIn({ ...activity, serviceUrl }), /serviceUrl/);
  });

  it('is no activity at all if it is no object', () => {
    for (const body of [undefined, null, 'message', 7, [], [activity]]) wrongIn(body);
  });

  it('is personal when it says so, or when it does not say that it is a group', () => {
    const chat = (fields: Json) => isPersonal(parsed({ conversation: { id: 'c', ...fields } }));
    assert.deepEqual(
      [{ conversationType: 'personal' }, {}, { isGroup: false }, { isGroup: true }].map(chat),
      [true, true, true, false],
    );
    assert.equal(chat({ conversationType: 'channel' }), false);
    assert.equal(chat({ conversationType: 'groupChat', isGroup: false }), false);
    assert.equal(chat({ id: '19:group@thread.v2' }), false);
    const conversation = { id: 'c' };
    assert.equal(isPersonal(parsed({ conversation, channelData: { team: { id: 't' } } })), false);
  });

  it('comes from the tenant of its channel data, else of its conversation', () => {
    assert.equal(tenantOf(parsed({ channelData: { tenant: { id: 't-2' } } })), 't-2');
    assert.equal(tenantOf(parsed()), 't-1');
    assert.equal(tenantOf(parsed({ conversation: { id: 'c' } })), 'none');
  });

  it('never makes the reader throw', () => {
    const keys = fc.constantFrom(...Object.keys(activity), 'channelData', 'membersAdded', 'value', 'action');
    const changed = fc.tuple(keys, fc.anything()).map(([key, value]) => ({ ...activity, [key]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), changed), (body) => typeof parseActivity(body) === 'object'),
    );
  });
});
