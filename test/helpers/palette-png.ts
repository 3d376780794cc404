import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from '../../manifest/png.ts';

type Colour = readonly [number, number, number];

/** As many as a palette of one byte a pixel has room for. */
const MOST = 256;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The picture as a PNG with a palette, a third of the size: its commonest colours, the
 * bright ones first, and for the others (the edges of letters) the nearest of them. What is not opaque is drawn as if it were. */
export function palettePng(picture: Picture): Buffer {
  const { width, height } = picture;
  const palette = commonest(picture);
  const nearest = nearestIn(palette);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    // Each row begins with the number of its filter: none.
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = nearest(colourAt(picture, x, y));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, which name a colour of the palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colourAt(picture: Picture, x: number, y: number): Colour {
  const [red, green, blue] = picture.pixel(x, y);
  return [red, green, blue];
}

function commonest(picture: Picture): readonly Colour[] {
  const counts = new Map<string, { readonly colour: Colour; count: number }>();
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const colour = colourAt(picture, x, y);
      const key = colour.join();
      const known = counts.get(key);
      if (known) known.count += 1;
      else counts.set(key, { colour, count: 1 });
    }
  }
  const all = [...counts.values()].sort((a, b) => weightOf(b) - weightOf(a));
  return all.slice(0, MOST).map(({ colour }) => colour);
}

/** A red star of a few points is missed sooner than a shade of grey. */
function weightOf({ colour, count }: { readonly colour: Colour; readonly count: number }): number {
  return count * (1 + Math.max(...colour) - Math.min(...colour));
}

function nearestIn(palette: readonly Colour[]): (colour: Colour) => number {
  const known = new Map(palette.map((colour, index) => [colour.join(), index]));
  return (colour) => {
    const key = colour.join();
    const found = known.get(key) ?? closest(palette, colour);
    known.set(key, found);
    return found;
  };
}

function closest(palette: readonly Colour[], colour: Colour): number {
  const off = palette.map((one) => one.reduce((sum, part, i) => sum + (part - (colour[i] ?? 0)) ** 2, 0));
  return off.indexOf(Math.min(...off));
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}
