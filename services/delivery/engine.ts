/** The loop that keeps the academy's time: what is due is planned, expanded and sent. */
import { addMilliseconds, MINUTE } from '../domain/time.ts';
import type { Notice } from '../domain/delivery.ts';
import type { NoticeId } from '../domain/ids.ts';
import { contended, createDoc, isFailure, replaceDoc } from '../store/access.ts';
import { after, AGENDA, agenda, notices, SENDER, senders } from '../store/documents.ts';
import type { AgendaEntry, Sender } from '../store/documents.ts';
import type { Stored } from '../store/port.ts';
import type { Academy } from '../usecases/academies.ts';
import { readNotice } from '../usecases/ledger.ts';
import type { DeliveryDeps, Owner } from './deps.ts';
import { dispatch } from './dispatch.ts';
import { expand } from './expand.ts';
import { updateFollowers } from './follow.ts';
import { planAcademy } from './planner.ts';

export interface EngineOptions {
  /** Names this process in claims. */
  readonly owner: string;
  /** Milliseconds between two looks at the agenda. */
  readonly pollMs: number;
  /** Milliseconds between two updates of a card that follows a notice. */
  readonly followMs: number;
}

/** Agenda entries read at once. */
const PAGE = 50;
/** Notices being worked on side by side, so that a large one does not hold up a message. The pace is shared. */
const AT_ONCE = 16;

export class Engine {
  readonly #deps: DeliveryDeps;
  readonly #options: EngineOptions;
  /** Work under way, by what must stay in order. */
  readonly #busy = new Map<string, Promise<unknown>>();
  #stopping = false;
  #wake: (() => void) | undefined;
  #kicked = false;
  #running: Promise<void> | undefined;
  #owner: Promise<Owner> | undefined;

