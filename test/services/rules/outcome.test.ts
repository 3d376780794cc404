import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DeliveryState } from '../../../services/domain/delivery.ts';
import { personId } from '../../../services/domain/ids.ts';
import type { UnreachableReason } from '../../../services/domain/people.ts';
import { HOUR, milliseconds, MINUTE, SECOND } from '../../../services/domain/time.ts';
import {
  afterAnswer,
  afterOpening,
  LAST_ATTEMPT,
  meaningOf,
  pauseMs,
} from '../../../services/rules/outcome.ts';
import type { Meaning } from '../../../services/rules/outcome.ts';
import { moment } from '../../helpers/programme.ts';

const NOW = moment('2023-05-10T05:30Z');
type Sending = Extract<DeliveryState, { state: 'sending' }>;

function beingSent(overrides: Partial<Sending> = {}): Sending {
  return { state: 'sending', owner: 'one', epoch: 1, since: NOW, attempt: 1, ...overrides };
}

const refused = (status: number, code?: string, subCode?: string) =>
  ({
    result: 'refused',
    status,
    ...(code === undefined ? {} : { code }),
    ...(subCode === undefined ? {} : { subCode }),
  }) as const;

describe('what an answer to a send means', () => {
  const retried = { meaning: 'retry' } as const;
  const uncertain = { meaning: 'retry', uncertain: true } as const;
  const inDoubt = { meaning: 'inDoubt', cause: 'serverError' } as const;
  const byStatus: readonly (readonly [number, Meaning])[] = [
    [401, retried],
    [412, retried],
    [429, retried],
    [503, retried],
    [502, uncertain],
    [504, uncertain],
    [500, inDoubt],
    [408, inDoubt],
    [404, { meaning: 'unreachable', reason: 'chatGone' }],
    [403, { meaning: 'unreachable', reason: 'refused' }],
    [400, { meaning: 'dead', reason: '400' }],
    [413, { meaning: 'dead', reason: '413' }],
    [302, { meaning: 'dead', reason: '302' }],
    [418, { meaning: 'dead', reason: '418' }],
    [501, { meaning: 'dead', reason: '501' }],
  ];
  for (const [status, meaning] of byStatus) {
    it(`${String(status)}: ${JSON.stringify(meaning)}`, () => {
      assert.deepEqual(meaningOf(refused(status)), meaning);
    });
  }

  const reasons: readonly (readonly [string, UnreachableReason])[] = [
    ['ForbiddenOperationException', 'notInstalled'],
    ['BotNotInConversationRoster', 'removed'],
    ['ConversationBlockedByUser', 'blocked'],
    ['MessageWritesBlocked', 'blocked'],
    ['BotDisabledByAdmin', 'disabledByAdmin'],
    ['SomethingNew', 'refused'],
    // A name that every object has is no reason.
    ['constructor', 'refused'],
  ];
  for (const [code, reason] of reasons) {
    it(`403 ${code}: not reached, ${reason}`, () => {
      assert.deepEqual(meaningOf(refused(403, code)), { meaning: 'unreachable', reason });
    });
  }

  it('a sub-code says more than the code', () => {
    const answer = refused(403, 'ForbiddenOperationException', 'MessageWritesBlocked');
    assert.deepEqual(meaningOf(answer), { meaning: 'unreachable', reason: 'blocked' });
  });

  it('an unknown sub-code leaves the code to speak', () => {
    const answer = refused(403, 'BotNotInConversationRoster', 'SomethingNew');
    assert.deepEqual(meaningOf(answer), { meaning: 'unreachable', reason: 'removed' });
  });

  it('what is dead says the status, code and sub-code', () => {
    assert.deepEqual(meaningOf(refused(400, 'BadArgument', 'Card')), {
      meaning: 'dead',
      reason: '400 BadArgument Card',
    });
  });

  it('what never left is sent again', () => {
    assert.deepEqual(meaningOf({ result: 'neverLeft', cause: 'ECONNREFUSED' }), retried);
  });

  it('what was sent and not answered is in doubt', () => {
    assert.deepEqual(meaningOf({ result: 'noAnswer', cause: 'timeout' }), {
      meaning: 'inDoubt',
      cause: 'noAnswer',
    });
    assert.deepEqual(meaningOf({ result: 'noAnswer', cause: 'reset' }), {
      meaning: 'inDoubt',
      cause: 'reset',
    });
  });

  it('Retry-After is kept where it was refused for now', () => {
    assert.deepEqual(meaningOf({ ...refused(429), retryAfterMs: 7000 }), {
      meaning: 'retry',
      retryAfterMs: 7000,
    });
  });

  it('every status means something, and only 401, 412, 429 and 502 to 504 are tried again', () => {
    for (let status = 100; status < 600; status += 1) {
      const { meaning } = meaningOf(refused(status));
      assert.equal(meaning === 'retry', [401, 412, 429, 502, 503, 504].includes(status), String(status));
    }
  });
});

