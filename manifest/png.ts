import { unzlibSync } from 'fflate';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of a pixel, 0 to 255 each. */
  pixel(x: number, y: number): readonly [number, number, number, number];
}

type Read<T> = T | { readonly wrong: string };

interface Header {
  readonly width: number;
  readonly height: number;
  /** Bytes a pixel: 3 without opacity, 4 with it. */
  readonly depth: 3 | 4;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Far more than an icon has: what claims to be larger is not unpacked. */
const LARGEST = 2048;

/** Reads a PNG of 8 bits a channel, in colour, with or without opacity, as the icons are. */
export function readPng(bytes: Uint8Array): Read<Picture> {
  if (SIGNATURE.some((byte, index) => bytes[index] !== byte)) return { wrong: 'is not a PNG file' };
  const chunks = chunksOf(bytes);
  const head = chunks.find(({ name }) => name === 'IHDR');
  const data = chunks.filter(({ name }) => name === 'IDAT');
  if (!head || data.length === 0) return { wrong: 'is a PNG file without a picture' };
  const header = headerOf(head.body);
  if ('wrong' in header) return header;
  const rows = unpacked(concatenated(data.map(({ body }) => body)), header);
  return 'wrong' in rows ? rows : pictureOf(header, unfiltered(rows, header));
}

function chunksOf(bytes: Uint8Array): { readonly name: string; readonly body: Uint8Array }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: { name: string; body: Uint8Array }[] = [];
  // A chunk is its length, its name, its body and a checksum.
  for (let at = SIGNATURE.length; at + 12 <= bytes.length;) {
    const end = at + 8 + view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ name, body: bytes.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

function headerOf(body: Uint8Array): Read<Header> {
  if (body.length < 13) return { wrong: 'is a PNG file cut short' };
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [bits, colour, , , interlaced] = body.subarray(8);
  if (width > LARGEST || height > LARGEST) return { wrong: `is ${width}×${height}, too large for an icon` };
  if (bits !== 8 || (colour !== 2 && colour !== 6) || interlaced !== 0)
    return { wrong: 'should be saved with 8 bits a channel, as RGB or RGBA, and not interlaced' };
  return { width, height, depth: colour === 6 ? 4 : 3 };
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** The rows as they are stored: each begins with the number of its filter. */
function unpacked(packed: Uint8Array, { width, height, depth }: Header): Read<Uint8Array> {
  const size = height * (1 + width * depth);
  try {
    // There is room for one byte more, so that too many are seen; the rest is not kept.
    const rows = unzlibSync(packed, { out: new Uint8Array(size + 1) });
    if (rows.length === size) return rows;
  } catch {
    // The words below say it.
  }
  return { wrong: 'is a PNG file with a broken picture' };
}

/** Each byte is stored as its difference from a guess made of its neighbours. */
function unfiltered(rows: Uint8Array, { width, height, depth }: Header): Uint8Array {
  const row = width * depth;
  const pixels = new Uint8Array(height * row);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (row + 1)] ?? 0;
    for (let x = 0; x < row; x += 1) {
      const left = x < depth ? 0 : (pixels[y * row + x - depth] ?? 0);
      const above = y === 0 ? 0 : (pixels[(y - 1) * row + x] ?? 0);
      const corner = x < depth || y === 0 ? 0 : (pixels[(y - 1) * row + x - depth] ?? 0);
      pixels[y * row + x] = (rows[y * (row + 1) + 1 + x] ?? 0) + guess(filter, left, above, corner);
    }
  }
  return pixels;
}

/** The five filters of the PNG specification. */
function guess(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return Math.floor((left + above) / 2);
    case 4:
      return paeth(left, above, corner);
    default:
      return 0;
  }
}

/** Of the three neighbours the one nearest to where their plane would go on. */
function paeth(left: number, above: number, corner: number): number {
  const plane = left + above - corner;
  const byLeft = Math.abs(plane - left);
  const byAbove = Math.abs(plane - above);
  const byCorner = Math.abs(plane - corner);
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

function pictureOf({ width, height, depth }: Header, pixels: Uint8Array): Picture {
  return {
    width,
    height,
    pixel: (x, y) => {
      const [red = 0, green = 0, blue = 0, opacity = 255] = pixels.subarray(
        (y * width + x) * depth,
        (y * width + x + 1) * depth,
      );
      return [red, green, blue, opacity];
    },
  };
}
