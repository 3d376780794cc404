import type { NoticeId } from '../domain/ids.ts';
import type { Programme } from '../domain/programme.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import type { PlannedNotice } from './plan.ts';
import { addDays, toLocal } from './time.ts';
import { intoWindow, nextMorning, opensAt } from './window.ts';
import type { Wish } from './wishes.ts';
import { lastWorth } from './worth.ts';

/**
 * Every wish at a moment when the academy may write to people. What a break has held back does not all come on the
 * first morning after it, but one on each day on which the programme tells nothing else, in the order in which it would
 * have come. What would be too late then comes on the emptiest day before: nothing is lost by waiting for its turn.
 */
export function outOfBreaks(wishes: readonly Wish[], programme: Programme): PlannedNotice[] {
  const days = new Days(programme);
  const placed = new Map<NoticeId, Instant>();
  const alone = ({ wanted }: Wish): Instant => intoWindow(wanted, 'later', programme);
  const put = ({ id }: Wish, at: Instant): void => {
    placed.set(id, at);
    days.take(at);
  };
  const held = new Set(wishes.filter((wish) => crossesBreak(wish.wanted, alone(wish), programme)));
  const free = wishes.filter((wish) => !held.has(wish));
  for (const wish of free) put(wish, alone(wish));
  // What follows it and was not held back does not wait for it.
  const followers = (wish: Wish) =>
    free.flatMap(({ id, follows }) => (follows === wish.id ? [placed.get(id)] : []));
  for (const wish of [...held].sort(byWish)) {
    const until = [lastWorth(wish.contents[0], programme), ...followers(wish)];
    const from = latest(alone(wish), wish.follows && placed.get(wish.follows));
    put(wish, days.turn(from, until.filter((at) => at !== undefined).sort()[0]));
  }
  return wishes.map(({ wanted, follows: _, ...notice }) => ({
    ...notice,
    dueAt: placed.get(notice.id) ?? wanted,
  }));
}

/** How much the programme tells on each day. */
class Days {
  readonly #programme: Programme;
  readonly #taken = new Map<LocalDate, number>();

  constructor(programme: Programme) {
    this.#programme = programme;
  }

  take(at: Instant): void {
    const date = this.#dateOf(at);
    this.#taken.set(date, this.#on(date) + 1);
  }

  /** The first free day from a moment on; where there is none in time, the emptiest. */
  turn(from: Instant, until: Instant | undefined): Instant {
    let [best, fewest] = [from, Infinity];
    for (let at = from; fewest > 0 && (until === undefined || at <= until); at = this.#dayAfter(at)) {
      const count = this.#on(this.#dateOf(at));
      if (count < fewest) [best, fewest] = [at, count];
    }
    return best;
  }

  #on(date: LocalDate): number {
    return this.#taken.get(date) ?? 0;
  }

  #dateOf(at: Instant): LocalDate {
    return toLocal(at, this.#programme.timezone).date;
  }

  #dayAfter(at: Instant): Instant {
    return nextMorning(opensAt(addDays(this.#dateOf(at), 1), this.#programme), this.#programme);
  }
}

function crossesBreak(wanted: Instant, at: Instant, { quiet, timezone }: Programme): boolean {
  const [from, to] = [toLocal(wanted, timezone).date, toLocal(at, timezone).date];
  return quiet.periods.some((period) => from <= period.to && period.from < to);
}

const byWish = (a: Wish, b: Wish): number => (a.wanted === b.wanted ? 0 : a.wanted < b.wanted ? -1 : 1);

const latest = (a: Instant, b: Instant | undefined): Instant => (b !== undefined && b > a ? b : a);
