/** The loop that keeps the academy's time: what is due is planned, expanded and sent. */
import type { NoticeId } from '../domain/ids.ts';
import { addMilliseconds, MINUTE, SECOND } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { AGENDA, agenda } from '../store/documents-agenda.ts';
import { after } from '../store/documents.ts';
import type { AgendaEntry } from '../store/documents-agenda.ts';
import type { Query, Stored } from '../store/port.ts';
import { hintAllRetentions } from '../usecases/retention-hint.ts';
import type { DeliveryDeps } from './deps.ts';
import { Door } from './door.ts';
import { workOn } from './notice.ts';
import type { DueNotice, Working } from './notice.ts';
import { planAcademy } from './planner.ts';
import { keepRetention } from './retention.ts';
import { Leases } from './leases.ts';
import { Following } from './follow.ts';
import { Watch } from './watch.ts';
import type { Cadence } from './follow.ts';

export interface EngineOptions {
  /** Names this process in claims. */
  readonly owner: string;
  /** Milliseconds between two looks at the agenda while nothing happens. */
  readonly pollMs: number;
  /** How often the cards that follow a notice are updated. */
  readonly cadence: Cadence;
  /** Milliseconds after which a process that gives no sign is taken for gone. */
  readonly leaseMs: number;
}

/** For whoever asks whether the academy's time is kept. */
export interface Pulse {
  /** Since the last look at the agenda was begun; absent: there was none, the loop does not run. */
  readonly lookedMsAgo?: number;
  /** The last look could not be taken. */
  readonly failing: boolean;
  /** Notices being worked on. */
  readonly underWay: number;
  /** Tenants whose sender this process is. */
  readonly leases: number;
}

/** Agenda entries read at once. */
const PAGE = 50;
/** Looks after the leases in a term. */
const TENDED = 8;
/** Notices being worked on side by side, so that a large one does not hold up a message. The pace is shared. */
const AT_ONCE = 16;
/** For so long after the last work the agenda is looked at every second. */
const LIVELY_MS = MINUTE;

export class Engine {
  readonly #deps: DeliveryDeps;
  readonly #options: EngineOptions;
  readonly #working: Working;
  /** Work under way, by what must stay in order. */
  readonly #busy = new Map<string, Promise<boolean>>();
  /** Entries that could not be worked on, and until when they rest: they must not take the places of others. */
  readonly #trouble = new Map<string, { readonly times: number; readonly until: Instant }>();
  /** On the clock that only goes forward. */
  #lastWork = -Infinity;
  #stopping = false;
  #wake: (() => void) | undefined;
  #kicked = false;
  #running: Promise<void> | undefined;
  #turnedAt: number | undefined;
  #failing = false;
  /** While it runs, leases are kept. */
  #tending: NodeJS.Timeout | undefined;

  constructor(deps: DeliveryDeps, options: EngineOptions) {
    this.#deps = deps;
    this.#options = options;
    const { owner, leaseMs: termMs, cadence } = options;
    const leases = new Leases(deps.store, { owner, termMs, now: deps.ticks });
    const following = new Following(deps, cadence);
    const watch = new Watch(deps);
    const oneByOne = new Door(1);
    this.#working = { deps, leases, following, watch, oneByOne, stopping: () => this.#stopping };
  }

  start(): void {
    this.#running ??= this.#loop();
    this.#tend();
  }

  /** How the loop is getting on. */
  get pulse(): Pulse {
    const { ticks } = this.#deps;
    return {
      ...(!this.#running || this.#turnedAt === undefined ? {} : { lookedMsAgo: ticks() - this.#turnedAt }),
      failing: this.#failing,
      underWay: this.#busy.size,
      leases: this.#working.leases.count,
    };
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
    clearInterval(this.#tending);
    await this.#working.leases.end();
  }

  /** Works until nothing is due any more; for those who need to know (tests, rehearsals). */
  async runDue(): Promise<void> {
    this.#trouble.clear();
    if (this.#running) return this.#workOff();
    this.#tend();
    try {
      await this.#workOff();
      await this.#working.leases.end();
    } finally {
      clearInterval(this.#tending);
    }
  }

  async #workOff(): Promise<void> {
    for (;;) {
      const worked = await this.#look();
      const results = await Promise.all(this.#busy.values());
      if (this.#stopping || (!worked && !results.includes(true))) return;
    }
  }

  async #loop(): Promise<void> {
    await this.#sweep();
    while (!this.#stopping) {
      // Nothing has happened: what is missed is found by the next look.
      const relaxed = !this.#kicked && !this.#isLively();
      this.#kicked = false;
      this.#turned();
      try {
        const planned = await this.#look(relaxed ? { relaxed } : {});
        this.#failing = false;
        // Plans made in this look are notices by now: look again before resting.
        if (planned) continue;
      } catch (error) {
        this.#failing = true;
        this.#deps.log.error({ error }, 'a look at the agenda failed; the next one repeats it');
      }
      await this.#pause();
    }
  }

  /** Once, at the start: what an older program never put on the agenda. */
  async #sweep(): Promise<void> {
    try {
      await hintAllRetentions(this.#deps.store);
    } catch (error) {
      this.#deps.log.warn({ error }, 'the agenda was not completed; the next start repeats it');
    }
  }

  /** One look at the agenda; starts what is due on it. One small read when nothing is. True: something was planned. */
  async #look(how: Pick<Query, 'relaxed'> = {}): Promise<boolean> {
    const { store, wallNow } = this.#deps;
    const query = { pk: AGENDA, type: agenda.type, to: after(wallNow()), limit: PAGE, ...how };
    let planned = false;
    let page = await store.query<AgendaEntry>(query);
    for (;;) {
      for (const entry of page.docs.toSorted(inThreadOrder)) {
        if (this.#stopping) return false;
        if (this.#rests(entry)) continue;
        if (isNotice(entry)) this.#begin(entry, queueOf(entry.data.notice), () => this.#work(entry));
        else if (entry.data.retention) this.#begin(entry, entry.id, () => this.#keepRetention(entry));
        else planned = (await this.#plan(entry)) || planned;
      }
      if (!page.next || this.#busy.size >= AT_ONCE) return planned;
      page = await store.query<AgendaEntry>({ ...query, after: page.next });
    }
  }

  /** What it makes remembers that it was this look that made it. */
  async #plan(entry: Stored<AgendaEntry>): Promise<boolean> {
    this.#turned();
    return this.#due(entry, async () => {
      try {
        const planned = await planAcademy(this.#deps, entry);
        this.#trouble.delete(entry.id);
        return planned;
      } catch (error) {
        this.#complain(entry, error);
        return false;
      }
    });
  }

  #due<T>(entry: Stored<AgendaEntry>, work: () => Promise<T>): Promise<T> {
    return this.#deps.trail?.due(entry.data, work) ?? work();
  }

  #turned(): void {
    this.#turnedAt = this.#deps.ticks();
  }

  /** Starts work unless it, or what it must follow, is under way; the next look takes it up then. */
  #begin(entry: Stored<AgendaEntry>, queue: string, work: () => Promise<boolean>): void {
    if (this.#busy.has(queue) || this.#busy.size >= AT_ONCE) return;
    this.#lastWork = this.#deps.ticks();
    this.#busy.set(
      queue,
      this.#due(entry, work).then((worked) => {
        this.#busy.delete(queue);
        if (worked) this.kick();
        return worked;
      }),
    );
  }

