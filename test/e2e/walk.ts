import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { readConfig } from '../../bot/config.ts';
import type { Config } from '../../bot/config.ts';
import { Closing } from '../../deploy/local/closing.ts';
import { startDemonstration } from '../../deploy/local/demonstration.ts';
import type { Demonstration } from '../../deploy/local/demonstration.ts';
import type { SeatName } from '../../deploy/local/playground/seats.ts';
import { freePort } from '../helpers/free-port.ts';
import { Album } from './album.ts';
import { Chat } from './chat.ts';
import type { Card } from './chat.ts';

/** Tall enough for a whole card. */
const PAGE = { width: 1000, height: 2400 };

/** The demonstration and the three people who sit before it. */
export class Walk {
  readonly katri: Chat;
  readonly ebba: Chat;
  readonly henrik: Chat;
  /** What the bot complained about. */
  readonly complaints: string[] = [];
  /** The coordinator's desk. */
  desk: Card | undefined;
  readonly #browser: Browser;
  readonly #config: Config;
  readonly #ports: Record<SeatName, number>;
  #closing = new Closing();

  private constructor(
    browser: Browser,
    chats: Record<SeatName, Chat>,
    config: Config,
    ports: Record<SeatName, number>,
  ) {
    this.#browser = browser;
    this.katri = chats.coordinator;
    this.ebba = chats.participant;
    this.henrik = chats.mentor;
    this.#config = config;
    this.#ports = ports;
  }

  /** Starts all of it in a folder; beside another demonstration too. */
  static async begin(executablePath: string, dataDir: string): Promise<Walk> {
    const config = readConfig({ PORT: String(await freePort()), DATA_DIR: dataDir });
    const ports = { coordinator: await freePort(), participant: await freePort(), mentor: await freePort() };
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    const album = new Album();
    const chat = async (who: string, locale: string): Promise<Chat> =>
      Chat.in(await browser.newContext({ locale, viewport: PAGE }), who, album);
    const chats = {
      coordinator: await chat('katri', 'fi-FI'),
      participant: await chat('ebba', 'sv-FI'),
      mentor: await chat('henrik', 'en-GB'),
    };
    const walk = new Walk(browser, chats, config, ports);
    try {
      await walk.start();
      return walk;
    } catch (error) {
      await walk.end();
      throw error;
    }
  }

  async start(): Promise<Demonstration> {
    this.#closing = new Closing();
    const complain = (facts: object, what: string): void =>
      void this.complaints.push(`${what} ${JSON.stringify(facts)}`);
    return startDemonstration({
      config: this.#config,
      log: { info: () => undefined, warn: complain, error: complain },
      teamsPort: 0,
      playgroundPorts: this.#ports,
      step: (_, work) => work,
      closing: this.#closing,
    });
  }

  /** Ends the demonstration; the browser stays open. */
  async stop(): Promise<void> {
    await this.#closing.close();
  }

  async open(seat: SeatName): Promise<void> {
    const chat = { coordinator: this.katri, participant: this.ebba, mentor: this.henrik }[seat];
    await chat.open(this.urlOf(seat));
  }

  urlOf(seat: SeatName): string {
    return `http://127.0.0.1:${this.#ports[seat]}`;
  }

  /** The coordinator moves the clock to what is next, and the desk says so. `what`: as the button names it. */
  async jump(to: string, what: string): Promise<void> {
    if (!this.desk) throw new Error('there is no desk yet');
    await this.desk.press(`Siirry: ${to}, ${what}`);
    await this.desk.says(new RegExp(`on nyt \\S+ ${to.replaceAll('.', '\\.').replaceAll(' ', '\\s')}`));
  }

  async end(): Promise<void> {
    await this.#browser.close();
    await this.stop();
  }
}
