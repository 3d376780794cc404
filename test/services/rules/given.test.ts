import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AnswerKind, Prompt } from '../../../services/domain/programme.ts';
import { maxChars, readGiven } from '../../../services/rules/answers.ts';
import type { Item } from '../../../services/rules/lookup.ts';
import { cleanText } from '../../../services/rules/text.ts';
import { aPrompt, aSprint, aTask, inAll } from '../../helpers/programme.ts';

const sprint = aSprint();
const taskOf = (answer: AnswerKind): Item => ({ kind: 'task', task: aTask({ answer }), sprint });
const promptOf = (prompt: Partial<Prompt> = {}): Item => ({
  kind: 'prompt',
  prompt: aPrompt(prompt),
  sprint,
});

describe('a text answer', () => {
  const short = taskOf({ kind: 'text', maxChars: 10 });
  const read = (text: string): unknown => readGiven({ text }, short);

  it('is kept without the space around it', () => {
    assert.deepEqual(read('  Moi!\r\nHej!  \n'), { kind: 'text', text: 'Moi!\nHej!' });
  });

  it('is counted as people count, so that an emoji is one', () => {
    assert.deepEqual(read('😀'.repeat(10)), { kind: 'text', text: '😀'.repeat(10) });
    assert.deepEqual(read('😀'.repeat(11)), { code: 'tooLong', length: 11, max: 10 });
  });

  it('of a hundred thousand characters is too long', () => {
    assert.deepEqual(read('x'.repeat(100_000)), { code: 'tooLong', length: 100_000, max: 10 });
  });

  it('loses control characters, broken halves and forced directions, and keeps the rest', () => {
    assert.deepEqual(read('a\u0000\u0007b\u202E\uD800\tc\nd'), { kind: 'text', text: 'ab\tc\nd' });
  });

  it('may be written from right to left, and with joined emoji', () => {
    for (const text of ['שלום', 'مرحبا', '👩‍👧‍👦']) assert.deepEqual(read(text), { kind: 'text', text });
  });

  it('of nothing to see is empty', () => {
    for (const text of ['', '   \n', '\u0000\u0001', '\u200B\u200B']) {
      assert.deepEqual(read(text), { code: 'empty' });
    }
    assert.deepEqual(readGiven({}, short), { code: 'empty' });
  });

  it('cleaned twice is as if cleaned once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(cleanText(cleanText(text)), cleanText(text));
      }),
    );
  });
});

describe('a number answer', () => {
  const level = taskOf({ kind: 'number', min: 1, max: 5, step: 0.1 });
  const read = (number: string): unknown => readGiven({ number }, level);

  it('takes a decimal comma as well as a point', () => {
    assert.deepEqual(read('3,4'), { kind: 'number', value: 3.4 });
    assert.deepEqual(read(' 3.4 '), { kind: 'number', value: 3.4 });
  });

  it('takes every step of its range', () => {
    for (let tenths = 10; tenths <= 50; tenths += 1) {
      assert.deepEqual(read((tenths / 10).toFixed(1)), { kind: 'number', value: tenths / 10 });
    }
  });

  it('refuses words, signs alone and two numbers', () => {
    for (const typed of ['three', '-', '1,2,3', '1 2', '0x2', '1e1', 'Infinity']) {
      assert.deepEqual(read(typed), { code: 'notANumber' });
    }
  });

  it('refuses what lies outside its range or between its steps', () => {
    assert.deepEqual(read('5,1'), { code: 'outOfRange', min: 1, max: 5 });
    assert.deepEqual(read('−1'), { code: 'outOfRange', min: 1, max: 5 });
    assert.deepEqual(read('3,45'), { code: 'wrongStep', step: 0.1 });
  });

  it('without steps may be any number of its range', () => {
    const any = taskOf({ kind: 'number', min: 0, max: 100 });
    assert.deepEqual(readGiven({ number: '33,333' }, any), { kind: 'number', value: 33.333 });
  });

  it('left out is empty', () => {
    assert.deepEqual(read(' '), { code: 'empty' });
  });
});

describe('a link answer', () => {
  const page = taskOf({ kind: 'link_or_done' });
  const read = (link: string): unknown => readGiven({ link }, page);

  it('takes addresses of the web', () => {
    assert.deepEqual(read(' https://intra.example/a?b=ä '), {
      kind: 'link',
      url: 'https://intra.example/a?b=%C3%A4',
    });
    assert.deepEqual(read('http://intra.example'), { kind: 'link', url: 'http://intra.example/' });
  });

  it('refuses everything else', () => {
    const others = [
      'intra.example',
      'javascript:alert(1)',
      'file:///c:/x',
      'https://a b.example',
      'see https://a.example',
      'https://bank.example@evil.example',
    ];
    for (const link of others) assert.deepEqual(read(link), { code: 'notALink' }, link);
    assert.deepEqual(read(''), { code: 'empty' });
  });

  it('refuses one that is too long', () => {
    const length = 'https://a.example/'.length + 2000;
    assert.deepEqual(read(`https://a.example/${'x'.repeat(2000)}`), { code: 'tooLong', length, max: 2000 });
  });
});

describe('the answer to a prompt', () => {
  const choices = [{ id: 'example', label: inAll('An example') }];

  it('is free text of up to two thousand characters', () => {
    assert.equal(maxChars(promptOf()), 2000);
    assert.deepEqual(readGiven({ text: 'x'.repeat(2001) }, promptOf()), {
      code: 'tooLong',
      length: 2001,
      max: 2000,
    });
  });

  it('with choices is one of them', () => {
    assert.deepEqual(readGiven({ choice: 'example' }, promptOf({ choices })), {
      kind: 'choice',
      choice: 'example',
    });
    for (const given of [{}, { choice: 'other' }, { choice: '', text: 'free text' }]) {
      assert.deepEqual(readGiven(given, promptOf({ choices })), { code: 'chooseOne' });
    }
  });

  it('has a comment where one is asked for', () => {
    const given = { choice: 'example', comment: ' Please! ' };
    const with_ = { kind: 'choice', choice: 'example', comment: 'Please!' };
    assert.deepEqual(readGiven(given, promptOf({ choices, comment: 'optional' })), with_);
    assert.deepEqual(readGiven(given, promptOf({ choices })), { kind: 'choice', choice: 'example' });
  });

  it('may leave an optional comment empty, a required one not', () => {
    const given = { choice: 'example', comment: ' ' };
    const without = { kind: 'choice', choice: 'example' };
    assert.deepEqual(readGiven(given, promptOf({ choices, comment: 'optional' })), without);
    assert.deepEqual(readGiven(given, promptOf({ choices, comment: 'required' })), { code: 'commentNeeded' });
  });

  it('has a comment of up to six hundred characters', () => {
    const item = promptOf({ choices, comment: 'optional' });
    assert.equal(maxChars(item), 600);
    const given = { choice: 'example', comment: 'x'.repeat(601) };
    assert.deepEqual(readGiven(given, item), { code: 'tooLong', length: 601, max: 600 });
  });
});

describe('the room for an answer', () => {
  it("to a text task is the task's own", () => {
    assert.equal(maxChars(taskOf({ kind: 'text', maxChars: 1500 })), 1500);
  });
});