  async #work(entry: DueNotice): Promise<boolean> {
    try {
      const worked = await workOn(this.#working, entry);
      this.#trouble.delete(entry.id);
      return worked;
    } catch (error) {
      // One notice's trouble must not hold up the others; the entry stays and is tried again.
      this.#complain(entry, error);
      const { academy, notice: id } = entry.data;
      // Where the store fails it can be said in the log alone.
      await this.#working.watch.failed({ academy, id }, error).catch(() => undefined);
      // It rests now, and its place is free for one that waits.
      return true;
    }
  }

  async #keepRetention(entry: Stored<AgendaEntry>): Promise<boolean> {
    try {
      const kept = await keepRetention(this.#deps, entry, this.#working.stopping);
      this.#trouble.delete(entry.id);
      return kept;
    } catch (error) {
      // Half forgotten: the entry stays, and the next look goes on with the rest.
      this.#complain(entry, error);
      return true;
    }
  }

  #tend(): void {
    const { leases } = this.#working;
    let under = false;
    this.#tending = setInterval(() => {
      if (under) return;
      under = true;
      leases
        .tend()
        .catch((error: unknown) => {
          this.#deps.log.warn({ error }, 'a lease was not renewed');
        })
        .finally(() => (under = false));
    }, this.#options.leaseMs / TENDED);
  }

  #complain(entry: Stored<AgendaEntry>, error: unknown): void {
    const { academy, notice } = entry.data;
    this.#deps.log.error({ academy, notice, error }, 'work on the agenda failed');
    const times = (this.#trouble.get(entry.id)?.times ?? 0) + 1;
    const restMs = Math.min(Math.min(this.#options.pollMs, SECOND) * 2 ** Math.min(times, 20), MINUTE);
    this.#trouble.set(entry.id, { times, until: addMilliseconds(this.#deps.wallNow(), restMs) });
  }

  #rests({ id }: Stored<AgendaEntry>): boolean {
    const until = this.#trouble.get(id)?.until;
    return until !== undefined && this.#deps.wallNow() < until;
  }

  /** While there is work, what waits for an answer or for another process is looked after closely; a store that nothing
   * happens in is left alone, since every look is paid for. */
  #restMs(): number {
    const { pollMs } = this.#options;
    return this.#isLively() ? Math.min(pollMs, SECOND) : pollMs;
  }

  #isLively(): boolean {
    return this.#deps.ticks() - this.#lastWork < LIVELY_MS;
  }

  async #pause(): Promise<void> {
    if (this.#kicked || this.#stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#restMs());
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}

function isNotice(entry: Stored<AgendaEntry>): entry is DueNotice {
  return entry.data.notice !== undefined;
}

const MESSAGE = 'message:';

/** Messages of one thread are sent in the order they were written; anything else goes side by side. */
function queueOf(notice: NoticeId): string {
  return notice.startsWith(MESSAGE) ? notice.slice(0, notice.lastIndexOf(':')) : notice;
}

/** By time; messages of one thread and one moment by their number. */
function inThreadOrder(a: Stored<AgendaEntry>, b: Stored<AgendaEntry>): number {
  if (a.data.dueAt !== b.data.dueAt) return a.data.dueAt < b.data.dueAt ? -1 : 1;
  return isNotice(a) && isNotice(b) ? numberOf(a) - numberOf(b) : 0;
}

function numberOf({ data: { notice } }: DueNotice): number {
  return notice.startsWith(MESSAGE) ? Number(notice.slice(notice.lastIndexOf(':') + 1)) : 0;
}