  constructor(deps: DeliveryDeps, options: EngineOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  start(): void {
    this.#running ??= this.#loop();
  }

  /** Something fell due: look now. */
  kick(): void {
    this.#kicked = true;
    this.#wake?.();
  }

  /** Finishes what has been claimed, takes nothing new, and resolves when all is at rest. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake?.();
    await this.#running;
    await Promise.all(this.#busy.values());
  }

  /** Works until nothing is due any more; for those who need to know (tests, rehearsals). */
  async runDue(): Promise<void> {
    for (;;) {
      const worked = await this.#look();
      const results = await Promise.all(this.#busy.values());
      if (!worked && !results.includes(true)) return;
    }
  }

  async #loop(): Promise<void> {
    while (!this.#stopping) {
      this.#kicked = false;
      try {
        // Plans made in this look are notices by now: look again before resting.
        if (await this.#look()) continue;
      } catch (error) {
        this.#deps.log.error(
          { error: String(error) },
          'a look at the agenda failed; the next one repeats it',
        );
      }
      await this.#pause();
    }
  }

  /** One look at the agenda; starts what is due on it. One small read when nothing is. True: something was planned. */
  async #look(): Promise<boolean> {
    const { store, wallNow } = this.#deps;
    const query = { pk: AGENDA, type: agenda.type, to: after(wallNow()), limit: PAGE };
    let planned = false;
    let page = await store.query<AgendaEntry>(query);
    for (;;) {
      for (const entry of page.docs) {
        if (this.#stopping) return false;
        if (entry.data.notice === undefined) planned = (await this.#plan(entry)) || planned;
        else this.#begin(entry, { ...entry.data, notice: entry.data.notice });
      }
      if (!page.next || this.#busy.size >= AT_ONCE) return planned;
      page = await store.query<AgendaEntry>({ ...query, after: page.next });
    }
  }

  async #plan(entry: Stored<AgendaEntry>): Promise<boolean> {
    try {
      return await planAcademy(this.#deps, entry);
    } catch (error) {
      this.#complain(entry, error);
      return false;
    }
  }

  /** Starts work on a notice unless it, or what it must follow, is under way; the next look takes it up then. */
  #begin(entry: Stored<AgendaEntry>, due: DueNotice): void {
    const queue = queueOf(due.notice);
    if (this.#busy.has(queue) || this.#busy.size >= AT_ONCE) return;
    const work = this.#deliver(entry, due)
      // One notice's trouble must not hold up the others; the entry stays and is tried again at the next poll.
      .catch((error: unknown) => {
        this.#complain(entry, error);
        return false;
      })
      .then((worked) => {
        this.#busy.delete(queue);
        if (worked) this.kick();
        return worked;
      });
    this.#busy.set(queue, work);
  }

  #complain({ data: { academy, notice } }: Stored<AgendaEntry>, error: unknown): void {
    this.#deps.log.error({ academy, notice, error: String(error) }, 'work on the agenda failed');
  }

  /** True when the notice was there to be worked on. */
  async #deliver(entry: Stored<AgendaEntry>, due: DueNotice): Promise<boolean> {
    const { store, academies, wallNow } = this.#deps;
    const doc = await readNotice(store, due.academy, due.notice);
    const academy = await academies.read(due.academy);
    if (!doc || !academy || doc.data.status === 'done') {
      // A hint is written before its notice: only an old one without a notice is a leftover.
      const leftover = doc !== undefined || addMilliseconds(due.dueAt, MINUTE) < wallNow();
      if (leftover) await this.#strike(entry);
      return false;
    }
    const owner = await this.#own();
    if (this.#stopping) return false;
    const expanded = await expand(this.#deps, academy, doc);
    const stopping = () => this.#stopping;
    const following = this.#follow(academy, expanded.data);
    const next = await dispatch({ deps: this.#deps, academy, owner, stopping }, expanded.data).finally(
      following.end,
    );
    if (this.#stopping) return false;
    if (next !== undefined) {
      await replaceDoc(store, agenda, { ...entry.data, dueAt: next }, entry);
      return true;
    }
    const done: Notice = { ...expanded.data, status: 'done' };
    await replaceDoc(store, notices, done, expanded);
    if (done.followers.length > 0) {
      // The card that was clicked gets its first counts as the click's answer: the last ones must come after it.
      await this.#deps.sleep(this.#options.followMs / 2);
      await updateFollowers(this.#deps, academy, done);
    }
    await this.#strike(entry);
    return true;
  }

  async #strike(entry: Stored<AgendaEntry>): Promise<void> {
    try {
      await this.#deps.store.delete(entry.pk, entry.id, entry.etag);
    } catch (error) {
      if (!isFailure(error, 'precondition', 'notFound')) throw error;
    }
  }

  /** While a notice is being sent, the cards that follow it are updated now and then. */
  #follow(academy: Academy, notice: Notice): { end: () => void } {
    if (notice.followers.length === 0) return { end: () => undefined };
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      void updateFollowers(this.#deps, academy, notice)
        .catch((error: unknown) => {
          this.#deps.log.warn({ notice: notice.id, error: String(error) }, 'a status card was not updated');
        })
        .finally(() => (busy = false));
    }, this.#options.followMs);
    return {
      end: () => {
        clearInterval(timer);
      },
    };
  }

  /** Takes over sending at the first need: whoever was the sender before is one no longer. */
  async #own(): Promise<Owner> {
    const { store } = this.#deps;
    this.#owner ??= this.#takeOver();
    const owner = await this.#owner;
    const doc = await store.read<Sender>(SENDER.pk, SENDER.id);
    if (doc?.data.epoch !== owner.epoch) throw new Error('another process has taken over sending');
    return owner;
  }

  #takeOver(): Promise<Owner> {
    const { store } = this.#deps;
    return contended(async () => {
      const current = await store.read<Sender>(SENDER.pk, SENDER.id);
      const mine = { owner: this.#options.owner, epoch: (current?.data.epoch ?? 0) + 1 };
      await (current ? replaceDoc(store, senders, mine, current) : createDoc(store, senders, mine));
      return mine;
    });
  }

  async #pause(): Promise<void> {
    if (this.#kicked || this.#stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#options.pollMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}

type DueNotice = AgendaEntry & { readonly notice: NoticeId };

/** Messages of one thread are sent in the order they were written; anything else goes side by side. */
function queueOf(notice: NoticeId): string {
  return notice.startsWith('message:') ? notice.slice(0, notice.lastIndexOf(':')) : notice;
}
