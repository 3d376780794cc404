import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from '../../bot/bot.ts';
import { tenantId } from '../../services/domain/ids.ts';
import type { Instant } from '../../services/domain/time.ts';
import type { Log } from '../../services/delivery/deps.ts';
import { moveClock } from '../../services/usecases/clock.ts';
import { openJournal } from './journal.ts';
import { demoItems } from './people/items.ts';
import { demoPeople } from './people/people.ts';
import type { DemoPeople, Settled } from './people/people.ts';
import { SEATS, othersIn } from './playground/seats.ts';
import type { DemoFiles } from './prepare.ts';
import type { LoopbackTeams } from './teams/teams.ts';

/** The life of the people whom nobody plays. */
export interface Life {
  /** Lets them live until a moment of academy time; the clock goes with them. */
  until(to: Instant): Promise<void>;
  /** Resolves when the cards that are due are sent, or after a few seconds. */
  sent(): Promise<void>;
  stop(): Promise<void>;
}

export interface LifeOptions {
  readonly demo: DemoFiles;
  readonly teams: LoopbackTeams;
  readonly dataDir: string;
  readonly log: Log;
  /** Milliseconds between two looks at the clock. */
  readonly everyMs?: number;
}

/** The life that everybody sees who starts the demonstration. */
const SEED = 'kummi';
const EVERY_MS = 3000;
/** A click on "Jump to" should be answered within ten seconds, so this much of it may be spent on people's answers;
 * what they have not come to they do right after. */
const JUMP_MS = 5000;
/** So much of that at most for cards that are still being sent: nobody can answer a card before it has come. */
const CARDS_MS = 2000;

/** Begins it: from now on people answer when the academy's clock reaches their time. */
export function beginLife(bot: Bot, { demo, teams, dataDir, log, everyMs = EVERY_MS }: LifeOptions): Life {
  const { id } = demo.programme;
  const people = demoPeople({
    seed: SEED,
    people: othersIn(demo.roster),
    items: demoItems(demo.programme),
    client: (address) => teams.person(address),
    patient: organisationsOfSeats(demo),
    settled: openJournal<Settled>(join(dataDir, 'people.jsonl')),
    onProblem: (problem) => {
      log.warn({ problem: String(problem) }, 'a person of the demonstration gave up on an answer');
    },
  });
  const ending = new AbortController();
  const ticking = tick(people, () => nowIn(bot, id), { everyMs, signal: ending.signal, log });
  const sent = async () => {
    await Promise.race([bot.engine.runDue(), sleep(CARDS_MS, undefined, { ref: false })]);
  };
  return {
    sent,
    until: async (to) => {
      const latest = Date.now() + JUMP_MS;
      await sent();
      for (let at = people.nextAt(); at !== undefined && at <= to; at = people.nextAt()) {
        if (Date.now() > latest) break;
        // Each answer gets its own time, so that it is there before a reminder is decided on.
        await moveClock(bot.deps, id, at);
        await people.actUntil(at);
      }
    },
    stop: async () => {
      ending.abort();
      await people.stop();
      await ticking;
    },
  };
}

/** Everybody who is not there yet installs the app. Resolves with how many did. */
export async function installAll(bot: Bot, teams: LoopbackTeams): Promise<number> {
  let count = 0;
  for (const person of teams.people) {
    const { tenant, userId } = person.account;
    // Both must know of it: either may have been stopped in between.
    const known = await bot.deps.persons.byAccount(tenantId(tenant), userId);
    if (known && teams.installed(person)) continue;
    await person.install();
    count += 1;
  }
  return count;
}

async function tick(
  people: DemoPeople,
  now: () => Promise<Instant | undefined>,
  { everyMs, signal, log }: { everyMs: number; signal: AbortSignal; log: Log },
): Promise<void> {
  while (!signal.aborted) {
    try {
      const at = await now();
      if (at !== undefined) await people.actUntil(at);
    } catch (error) {
      log.warn({ error: String(error) }, 'the people of the demonstration could not act');
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

async function nowIn(bot: Bot, id: DemoFiles['programme']['id']): Promise<Instant | undefined> {
  return (await bot.deps.academies.read(id))?.now;
}

/** Where a newcomer may want to answer before the others do. */
function organisationsOfSeats({ roster }: DemoFiles): string[] {
  const seated = roster.filter(({ address }) => SEATS.some((seat) => seat.address === address));
  return seated.flatMap(({ organisation }) => organisation ?? []);
}