describe('what an answer to opening a chat means', () => {
  const again: Meaning = { meaning: 'retry' };
  const notInstalled: Meaning = { meaning: 'unreachable', reason: 'notInstalled' };
  const rows: readonly (readonly [string, Parameters<typeof afterOpening>[0], Meaning])[] = [
    ['no answer', { result: 'noAnswer', cause: 'timeout' }, again],
    ['a reset', { result: 'noAnswer', cause: 'reset' }, again],
    ['500', refused(500), again],
    ['502', refused(502), again],
    ['what never left', { result: 'neverLeft', cause: 'ECONNREFUSED' }, again],
    ['429 with a pause', { ...refused(429), retryAfterMs: 7000 }, { meaning: 'retry', retryAfterMs: 7000 }],
    ['401', refused(401), again],
    ['400', refused(400, 'BadSyntax'), notInstalled],
    ['404', refused(404), notInstalled],
    [
      '403 of an administrator',
      refused(403, 'BotDisabledByAdmin'),
      { meaning: 'unreachable', reason: 'disabledByAdmin' },
    ],
    ['413', refused(413), { meaning: 'dead', reason: '413' }],
  ];
  for (const [what, answer, meaning] of rows)
    it(`${what}: ${JSON.stringify(meaning)}`, () => {
      assert.deepEqual(afterOpening(answer), meaning);
    });
});

describe('the pause before the next attempt', () => {
  const attempt = fc.integer({ min: 1, max: LAST_ATTEMPT });
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  const asked = fc.option(fc.integer({ min: 0, max: 100 * HOUR }), { nil: undefined });

  it('is between a second and an hour', () => {
    fc.assert(
      fc.property(attempt, asked, chance, (n, ms, luck) => {
        const pause = pauseMs(n, ms, luck);
        return pause >= SECOND && pause <= HOUR;
      }),
    );
  });

  it('without Retry-After is ten minutes at most', () => {
    fc.assert(fc.property(attempt, chance, (n, luck) => pauseMs(n, undefined, luck) <= 10 * MINUTE));
  });

  it('never gets shorter from one attempt to the next, whatever the chance', () => {
    fc.assert(
      fc.property(
        attempt,
        chance,
        (n, luck) => pauseMs(n + 1, undefined, luck) >= pauseMs(n, undefined, luck),
      ),
    );
  });

  it('doubles at first', () => {
    const pauses = [1, 2, 3, 4].map((n) => pauseMs(n, undefined, 1));
    assert.deepEqual(pauses, [2000, 4000, 8000, 16_000]);
  });

  it('is half chance, so that many do not come back at once', () => {
    assert.deepEqual([pauseMs(3, undefined, 0), pauseMs(3, undefined, 1)], [4000, 8000]);
  });

  it('is never shorter than what the platform asked for, up to an hour', () => {
    fc.assert(
      fc.property(attempt, fc.integer({ min: 0, max: 100 * HOUR }), chance, (n, ms, luck) => {
        return pauseMs(n, ms, luck) >= Math.min(ms, HOUR);
      }),
    );
  });

  it('is what the platform asked for where that is longer', () => {
    assert.equal(pauseMs(1, 45_000, 0.5), 45_000);
  });

  it('lets a day of attempts take a day, even where the platform asks for no pause at all', () => {
    let total = 0;
    for (let n = 1; n <= LAST_ATTEMPT; n += 1) total += pauseMs(n, 0, 0);
    assert.ok(total > 11 * HOUR, String(total));
  });
});

