import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SendResult } from '../../../services/domain/delivery.ts';
import { tenantId } from '../../../services/domain/ids.ts';
import { limitedPace } from '../../../services/delivery/pace.ts';
import type { PaceLimits } from '../../../services/delivery/pace.ts';
import { THREAD_LIMITS } from '../../../services/rules/limits.ts';

const LIMITS: PaceLimits = { thread: THREAD_LIMITS, tenantPerSecond: 50 };
const chat = (conversationId: string, tenant = 'one') => ({ tenant: tenantId(tenant), conversationId });
const refused = (status: number, retryAfterMs?: number): SendResult => ({
  result: 'refused',
  status,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});
const lost: SendResult = { result: 'noAnswer', cause: 'timeout' };
const taken: SendResult = { result: 'accepted', activityId: 'a' };

/** A clock that only sleeping moves: who sleeps is woken when all others sleep too, the earliest first. */
function aClock() {
  let now = 0;
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms: number) => new Promise<void>((wake) => sleepers.push({ at: now + ms, wake })),
    /** Runs until the work is done. */
    async play(work: Promise<unknown>): Promise<void> {
      const state = { done: false };
      void work.finally(() => (state.done = true));
      while (!state.done) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = sleepers.sort((a, b) => a.at - b.at).shift();
        now = Math.max(now, next?.at ?? now);
        next?.wake();
      }
      await work;
    },
  };
}

/** The most moments that fall into any span of that length. */
function most(times: readonly number[], ms: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
}

