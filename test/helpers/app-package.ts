import { readFile } from 'node:fs/promises';
import { strFromU8, strToU8, zlibSync } from 'fflate';
import { packageOf } from '../../manifest/package.ts';
import type { Files } from '../../manifest/package.ts';
import { manifestOf } from '../../manifest/template.ts';
import type { App, Manifest } from '../../manifest/template.ts';

export function anApp(overrides: Partial<App> = {}): App {
  return {
    appId: '6f1c2f0e-5a3b-4c7d-9e8f-0a1b2c3d4e5f',
    domain: 'fadder.example.fi',
    version: '1.2.3',
    developer: 'Hansel',
    nameSuffix: '',
    website: 'https://www.example.fi/academy',
    privacy: 'https://www.example.fi/privacy',
    terms: 'https://www.example.fi/terms',
    ...overrides,
  };
}

/** The icons of the repository. */
async function theIcons(): Promise<Files> {
  const icon = async (name: string): Promise<Uint8Array> =>
    new Uint8Array(await readFile(new URL(`../../manifest/icons/${name}`, import.meta.url)));
  return { 'color.png': await icon('color.png'), 'outline.png': await icon('outline.png') };
}

/** A package that is right, with the changes that break it: to its manifest, to a language, to its files. */
export async function aPackage(
  changes: {
    readonly app?: App;
    readonly manifest?: (manifest: Manifest) => object;
    readonly fi?: (texts: Record<string, string>) => object;
    readonly files?: Files;
  } = {},
): Promise<Files> {
  const app = changes.app ?? anApp();
  const files = packageOf(app, await theIcons());
  const { manifest = (same: Manifest) => same, fi = (same: object) => same } = changes;
  return {
    ...files,
    'manifest.json': strToU8(JSON.stringify(manifest(manifestOf(app, 'en')))),
    'fi.json': strToU8(
      JSON.stringify(fi(JSON.parse(strFromU8(files['fi.json']!)) as Record<string, string>)),
    ),
    ...changes.files,
  };
}

export type Colour = readonly [number, number, number, number];

/** A PNG with opacity; each row is stored by the filter that `filter` names. */
export function aPng(
  size: { readonly width: number; readonly height: number },
  colourAt: (x: number, y: number) => Colour,
  filter: (y: number) => number = () => 0,
): Uint8Array {
  const row = size.width * 4;
  const pixels = Array.from({ length: size.height }, (_, y) =>
    Array.from({ length: size.width }, (_unused, x) => colourAt(x, y)).flat(),
  );
  const stored = pixels.flatMap((bytes, y) => {
    const guess = (x: number): number => {
      const left = x < 4 ? 0 : bytes[x - 4]!;
      const above = y === 0 ? 0 : pixels[y - 1]![x]!;
      const corner = x < 4 || y === 0 ? 0 : pixels[y - 1]![x - 4]!;
      const nearest = [left, above, corner]
        .map((value) => ({ value, far: Math.abs(left + above - corner - value) }))
        .reduce((best, next) => (next.far < best.far ? next : best));
      return [0, left, above, (left + above) >> 1, nearest.value][filter(y)]!;
    };
    return [filter(y), ...Array.from({ length: row }, (_, x) => (bytes[x]! - guess(x)) & 255)];
  });
  return pngOf({ ...size, bits: 8, kind: 6, rows: Uint8Array.from(stored) });
}

/** A PNG file around rows that may be anything. */
export function pngOf(of: {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly kind: number;
  readonly rows: Uint8Array;
}): Uint8Array {
  const number = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
  // The checksum is not read.
  const chunk = (name: string, body: readonly number[]): number[] => [
    ...number(body.length),
    ...strToU8(name),
    ...body,
    ...number(0),
  ];
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', [...number(of.width), ...number(of.height), of.bits, of.kind, 0, 0, 0]),
    ...chunk('IDAT', [...zlibSync(of.rows)]),
    ...chunk('IEND', []),
  ]);
}
