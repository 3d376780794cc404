/** `node --import tsx test/manifest/draw-icons.ts`: draws the app's icons anew from their SVG. */
import { writeFileSync } from 'node:fs';
import { findChromium, MISSING } from '../e2e/chromium.ts';
import { drawIcons, iconFile } from '../helpers/draw-icons.ts';

const chromium = findChromium();
if (chromium === undefined) throw new Error(MISSING);
const icons = await drawIcons(chromium);
writeFileSync(iconFile('color', 'png'), icons.color);
writeFileSync(iconFile('outline', 'png'), icons.outline);