describe('the state after an answer', () => {
  it('tried again: the next attempt, after the pause', () => {
    const state = afterAnswer(beingSent({ attempt: 3 }), { meaning: 'retry' }, NOW, 1);
    assert.ok(state.state === 'pending');
    assert.equal(state.attempt, 4);
    assert.equal(milliseconds(state.dueAt) - milliseconds(NOW), 8000);
    assert.equal(state.maybeTwice, undefined);
  });

  it('a gateway that lost the answer marks it as possibly doubled, for good', () => {
    const first = afterAnswer(beingSent(), { meaning: 'retry', uncertain: true }, NOW, 0);
    assert.ok(first.state === 'pending' && first.maybeTwice);
    const second = afterAnswer(beingSent({ maybeTwice: true }), { meaning: 'retry' }, NOW, 0);
    assert.ok(second.state === 'pending' && second.maybeTwice);
  });

  it('whatever becomes of it later, that one attempt may have arrived is not forgotten', () => {
    const tried = beingSent({ maybeTwice: true });
    const ends: readonly Meaning[] = [
      { meaning: 'inDoubt', cause: 'reset' },
      { meaning: 'unreachable', reason: 'blocked' },
      { meaning: 'dead', reason: '400' },
    ];
    for (const meaning of ends) {
      const state = afterAnswer(tried, meaning, NOW, 0);
      assert.ok('maybeTwice' in state && state.maybeTwice, meaning.meaning);
    }
    const last = beingSent({ attempt: LAST_ATTEMPT });
    const gaveUp = afterAnswer(last, { meaning: 'retry', uncertain: true }, NOW, 0);
    assert.ok(gaveUp.state === 'dead' && gaveUp.maybeTwice);
  });

  it('gives up after the last attempt', () => {
    const state = afterAnswer(beingSent({ attempt: LAST_ATTEMPT }), { meaning: 'retry' }, NOW, 0);
    assert.deepEqual(state, { state: 'dead', reason: 'gaveUp', at: NOW });
  });

  it('in doubt: held with its cause', () => {
    for (const cause of ['noAnswer', 'reset', 'serverError'] as const) {
      const state = afterAnswer(beingSent(), { meaning: 'inDoubt', cause }, NOW, 0);
      assert.deepEqual(state, { state: 'held', cause, at: NOW });
    }
  });

  it('held keeps who had it sent again, whatever the doubt', () => {
    const again = { by: personId('kaisa'), at: NOW };
    for (const meaning of [
      { meaning: 'inDoubt', cause: 'reset' } as const,
      { meaning: 'retry', uncertain: true } as const,
    ]) {
      const state = afterAnswer(beingSent({ again }), meaning, NOW, 0, 'hold');
      assert.ok(state.state === 'held');
      assert.deepEqual(state.again, again);
    }
  });

  it('tried again keeps all that is known of the attempts before', () => {
    const again = { by: personId('kaisa'), at: NOW };
    const state = afterAnswer(
      beingSent({ again, anew: true, maybeTwice: true }),
      { meaning: 'retry' },
      NOW,
      0,
    );
    assert.ok(state.state === 'pending');
    assert.deepEqual([state.again, state.anew, state.maybeTwice, state.attempt], [again, true, true, 2]);
  });

  it('final: not reached, or dead', () => {
    const unreachable = { meaning: 'unreachable', reason: 'blocked' } as const;
    const reached = afterAnswer(beingSent(), unreachable, NOW, 0);
    assert.deepEqual(reached, { state: 'unreachable', reason: 'blocked', at: NOW });
    const dead = afterAnswer(beingSent(), { meaning: 'dead', reason: '400' }, NOW, 0);
    assert.deepEqual(dead, { state: 'dead', reason: '400', at: NOW });
  });
});
