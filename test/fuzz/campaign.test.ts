import assert from 'node:assert/strict';
import fc from 'fast-check';
import { campaign, complaintsOf, kinds } from './campaign.ts';
import { isMalformed } from './commands.ts';
import { faultsOfDocument } from './journal.ts';
import { kind } from './kind.ts';
import { mutated } from './mutate.ts';
import { reportOf } from './report.ts';

describe('a short campaign of hostile input', function () {
  // Its cases are few, but the machine may have much else to do.
  this.timeout(120_000);

  it('harms nothing, whichever way it comes in', async () => {
    const { tried, failures } = await campaign({ seed: 20230614, cases: 600, minutes: 1.5, rounds: 1 });
    assert.deepEqual(failures, []);
    assert.deepEqual(
      tried.map(({ name }) => name),
      kinds.map(({ name }) => name),
    );
    for (const { name, cases } of tried) assert.ok(cases > 0, name);
  });
});

describe('a campaign', () => {
  const small = kind({ name: 'small numbers', share: 1, http: false }, fc.nat({ max: 1000 }), () => ({
    run: (n) => (n > 10 ? Promise.reject(new Error('too large')) : Promise.resolve()),
  }));

  it('names the smallest case that did harm, and how to see it again', async () => {
    const found = await campaign({ seed: 7, cases: 100, minutes: 1, of: [small], rounds: 2 });
    const [failure] = found.failures;
    assert.equal(failure?.example, '11');
    const report = reportOf(found);
    assert.match(report, /too large/);
    assert.match(report, new RegExp(`--only "small numbers" --seed ${String(failure.seed)} --cases 50`));
    const again = await campaign({ ...failure, minutes: 1, of: [small], rounds: 1 });
    assert.equal(again.failures[0]?.example, '11');
  });

  it('tries the same cases for the same seed', async () => {
    const heard: number[] = [];
    const listening = kind({ name: 'listening', share: 1, http: false }, fc.nat(), () => ({
      run: (n) => Promise.resolve(void heard.push(n)),
    }));
    for (const seed of [3, 3, 4]) await campaign({ seed, cases: 20, minutes: 1, of: [listening], rounds: 2 });
    assert.deepEqual(heard.slice(20, 40), heard.slice(0, 20));
    assert.notDeepEqual(heard.slice(40), heard.slice(0, 20));
  });

  it('sees what shows only in the end', async () => {
    const late = kind({ name: 'late', share: 1, http: false }, fc.nat(), () => ({
      run: () => Promise.resolve(),
      finish: () => Promise.reject(new Error('left behind')),
    }));
    const { failures } = await campaign({ seed: 1, cases: 1, minutes: 1, of: [late], rounds: 1 });
    assert.match(failures[0]?.why ?? '', /left behind/);
  });
});

describe('a campaign that has not gone well', () => {
  const idle = kind({ name: 'idle', share: 1, http: false }, fc.nat(), () => ({
    run: () => Promise.resolve(),
  }));
  const tried = (minutes: number) => campaign({ seed: 1, cases: 20, minutes, of: [idle], rounds: 2 });
  const small = { peakBytes: 1, keptBytes: [1, 1] };
  const MB = 1024 * 1024;

  it('is one that the time did not reach for: it says how much was not tried', async () => {
    const [cut, whole] = [await tried(0), await tried(1)];
    assert.deepEqual([cut.missed, whole.missed], [20, 0]);
    assert.match(complaintsOf({ ...cut, memory: small }).join(), /with 20 cases not tried/);
    assert.deepEqual(complaintsOf({ ...whole, memory: small }), []);
  });

  it('is one that stops in the middle of its cases', async () => {
    const slow = kind({ name: 'slow', share: 1, http: false }, fc.nat(), () => ({
      run: () => new Promise((resolve) => setTimeout(resolve, 20)),
    }));
    const { missed, tried: counts } = await campaign({
      ...{ seed: 1, cases: 10_000, minutes: 0.002, of: [slow], rounds: 1 },
    });
    assert.ok(missed > 0);
    assert.equal(missed + (counts[0]?.cases ?? 0), 10_000);
  });

  it('is one that took too much memory, at once or little by little', async () => {
    const whole = await tried(1);
    const complaints = (peak: number, grown: number) =>
      complaintsOf({ ...whole, memory: { peakBytes: peak * MB, keptBytes: [MB, (grown + 1) * MB] } });
    assert.deepEqual(complaints(1024, 64), []);
    assert.match(complaints(1025, 0).join(), /at its peak/);
    assert.match(complaints(1, 65).join(), /has grown/);
  });

  it('is one that found harm', async () => {
    const whole = await tried(1);
    const failures = [{ kind: 'idle', seed: 1, cases: 1, why: 'harm', example: '0' }];
    assert.match(complaintsOf({ ...whole, failures, memory: small }).join(), /did harm/);
  });
});

describe('what a campaign goes by', () => {
  const valid = { verb: 'task.answer', academy: 'a', item: 's1-t1', rev: 0, nonce: 'n', text: 'Hej' };

  it('data without what a verb needs are malformed, whatever was typed', () => {
    assert.ok(!isMalformed('task.answer', valid, { ...valid, text: 7 }));
    for (const spoilt of [{ rev: '0' }, { item: null }, { nonce: ['n'] }])
      assert.ok(isMalformed('task.answer', valid, { ...valid, ...spoilt }));
    const { academy: _, ...less } = valid;
    assert.ok(isMalformed('task.answer', valid, less));
  });

  it('a document with half a character, a control character or a prototype is a fault', () => {
    const holding = (data: unknown) => faultsOfDocument({ pk: 'a', id: 'b', type: 'c', data }).length;
    assert.equal(holding({ text: 'line\n\ttab 👩‍👩‍👧‍👦' }), 0);
    for (const text of ['\uD83D', '\u0007', 'x'.repeat(5000)]) assert.ok(holding({ text }) > 0);
    assert.ok(holding(JSON.parse('{"__proto__":{}}')) > 0);
  });

  it('changes put a key of any name, and take any place away', () => {
    const value = { a: { b: 1 }, c: [2] };
    const change = { at: 1, key: '__proto__', value: 7 };
    assert.equal(
      JSON.stringify(mutated(value, [{ ...change, how: 'add' }])),
      '{"a":{"b":1,"__proto__":7},"c":[2]}',
    );
    assert.deepEqual(mutated(value, [{ ...change, how: 'remove' }]), { a: {}, c: [2] });
    assert.deepEqual(mutated(value, [{ ...change, at: 2, how: 'double' }]), { a: { b: 1 }, c: [[2], [2]] });
    assert.deepEqual(mutated('x', [{ ...change, how: 'replace' }]), 7);
  });
});
