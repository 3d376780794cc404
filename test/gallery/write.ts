/** `npm run cards`: writes the gallery and says where it is. */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { galleryPage } from './page.ts';
import { exhibits } from './registry.ts';

const FOLDER = fileURLToPath(new URL('../../.cards/', import.meta.url));
const FILE = `${FOLDER}index.html`;

const shown = exhibits();
await mkdir(FOLDER, { recursive: true });
await writeFile(FILE, await galleryPage(shown));
const kinds = new Set(shown.map(({ kind }) => kind)).size;
console.log(`${kinds} cards in ${shown.length} cases: open ${pathToFileURL(FILE).href} in a browser`);
