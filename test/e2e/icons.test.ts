import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readPng } from '../../manifest/png.ts';
import type { Picture } from '../../manifest/png.ts';
import { drawIcons, iconFile, iconSizes } from '../helpers/draw-icons.ts';
import { describeInChromium } from './chromium.ts';

/** Browsers smooth edges each in their own way; a colour this far off is another colour. */
const OFF = 64;

describeInChromium('the app’s icons', function (chromium) {
  this.timeout(60_000);

  it('are what their drawings show', async () => {
    const drawn = await drawIcons(chromium);
    for (const name of ['color', 'outline'] as const) {
      const [kept, fresh] = [readFileSync(iconFile(name, 'png')), drawn[name]].map(picture);
      const size = iconSizes[name];
      assert.deepEqual([kept!.width, fresh!.width], [size, size]);
      const share = othersIn(kept!, fresh!) / size ** 2;
      assert.ok(share < 0.003, `${name}: ${(share * 100).toFixed(1)} % differs; draw it anew`);
    }
  });
});

function picture(bytes: Uint8Array): Picture {
  const read = readPng(new Uint8Array(bytes));
  if ('wrong' in read) throw new Error(read.wrong);
  return read;
}

/** How many pixels of two pictures differ. */
function othersIn(one: Picture, other: Picture): number {
  let count = 0;
  for (let y = 0; y < one.height; y += 1)
    for (let x = 0; x < one.width; x += 1) {
      const [mine, theirs] = [one.pixel(x, y), other.pixel(x, y)];
      if (mine.some((channel, index) => Math.abs(channel - theirs[index]!) > OFF)) count += 1;
    }
  return count;
}
