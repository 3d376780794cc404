import assert from 'node:assert/strict';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Album } from './album.ts';

/** How long an answer may take on a busy machine. */
const PATIENCE_MS = 30_000;
const CARD = '.ac-adaptiveCard';
/** Points across that a card has on a phone. */
const PHONE = 360;
/** On its picture a card has an edge, so that it can be told from a white page around it. */
const FRAMED = `${CARD} { outline: 1px solid #c8c8c8; outline-offset: -1px }`;

/** A Playground's page as the person before it uses it: by what is read on it. */
export class Chat {
  readonly #page: Page;
  readonly #who: string;
  readonly #album: Album;
  /** Cards that are accounted for. */
  #met = 0;

  private constructor(page: Page, who: string, album: Album) {
    this.#page = page;
    this.#who = who;
    this.#album = album;
  }

  static async in(context: BrowserContext, who: string, album: Album): Promise<Chat> {
    // The page asks for fonts elsewhere; the test needs nothing but this machine.
    await context.route(
      (url) => url.hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    return new Chat(page, who, album);
  }

  /** Opens the page, or opens it anew: what was on it is gone then. */
  async open(url: string): Promise<void> {
    await this.#page.goto(url);
    await this.#page.getByRole('button', { name: 'Hide log panel' }).click();
    this.#met = 0;
  }

  /** The next cards are these, in any order, each once. Every card that comes has to be asked for: one too many fails
   * here, or where the next ones are asked for. */
  async gets(...titles: string[]): Promise<Card[]> {
    const last = this.#met + titles.length - 1;
    await this.#cards().nth(last).waitFor({ state: 'attached' }).catch(this.#missing(titles));
    const cards = titles.map((_, index) => new Card(this.#cards().nth(this.#met + index), this.#shot));
    const come = await Promise.all(cards.map((card) => card.title()));
    assert.deepEqual([...come].sort(), [...titles].sort(), `what ${this.#who} gets next`);
    this.#met = last + 1;
    return titles.map((title) => cards[come.indexOf(title)]!);
  }

  /** The next card. */
  async get(title: string): Promise<Card> {
    const [card] = await this.gets(title);
    return card!;
  }

  /** Types a message and sends it. */
  async write(text: string): Promise<void> {
    const box = this.#page.getByRole('textbox').last();
    await box.click();
    await this.#page.keyboard.type(text);
    await this.#page.keyboard.press('Enter');
  }

  /** Types a message that brings one card. */
  async asks(text: string, title: string): Promise<Card> {
    await this.write(text);
    return this.get(title);
  }

  /** No more cards have come than were asked for. What came before an answer is there before the answer. */
  async gotNothingElse(): Promise<void> {
    assert.equal(await this.#cards().count(), this.#met, `cards on the page of ${this.#who}`);
  }

  /** Makes its cards as narrow as on a phone; the page itself would not. */
  async onPhone(): Promise<void> {
    await this.#page.addStyleTag({ content: `${CARD} { width: ${PHONE}px }` });
  }

  /** The page as it is now. */
  async picture(name: string): Promise<void> {
    await this.#page.screenshot({ path: this.#album.next(`${this.#who}-${name}`) });
  }

  readonly #shot = async (name: string, of: Locator): Promise<void> => {
    const path = this.#album.next(`${this.#who}-${name}`);
    await of.screenshot({ path, style: FRAMED, animations: 'disabled' });
  };

  #cards(): Locator {
    return this.#page.locator(CARD);
  }

  #missing(titles: readonly string[]): (error: unknown) => Promise<never> {
    return async (cause) => {
      const all = await this.#page.locator(`${CARD} [role=heading]:first-of-type`).allInnerTexts();
      const wanted = titles.join(', ');
      throw new Error(`${this.#who} did not get: ${wanted}. On the page: ${all.join(' | ')}`, { cause });
    };
  }
}

/** A card on the page; it stays the same when an answer is drawn in its place. */
export class Card {
  readonly #root: Locator;
  readonly #shot: (name: string, of: Locator) => Promise<void>;

