import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../services/domain/language.ts';
import { galleryPage } from '../gallery/page.ts';
import type { Exhibit } from '../gallery/registry.ts';
import type { Theme } from '../../bot/cli/page/themes.ts';

const FOLDER = fileURLToPath(new URL('../../test-results/gallery/', import.meta.url));
const CHECKS = fileURLToPath(new URL('../gallery/page/checks.js', import.meta.url));

export interface Setting {
  readonly language: Language;
  readonly theme: Theme;
  readonly width: number;
}

/** What can be asked of the cards on the page; the page's own script answers. */
export const checks = [
  'cut',
  'pale',
  'small',
  'nameless',
  'disordered',
  'headless',
  'tongueless',
  'unsaid',
] as const;
export type Check = (typeof checks)[number];

/** The gallery in a browser, opened from its file. */
export class DrawnGallery {
  readonly #browser: Browser;
  readonly #page: Page;
  /** What the page complained about. */
  readonly complaints: string[] = [];

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) this.complaints.push(`asks for ${request.url()}`);
    });
  }

  /** Writes the page, throwing away the pictures of an earlier run, and opens it. */
  static async open(executablePath: string, exhibits: readonly Exhibit[]): Promise<DrawnGallery> {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    const file = `${FOLDER}index.html`;
    writeFileSync(file, await galleryPage(exhibits));
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    const gallery = new DrawnGallery(browser, await browser.newPage());
    await gallery.#page.goto(pathToFileURL(file).href);
    await gallery.#page.addScriptTag({ path: CHECKS, type: 'module' });
    await gallery.#page.addScriptTag({ content: axe.source });
    return gallery;
  }

  /** Draws the cards, each in all these settings side by side. */
  async lay(exhibits: readonly Exhibit[], settings: readonly Setting[]): Promise<void> {
    const ids = exhibits.map(({ id }) => id);
    await this.#page.evaluate(`lay(${JSON.stringify(ids)}, ${JSON.stringify(settings)})`);
  }

  /** What these checks find wrong with what is drawn. */
  async find(names: readonly Check[]): Promise<ReadonlyMap<Check, readonly string[]>> {
    const script = `Object.entries(checks.find(${JSON.stringify(names)}))`;
    return new Map(await this.#page.evaluate<[Check, string[]][]>(script));
  }

  async sendEmpty(): Promise<void> {
    await this.#page.evaluate('checks.sendEmpty()');
  }

  /** Goes through all cards with the Tab key; resolves with what is wrong with the way. */
  async tab(): Promise<readonly string[]> {
    const presses = await this.#page.evaluate<number>('checks.beforeTabbing()');
    for (let count = 0; count < presses; count += 1) await this.#page.keyboard.press('Tab');
    return this.#page.evaluate<readonly string[]>('checks.tabbed()');
  }

  /** What axe finds against the accessibility guidelines (WCAG 2.2 A and AA). */
  axe(): Promise<readonly string[]> {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    return this.#page.evaluate<readonly string[]>(`
      axe.run('#cards', { runOnly: ${JSON.stringify(tags)}, resultTypes: ['violations'] }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) =>
          id + ': ' + failureSummary + ' ' + html.slice(0, 300))))`);
  }

  /** Breaks what is drawn (until it is drawn anew), to see a check find it. */
  async spoil(how: string): Promise<void> {
    await this.#page.evaluate(how);
  }

  async picture(name: string): Promise<void> {
    const cards = this.#page.locator('#cards');
    await cards.screenshot({ path: `${FOLDER}${name}.jpg`, type: 'jpeg', quality: 80 });
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}
