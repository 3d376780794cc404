import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** The app's icons and their size in pixels. */
export const iconSizes = { color: 192, outline: 32 } as const;
export type IconName = keyof typeof iconSizes;

export const iconFile = (name: IconName, kind: 'svg' | 'png'): URL =>
  new URL(`../../manifest/icons/${name}.${kind}`, import.meta.url);

/** The icons as PNG, drawn from their SVG by a Chromium. */
export async function drawIcons(executablePath: string): Promise<Record<IconName, Uint8Array>> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const draw = async (name: IconName): Promise<Uint8Array> => {
      const size = iconSizes[name];
      const page = await browser.newPage({ viewport: { width: size, height: size } });
      const svg = readFileSync(iconFile(name, 'svg'), 'utf8');
      await page.setContent(`<style>* { margin: 0 } svg { display: block }</style>${svg}`);
      return page.screenshot({ omitBackground: true });
    };
    return { color: await draw('color'), outline: await draw('outline') };
  } finally {
    await browser.close();
  }
}
