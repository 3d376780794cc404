import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clip, fairLength, inert, safe, shownBytes } from '../../cards/text.ts';

describe('text of people', () => {
  it('loses control characters and marks that turn direction, and keeps line breaks', () => {
    assert.equal(safe('a\u0000b\u202Ec\u2066d\r\ne\tf'), 'abcd\ne\tf');
  });

  it('loses halves of characters, which some clients choke on', () => {
    assert.equal(safe('half \uD83D pair \uDE00 😀'), 'half  pair  😀');
  });

  it('keeps emoji, accents and text that runs from the right', () => {
    const text = 'Tack 👩🏽‍🏫 é שלום';
    assert.equal(safe(text), text);
  });

  it('cannot call the functions of Adaptive Cards', () => {
    assert.doesNotMatch(safe('{{DATE(2017-02-14T06:08:39Z)}} {{ TIME(x)}}'), /\{\{/);
    assert.equal(safe('{{name}}'), '{{name}}');
  });

  it('holds no Markdown where Markdown is read', () => {
    for (const text of ['**b**', '_i_', '[x](https://evil.example)', '`c`', '<b>', '~s~', '\\*'])
      assert.doesNotMatch(inert(text), /[*_`~<>[\]\\]/, text);
  });

  it('starts no list or heading', () => {
    for (const text of ['# a', '- a', '+ a', '1. a', '12) a'])
      assert.doesNotMatch(inert(text), /^\s*(#|[-+] |\d+[.)] )/, text);
    assert.equal(inert('Sprint meeting 1: a-b'), 'Sprint meeting 1: a-b');
  });

  it('is cut with an ellipsis, and says how much is missing', () => {
    assert.deepEqual(clip('abcdef', 6), { text: 'abcdef', cut: 0 });
    assert.deepEqual(clip('abcdef', 4), { text: 'abcd…', cut: 2 });
  });

  it('is not cut inside an emoji', () => {
    assert.equal(clip('ab👍cd', 3).text, 'ab👍…');
    assert.equal(clip('👩\u200D🏫cd', 2).text, '👩…');
  });
});

describe('the room that texts share', () => {
  it('shows short texts whole and lets the long ones share what is left', () => {
    const texts = ['kort', 'x'.repeat(1000), 'y'.repeat(1000)];
    const most = fairLength(texts, 600);
    assert.equal(clip(texts[0]!, most).cut, 0);
    assert.ok(most > 250 && most < 300, String(most));
  });

  it('is never more than was given, and never less than it could be', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 300, max: 3000 }),
        (texts, bytes) => {
          const most = fairLength(texts, bytes);
          assert.ok(shownBytes(texts, most) <= bytes || most === 0);
          const all = Math.max(...texts.map((text) => text.length));
          assert.ok(most === all || shownBytes(texts, most + 1) > bytes || most > 0);
        },
      ),
    );
  });
});