  constructor(root: Locator, shot: (name: string, of: Locator) => Promise<void>) {
    this.#root = root;
    this.#shot = shot;
  }

  /** The heading on top. */
  title(): Promise<string> {
    return this.#root.getByRole('heading').first().innerText();
  }

  /** Waits until all of this can be read on it. */
  async says(...texts: (string | RegExp)[]): Promise<void> {
    for (const text of texts) {
      await this.#root
        .filter({ hasText: text })
        .waitFor()
        .catch(async (cause: unknown) => {
          throw new Error(`nowhere stands "${String(text)}" in: ${await this.text()}`, { cause });
        });
    }
  }

  /** None of this can be read on it now: ask once it has come to rest. */
  async keepsSilentAbout(...texts: string[]): Promise<void> {
    const all = await this.text();
    for (const text of texts) assert.ok(!all.includes(text), `"${text}" stands in: ${all}`);
  }

  /** Waits until this can be read on it no longer. */
  async losesWord(text: string): Promise<void> {
    await this.#root.filter({ hasNotText: text }).waitFor();
  }

  /** Waits until another card is drawn in its place. */
  async becomes(title: string, ...texts: (string | RegExp)[]): Promise<void> {
    const heading = this.#root.page().getByRole('heading', { name: title, exact: true });
    await this.#root
      .filter({ has: heading })
      .waitFor()
      .catch(async (cause: unknown) => {
        throw new Error(`it did not become "${title}": ${await this.text()}`, { cause });
      });
    await this.says(...texts);
  }

  /** Presses the button of this name; `about` tells apart those of the same name, as the mouse would be told. */
  async press(name: string | RegExp, about?: string): Promise<void> {
    const named = this.#root.getByRole('button', { name, exact: true });
    await (about === undefined ? named : named.and(this.#root.getByTitle(about, { exact: true }))).click();
  }

  /** The names of its buttons. */
  buttons(): Promise<string[]> {
    return this.#root.getByRole('button').allInnerTexts();
  }

  /** These can be chosen among, and nothing else. */
  async offers(...choices: string[]): Promise<void> {
    const all = this.#root.getByRole('radio');
    for (const name of choices) await all.and(this.#root.getByRole('radio', { name })).waitFor();
    assert.equal(await all.count(), choices.length);
  }

  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.#root.getByLabel(label).fill(text);
  }

  /** What stands in a field. */
  value(label: string | RegExp): Promise<string> {
    return this.#root.getByRole('textbox', { name: label }).inputValue();
  }

  /** Chooses one of a list of choices, of several lists the one named. */
  async choose(choice: string | RegExp, list?: string): Promise<void> {
    const within = list === undefined ? this.#root : this.#root.getByRole('radiogroup', { name: list });
    await within.getByRole('radio', { name: choice }).check();
  }

  /** Waits until this one of a list of choices is chosen. */
  async hasChosen(choice: RegExp, list: string): Promise<void> {
    const within = this.#root.getByRole('radiogroup', { name: list });
    await within.getByRole('radio', { name: choice, checked: true }).waitFor();
  }

  /** Chooses from a menu. */
  async pick(menu: string, choice: string | RegExp): Promise<void> {
    await this.#root.getByRole('combobox', { name: menu }).click();
    await this.#root.page().getByRole('option', { name: choice }).click();
  }

  /** No button or field stands out over the edge of the card. */
  async fits(): Promise<void> {
    const edge = await rightOf(this.#root);
    for (const one of await this.#root.getByRole('button').or(this.#root.getByRole('textbox')).all()) {
      assert.ok((await rightOf(one)) <= edge, `too wide: ${await one.innerText()}`);
    }
  }

  /** All that can be read on it. */
  text(): Promise<string> {
    return this.#root.innerText();
  }

  picture(name: string): Promise<void> {
    return this.#shot(name, this.#root);
  }
}

async function rightOf(element: Locator): Promise<number> {
  const box = await element.boundingBox();
  assert.ok(box, 'it is shown');
  return box.x + box.width;
}
