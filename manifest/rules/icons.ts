import { readPng } from '../png.ts';
import type { Picture } from '../png.ts';
import type { Facts, Rule } from './facts.ts';

/** The symbol stands in the middle of the colour icon: Teams cuts the corners, or a hexagon, out of the rest. */
const MARGIN = 48;

/** The icons have the sizes and colours that Teams asks for. */
export const icons: Rule = (facts) => [
  ...picture(facts, 'color', 192, colourProblems),
  ...picture(facts, 'outline', 32, outlineProblems),
];

function picture(
  { manifest, files }: Facts,
  kind: 'color' | 'outline',
  size: number,
  problems: (icon: Picture) => readonly string[],
): string[] {
  const name = manifest.icons[kind];
  const file = files[name];
  // That it is missing is said by the rule of files.
  if (!file) return [];
  const icon = readPng(file);
  if ('wrong' in icon) return [`${name}: ${icon.wrong}`];
  const { width, height } = icon;
  if (width !== size || height !== size)
    return [`${name}: is ${width}×${height}, should be ${size}×${size} pixels`];
  return problems(icon).map((problem) => `${name}: ${problem}`);
}

function colourProblems(icon: Picture): string[] {
  const all = pixelsOf(icon);
  const end = icon.width - MARGIN;
  const around = all.filter(({ x, y }) => Math.min(x, y) < MARGIN || Math.max(x, y) >= end);
  const colours = new Set(around.map(({ colour }) => colour.join()));
  return [
    ...(all.every(({ colour }) => colour[3] === 255) ? [] : ['should be opaque everywhere']),
    ...(colours.size === 1 ? [] : [`should have one colour around its middle ${end - MARGIN} pixels`]),
  ];
}

function outlineProblems(icon: Picture): string[] {
  const seen = pixelsOf(icon).filter(({ colour }) => colour[3] > 0);
  const white = seen.every(({ colour: [red, green, blue] }) => Math.min(red, green, blue) === 255);
  const clear = seen.length < icon.width * icon.height;
  const across = Math.max(extent(seen.map(({ x }) => x)), extent(seen.map(({ y }) => y)));
  return [
    ...(seen.some(({ colour }) => colour[3] === 255) ? [] : ['should show something']),
    ...(white ? [] : ['should be white alone']),
    ...(clear ? [] : ['should have a transparent background']),
    // A pixel on each side may be left out.
    ...(seen.length > 0 && across < icon.width - 2 ? ['should have no margin around the drawing'] : []),
  ];
}

interface Pixel {
  readonly x: number;
  readonly y: number;
  readonly colour: ReturnType<Picture['pixel']>;
}

function pixelsOf({ width, height, pixel }: Picture): Pixel[] {
  return Array.from({ length: width * height }, (_, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    return { x, y, colour: pixel(x, y) };
  });
}

function extent(places: readonly number[]): number {
  return Math.max(...places) - Math.min(...places) + 1;
}
