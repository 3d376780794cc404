import assert from 'node:assert/strict';
import fc from 'fast-check';
import { academyId, newcomerId, noticeId, personId, tenantId } from '../../../services/domain/ids.ts';
import type { NewcomerQuestion } from '../../../services/domain/newcomer.ts';
import { decide, isOverruled } from '../../../services/rules/newcomers.ts';
import type { Decision } from '../../../services/rules/newcomers.ts';
import { moment } from '../../helpers/programme.ts';

const [katri, robert] = [personId('katri'), personId('robert')];
const [ebba, axel, stranger] = [personId('ebba'), personId('axel'), personId('stranger')];
const at = moment('2023-05-12T09:00Z');
const about = { academy: academyId('academy-2023'), newcomer: newcomerId('n-1') };
const question: NewcomerQuestion = {
  id: about.newcomer,
  academy: about.academy,
  account: { tenant: tenantId('t'), userId: '29:x', serviceUrl: 'http://127.0.0.1:1/', conversationId: 'c' },
  profile: { name: 'Ebba Demo', addresses: [] },
  language: 'sv',
  candidates: [
    { person: ebba, by: 'address' },
    { person: axel, by: 'name' },
  ],
  askedAt: at,
  notice: noticeId('newcomer:n-1'),
  rev: 0,
  status: { status: 'open' },
};
const link = (person = ebba, rev = 0): Decision => ({ verb: 'newcomer.link', ...about, rev, person });
const refuse = (rev = 0): Decision => ({ verb: 'newcomer.refuse', ...about, rev });
const reopen = (rev = 1): Decision => ({ verb: 'newcomer.reopen', ...about, rev });
const after = (decision: Decision, from = question): NewcomerQuestion => {
  const decided = decide(from, decision, katri, at);
  assert.ok(!('code' in decided));
  return decided;
};

describe('a question about a newcomer', () => {
  it('is decided by the first who answers, and keeps who that was', () => {
    assert.deepEqual(after(link()).status, { status: 'linked', person: ebba, by: katri, at });
    assert.deepEqual(after(refuse()).status, { status: 'nobody', by: katri, at });
  });

  it('names whom it may be, and nobody else can be said yes to', () => {
    assert.deepEqual(decide(question, link(stranger), katri, at), { code: 'gone' });
  });

  it('stays as it was decided whatever comes later from a card drawn before', () => {
    const decided = after(link());
    for (const late of [link(axel), refuse(), link(), reopen(0)])
      assert.equal(decide(decided, late, robert, at), decided);
  });

  it('tells who was overruled from who asked for the same again', () => {
    const decided = after(link());
    assert.ok(!isOverruled(decided, link(), katri));
    assert.ok(isOverruled(decided, link(), robert));
    assert.ok(isOverruled(decided, link(axel), katri));
    assert.ok(isOverruled(decided, refuse(), katri));
  });

  it('can be opened again, and then decided otherwise', () => {
    const opened = after(reopen(1), after(link()));
    assert.deepEqual(opened.status, { status: 'open' });
    assert.equal(after(link(), opened), opened, 'a card from before has no effect');
    assert.deepEqual(after(link(axel, 2), opened).status, { status: 'linked', person: axel, by: katri, at });
  });

  it('counts each change and nothing else', () => {
    const rev = fc.nat(4);
    const decision = fc.oneof(
      fc.tuple(fc.constantFrom(ebba, axel), rev).map(([person, n]) => link(person, n)),
      rev.map(refuse),
      rev.map(reopen),
    );
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 12 }), (decisions) => {
        let current = question;
        for (const one of decisions) {
          const next = after(one, current);
          if (next !== current) assert.deepEqual([one.rev, next.rev], [current.rev, current.rev + 1]);
          if (next !== current) assert.notEqual(next.status.status, current.status.status);
          current = next;
        }
      }),
    );
  });
});
