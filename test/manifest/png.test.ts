import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPng } from '../../manifest/png.ts';
import type { Picture } from '../../manifest/png.ts';
import { aPng, pngOf } from '../helpers/app-package.ts';
import type { Colour } from '../helpers/app-package.ts';

function picture(bytes: Uint8Array): Picture {
  const read = readPng(bytes);
  if ('wrong' in read) throw new Error(read.wrong);
  return read;
}

const wrong = (bytes: Uint8Array): string => {
  const read = readPng(bytes);
  return 'wrong' in read ? read.wrong : 'nothing';
};

const byte = fc.integer({ min: 0, max: 255 });

describe('reading a PNG', () => {
  it('finds every pixel again, whatever the filters of its rows', () => {
    const row = fc.array(fc.tuple(byte, byte, byte, byte), { minLength: 3, maxLength: 3 });
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), row), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, (drawn) => {
        const at = (x: number, y: number): Colour => drawn[y]![1][x]!;
        const read = picture(aPng({ width: 3, height: drawn.length }, at, (y) => drawn[y]![0]));
        assert.deepEqual([read.width, read.height], [3, drawn.length]);
        for (const y of drawn.keys()) for (const x of [0, 1, 2]) assert.deepEqual(read.pixel(x, y), at(x, y));
      }),
    );
  });

  it('takes a picture without opacity as opaque', () => {
    const bytes = pngOf({ width: 1, height: 1, bits: 8, kind: 2, rows: Uint8Array.of(0, 1, 2, 3) });
    assert.deepEqual(picture(bytes).pixel(0, 0), [1, 2, 3, 255]);
  });

  it('says what is wrong with any other file', () => {
    const one = { width: 1, height: 1, bits: 8, kind: 6, rows: Uint8Array.of(0, 1, 2, 3, 4) };
    assert.match(wrong(new Uint8Array()), /not a PNG/);
    assert.match(wrong(new TextEncoder().encode('<svg/>')), /not a PNG/);
    assert.match(wrong(pngOf(one).subarray(0, 40)), /without a picture/);
    assert.match(wrong(pngOf({ ...one, rows: Uint8Array.of(0, 1) })), /broken picture/);
    assert.match(wrong(pngOf({ ...one, rows: new Uint8Array(50) })), /broken picture/);
    assert.match(wrong(pngOf({ ...one, bits: 16 })), /8 bits a channel/);
    assert.match(wrong(pngOf({ ...one, kind: 3 })), /as RGB or RGBA/);
    assert.match(wrong(pngOf({ ...one, width: 100_000 })), /too large/);
  });

  it('never throws, whatever the bytes', () => {
    const start = pngOf({ width: 2, height: 2, bits: 8, kind: 6, rows: new Uint8Array(18) });
    fc.assert(
      fc.property(fc.nat(start.length - 1), byte, (at, value) => {
        const bytes = Uint8Array.from(start);
        bytes[at] = value;
        readPng(bytes);
      }),
    );
  });
});
