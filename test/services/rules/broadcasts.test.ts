import assert from 'node:assert/strict';
import type { Broadcast, Deed } from '../../../services/domain/broadcast.ts';
import { academyId, broadcastId, meetingId, noticeId, personId } from '../../../services/domain/ids.ts';
import { judge, withContent, writtenIn } from '../../../services/rules/broadcasts.ts';
import type { Asked } from '../../../services/rules/broadcasts.ts';
import { moment } from '../../helpers/programme.ts';

const [katri, robert] = [personId('katri'), personId('robert')];
const at = moment('2023-05-31T09:00+03:00');
const content = { meeting: meetingId('s1-m'), audience: { to: 'everybody' }, texts: { fi: 'Hei' } } as const;
const statuses = {
  draft: { status: 'draft' },
  scheduled: { status: 'scheduled', dueAt: at, by: katri, at },
  sent: { status: 'sent', notice: noticeId('n'), by: katri, at },
  withdrawn: { status: 'withdrawn', notice: noticeId('n'), by: katri, at, withdrawn: { by: katri, at } },
} as const;
const aBroadcast = (overrides: Partial<Broadcast> = {}): Broadcast => ({
  ...{ id: broadcastId('b-1'), academy: academyId('a'), ...content, by: katri, at, revision: 3 },
  status: statuses.draft,
  ...overrides,
});
const aDeed = (overrides: Partial<Deed> = {}): Deed => ({
  ...{ what: 'sent', by: katri, at, revision: 3 },
  ...overrides,
});

describe('what is done to a broadcast', () => {
  it('is done in the states that it is for, and in no other', () => {
    const possible: Readonly<Record<keyof typeof statuses, readonly Asked[]>> = {
      draft: ['confirm'],
      scheduled: ['now', 'cancel'],
      sent: ['withdraw', 'correct'],
      withdrawn: [],
    };
    for (const [name, status] of Object.entries(statuses))
      for (const asked of ['confirm', 'now', 'cancel', 'withdraw', 'correct'] as const) {
        const { verdict } = judge(aBroadcast({ status }), asked, { revision: 3, by: katri });
        const may = possible[name as keyof typeof statuses].includes(asked);
        assert.equal(verdict, may ? 'do' : 'show', `${name} ${asked}`);
      }
  });

  it('is confirmed as it was seen: what was written anew since is shown first', () => {
    const edited = aBroadcast({ status: statuses.sent, edit: content, did: aDeed({ revision: 2 }) });
    assert.deepEqual(judge(edited, 'confirm', { revision: 3, by: katri }), { verdict: 'do' });
    assert.deepEqual(judge(edited, 'confirm', { revision: 2, by: katri }), { verdict: 'show', anew: true });
  });

  it('is not undone by an edit that nobody has confirmed', () => {
    const edited = aBroadcast({ status: statuses.sent, edit: content, did: aDeed({ revision: 2 }) });
    assert.deepEqual(judge(edited, 'withdraw', { revision: 2, by: robert }), { verdict: 'do' });
  });

  it('by one who comes second is told them, with who did what when', () => {
    const did = aDeed({ what: 'withdrawn' });
    const broadcast = aBroadcast({ status: statuses.withdrawn, did });
    for (const asked of ['confirm', 'now', 'cancel', 'withdraw', 'correct'] as const)
      assert.deepEqual(judge(broadcast, asked, { revision: 2, by: robert }), { verdict: 'show', told: did });
  });

  it('twice by the same click shows how it stands, without blame', () => {
    const broadcast = aBroadcast({ status: statuses.sent, did: aDeed() });
    assert.deepEqual(judge(broadcast, 'confirm', { revision: 2, by: katri }), { verdict: 'show' });
  });
});

describe('what is written in a broadcast', () => {
  it('is the edit where there is one', () => {
    const edit = { ...content, dueAt: at, whenUncertain: 'hold' } as const;
    assert.deepEqual(writtenIn(aBroadcast({ edit })), edit);
    assert.deepEqual(writtenIn(aBroadcast()), content);
  });

  it('leaves nothing of what stood there before', () => {
    const before = aBroadcast({ dueAt: at, whenUncertain: 'hold', edit: content });
    assert.deepEqual(withContent(before, content), aBroadcast());
  });
});
