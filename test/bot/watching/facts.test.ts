import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failureOf, faultOf } from '../../../bot/watching/fault.ts';
import { known } from '../../../bot/watching/facts.ts';
import { StoreError } from '../../../services/store/port.ts';

describe('what may be told', () => {
  it('is what is listed, as it is', () => {
    const facts = {
      academy: 'wsc-academy-2023',
      notice: 'sprint:s1',
      verb: 'task.answer',
      status: 403,
      subCode: 'MessageWritesBlocked',
      reason: '413 MessageSizeTooBig',
      since: '2026-05-01T06:00:00.000Z',
      maybeTwice: true,
      ms: 1.5,
    };
    assert.deepEqual(known(facts), facts);
  });

  it('is nothing that is not listed', () => {
    const facts = {
      person: 'p-1',
      name: 'Ebba',
      text: 'Hi',
      conversationId: 'a:1',
      toString: 'x',
      status: 200,
    };
    assert.deepEqual(known(facts), { status: 200 });
    assert.deepEqual(known({ academy: undefined }), {});
  });

  it('withholds what has not its shape', () => {
    const facts = {
      code: 'Ebba Ek wrote',
      reason: 'Ebba Ek',
      academy: 'a b',
      status: '403',
      error: 'Ebba',
      verb: 7,
    };
    const names = Object.keys(facts).map((name) => [name, 'withheld']);
    assert.deepEqual(known(facts), Object.fromEntries(names));
  });

  it('tells notices that name a person apart, without naming them', () => {
    const [one, same, other] = ['ebba.ek', 'ebba.ek', 'kai'].map(
      (person) => known({ notice: `arrival:${person}` })['notice'],
    );
    assert.match(JSON.stringify(one), /^"arrival:[0-9a-f]{12}"$/);
    assert.equal(one, same);
    assert.notEqual(one, other);
  });

  it('of an error is what it is and where, and never what it says', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constant('no\n    at Ebba Ek (/home/ebba/x.ts:1:1)'), fc.constant('(')),
        (text) => {
          const error = new StoreError('conflict', text);
          const { at, ...rest } = faultOf(error) ?? assert.fail();
          assert.deepEqual(rest, { name: 'StoreError', failure: 'conflict' });
          assert.match(at[0] ?? '', /^test\/bot\/watching\/facts\.test\.ts:\d+:\d+$/);
          assert.ok(!JSON.stringify(at).includes('bba'));
        },
      ),
    );
  });

  it('of an error whose message was changed is not its stack', () => {
    const error = new Error('Ebba');
    // Written down when it is first read.
    assert.ok(error.stack);
    error.message = 'Kai';
    error.name = 'Ebba Ek';
    assert.deepEqual(faultOf(Object.assign(error, { code: 'E!', statusCode: 429 })), {
      ...{ name: 'Error', status: 429, at: [] },
    });
  });

  it('of a failure is the store’s word for it', () => {
    assert.equal(failureOf(new StoreError('throttled', 'wait')), 'throttled');
    assert.equal(failureOf(new Error('x')), 'failed');
  });
});
