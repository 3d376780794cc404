/** `node --import tsx test/e2e/pictures.ts`, after a walk (`npm run test:e2e`): takes the pictures that the README and
 * the guides show over from its album, made smaller. */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readPng } from '../../manifest/png.ts';
import { pictureFolder, shownPictures } from '../helpers/guides.ts';
import { palettePng } from '../helpers/palette-png.ts';
import { ALBUM } from './album.ts';

const taken = readdirSync(ALBUM);
const small = new Map<string, Buffer>();
for (const name of new Set(shownPictures().map((picture) => picture.name))) {
  const page = taken.find((file) => file.replace(/^\d+-/, '') === name);
  if (page === undefined) throw new Error(`the last walk took no picture ${name}`);
  const picture = readPng(new Uint8Array(readFileSync(ALBUM + page)));
  if ('wrong' in picture) throw new Error(`${page} ${picture.wrong}`);
  small.set(name, palettePng(picture));
}
// Only now: a walk that was not finished takes nothing away.
rmSync(pictureFolder, { recursive: true, force: true });
mkdirSync(pictureFolder);
for (const [name, bytes] of small) {
  writeFileSync(new URL(name, pictureFolder), bytes);
  console.log(`${name}: ${String(Math.ceil(bytes.length / 1024))} KB`);
}