describe('the pace of requests', () => {
  it('never exceeds what a chat or a tenant may get, in any span of time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ chat: fc.integer({ min: 0, max: 5 }), tenant: fc.boolean() }), {
          minLength: 50,
          maxLength: 200,
        }),
        async (wanted) => {
          const clock = aClock();
          const pace = limitedPace({ ...LIMITS, tenantPerSecond: 20 }, clock.now, clock.sleep);
          const left: { readonly key: string; readonly tenant: string; readonly at: number }[] = [];
          const work = wanted.map(async (one) => {
            const [key, tenant] = [String(one.chat), one.tenant ? 'one' : 'two'];
            const endTurn = await pace.turn(chat(key, tenant));
            left.push({ key: `${tenant} ${key}`, tenant, at: clock.now() });
            endTurn(taken);
          });
          await clock.play(Promise.all(work));
          assert.equal(left.length, wanted.length);
          for (const key of new Set(left.map((one) => one.key))) {
            const times = left.filter((one) => one.key === key).map(({ at }) => at);
            for (const { count, ms } of THREAD_LIMITS)
              assert.ok(most(times, ms) <= count, `${key}: ${String(ms)} ms`);
          }
          for (const tenant of ['one', 'two']) {
            const times = left.filter((one) => one.tenant === tenant).map(({ at }) => at);
            assert.ok(most(times, 1000) <= 20, tenant);
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is close to what the platform takes: 500 recipients of a tenant in ten seconds', async () => {
    const clock = aClock();
    const pace = limitedPace(LIMITS, clock.now, clock.sleep);
    const work = Array.from({ length: 501 }, async (_, n) => (await pace.turn(chat(String(n))))(taken));
    await clock.play(Promise.all(work));
    assert.ok(clock.now() >= 10_000 && clock.now() <= 10_500, String(clock.now()));
  });

  it('counts a request from its answer on, however late it arrived', async () => {
    const clock = aClock();
    const pace = limitedPace(LIMITS, clock.now, clock.sleep);
    const arrived: number[] = [];
    // The first ones are slow on their way, the next ones quick.
    const send = async (n: number) => {
      const endTurn = await pace.turn(chat(`c${String(n)}`));
      await clock.sleep(n < 50 ? 900 - n : 1);
      arrived.push(clock.now());
      endTurn(taken);
    };
    await clock.play(Promise.all(Array.from({ length: 150 }, (_, n) => send(n))));
    assert.equal(most(arrived, 1000), 50);
  });

  it('a tenant that waits keeps no other waiting', async () => {
    const clock = aClock();
    const pace = limitedPace({ ...LIMITS, tenantPerSecond: 1 }, clock.now, clock.sleep);
    void Promise.all(Array.from({ length: 5 }, (_, n) => pace.turn(chat(String(n)))));
    await pace.turn(chat('x', 'two'));
    assert.equal(clock.now(), 0);
  });

  it('lets a request leave on a clock that never stands still', async () => {
    let now = 0;
    const pace = limitedPace(
      LIMITS,
      () => (now += 0.001),
      () => Promise.resolve(),
    );
    for (let n = 0; n < 7; n += 1) await pace.turn(chat('a'));
    assert.ok(now < 1000);
  });

  it('one chat that rests keeps no reply to another one waiting', async () => {
    const clock = aClock();
    const pace = limitedPace(LIMITS, clock.now, clock.sleep);
    (await pace.turn(chat('a')))(refused(429, 600_000));
    void pace.turn(chat('a'));
    for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setImmediate(resolve));
    await pace.turn(chat('b'), 'reply');
    assert.equal(clock.now(), 0);
  });

  it('a tenant that rests keeps no reply waiting, though others stand in line', async () => {
    const clock = aClock();
    const pace = limitedPace(LIMITS, clock.now, clock.sleep);
    for (const key of ['a', 'b', 'c']) (await pace.turn(chat(key)))(refused(429, 600_000));
    for (const key of ['d', 'e']) void pace.turn(chat(key));
    for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setImmediate(resolve));
    await pace.turn(chat('f'), 'reply');
    assert.equal(clock.now(), 0);
  });

  it('waits for no longer than an hour, whatever it is asked', async () => {
    const clock = aClock();
    const pace = limitedPace(LIMITS, clock.now, clock.sleep);
    (await pace.turn(chat('a')))(refused(429, 1e9));
    assert.equal(pace.pauseMs(chat('a')), 3_600_000);
  });

  it('takes many that were in doubt together for one trouble, not for many', async () => {
    const clock = aClock();
    const pace = limitedPace(LIMITS, clock.now, clock.sleep);
    const turns = await Promise.all(Array.from({ length: 40 }, (_, n) => pace.turn(chat(String(n)))));
    for (const endTurn of turns) endTurn({ result: 'refused', status: 401 });
    assert.equal(pace.tenantPauseMs(tenantId('one')), 5000);
  });

  it('gives a chat the pause that it asks for, and its neighbours none', async () => {
    const clock = aClock();
    const pace = limitedPace(LIMITS, clock.now, clock.sleep);
    (await pace.turn(chat('a')))(refused(429, 30_000));
    assert.equal(pace.pauseMs(chat('a')), 30_000);
    assert.equal(pace.pauseMs(chat('b')), 0);
    assert.equal(pace.tenantPauseMs(tenantId('one')), 0);
  });

  it('takes three chats told to wait at once for the tenant, and lets that rest', async () => {
    const clock = aClock();
    const pace = limitedPace(LIMITS, clock.now, clock.sleep);
    for (const key of ['a', 'b', 'c']) (await pace.turn(chat(key)))(refused(429, 60_000));
    assert.equal(pace.tenantPauseMs(tenantId('one')), 60_000);
    assert.equal(pace.pauseMs(chat('d')), 60_000);
    assert.equal(pace.tenantPauseMs(tenantId('two')), 0);
  });

  it('one chat told to wait again and again does not stop its tenant', async () => {
    const clock = aClock();
    const pace = limitedPace({ ...LIMITS, thread: [{ count: 1000, ms: 1000 }] }, clock.now, clock.sleep);
    for (let n = 0; n < 9; n += 1) (await pace.turn(chat('a')))(refused(429, 0));
    assert.equal(pace.tenantPauseMs(tenantId('one')), 0);
  });

  it('after five answers in doubt lets one request at a time find out, and all again after a clear answer', async () => {
    const clock = aClock();
    const pace = limitedPace(LIMITS, clock.now, clock.sleep);
    for (let n = 0; n < 5; n += 1) (await pace.turn(chat(String(n))))(lost);
    assert.equal(pace.tenantPauseMs(tenantId('one')), 5000);
    const first = pace.turn(chat('x'));
    await clock.play(first);
    const second = pace.turn(chat('y'));
    let passed = false;
    void second.then(() => (passed = true));
    for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(passed, false);
    (await first)(taken);
    await clock.play(second);
    assert.ok(passed);
  });

  it('a rest after doubts grows, up to five minutes', async () => {
    const clock = aClock();
    const pace = limitedPace(LIMITS, clock.now, clock.sleep);
    const rests: number[] = [];
    for (let n = 0; n < 13; n += 1) {
      const turn = pace.turn(chat(String(n)));
      await clock.play(turn);
      (await turn)(lost);
      rests.push(pace.tenantPauseMs(tenantId('one')) / 1000);
    }
    assert.deepEqual(rests, [0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]);
  });

  it('lets a tenant rest whose administrator turned the app off', async () => {
    const clock = aClock();
    const pace = limitedPace(LIMITS, clock.now, clock.sleep);
    for (const key of ['a', 'b', 'c'])
      (await pace.turn(chat(key)))({ result: 'refused', status: 403, code: 'BotDisabledByAdmin' });
    assert.equal(pace.tenantPauseMs(tenantId('one')), 600_000);
  });
});

describe('the pace when the bot itself is not let in', () => {
  for (const [what, answer] of [
    ['a 401', refused(401)],
    ['no token', { result: 'neverLeft', cause: 'x', signIn: true }],
  ] as const) {
    it(`lets every tenant rest after ${what}, longer each time, until a request is let in`, async () => {
      const clock = aClock();
      const pace = limitedPace(LIMITS, clock.now, clock.sleep);
      (await pace.turn(chat('a')))(answer);
      assert.equal(pace.tenantPauseMs(tenantId('two')), 5000);
      const next = pace.turn(chat('b', 'two'));
      await clock.play(next);
      (await next)(answer);
      assert.equal(pace.tenantPauseMs(tenantId('one')), 10_000);
      const last = pace.turn(chat('c'));
      await clock.play(last);
      (await last)(taken);
      assert.equal(pace.tenantPauseMs(tenantId('one')), 0);
    });
  }

  it('keeps nobody waiting who is there to be answered', async () => {
    const clock = aClock();
    const pace = limitedPace(LIMITS, clock.now, clock.sleep);
    (await pace.turn(chat('a')))(refused(401));
    await pace.turn(chat('b'), 'reply');
    assert.equal(clock.now(), 0);
  });
});
