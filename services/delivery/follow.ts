/** Cards that follow how a notice is getting on: a broadcast's counts, whom a message has reached. */
import { LRUCache } from 'lru-cache';
import type { Follower, Notice } from '../domain/delivery.ts';
import { SECOND } from '../domain/time.ts';
import type { View } from '../domain/view.ts';
import { membershipsIn, permitting } from '../rules/rights.ts';
import type { Academy } from '../usecases/academies.ts';
import { showBroadcast } from '../usecases/broadcast-change.ts';
import type { Act } from '../usecases/deps.ts';
import { messageStatus } from '../usecases/sent.ts';
import type { DeliveryDeps } from './deps.ts';
import { inTurn } from './messenger.ts';

/** Every two seconds for the first half minute, then every ten. */
export interface Cadence {
  readonly firstMs: number;
  readonly firstForMs: number;
  readonly thenMs: number;
}

export const CADENCE: Cadence = { firstMs: 2 * SECOND, firstForMs: 30 * SECOND, thenMs: 10 * SECOND };

/** Notices that are followed at once. */
const REMEMBERED = 1000;

interface Followed {
  readonly since: number;
  lastAt: number;
  updating: Promise<void> | undefined;
}

/** While a notice is being sent, the cards that follow it are updated now and then. */
export class Following {
  readonly #deps: DeliveryDeps;
  readonly #cadence: Cadence;
  /** What another process brings to its end is forgotten some time. */
  readonly #followed = new LRUCache<string, Followed>({ max: REMEMBERED });

  constructor(deps: DeliveryDeps, cadence: Cadence) {
    this.#deps = deps;
    this.#cadence = cadence;
  }

  /** Follows until the function that it returns is called, which resolves when no update is under way any more. */
  start(academy: Academy, notice: Notice): () => Promise<void> {
    if (notice.followers.length === 0) return () => Promise.resolve();
    const now = this.#deps.ticks();
    const key = keyOf(notice);
    const followed = this.#followed.get(key) ?? { since: now, lastAt: now, updating: undefined };
    this.#followed.set(key, followed);
    this.#updateIfDue(followed, academy, notice);
    const timer = setInterval(
      () => {
        this.#updateIfDue(followed, academy, notice);
      },
      Math.max(this.#cadence.firstMs, 1),
    );
    return async () => {
      clearInterval(timer);
      await followed.updating;
    };
  }

  /** The last counts. They come after the first ones, which the click itself got as its answer. */
  async end(academy: Academy, notice: Notice): Promise<void> {
    this.#followed.delete(keyOf(notice));
    if (notice.followers.length === 0) return;
    await this.#deps.sleep(this.#cadence.firstMs / 2);
    await updateFollowers(this.#deps, academy, notice);
  }

  #updateIfDue(followed: Followed, academy: Academy, notice: Notice): void {
    const now = this.#deps.ticks();
    const { firstForMs, firstMs, thenMs } = this.#cadence;
    const gap = now - followed.since < firstForMs ? firstMs : thenMs;
    if (followed.updating || now - followed.lastAt < gap * EARLY) return;
    followed.lastAt = now;
    followed.updating = updateFollowers(this.#deps, academy, notice)
      .catch((error: unknown) => {
        this.#deps.log.warn({ notice: notice.id, error }, 'a status card was not updated');
      })
      .finally(() => (followed.updating = undefined));
  }
}

/** A timer that is a moment early must not skip a turn. */
const EARLY = 0.9;

const keyOf = ({ academy, id }: Notice): string => `${academy} ${id}`;

/** Updates every follower's card. Best effort: the card's own button shows the same at any time. */
async function updateFollowers(deps: DeliveryDeps, academy: Academy, notice: Notice): Promise<void> {
  for (const follower of notice.followers) await updateOne(deps, academy, notice, follower);
}

async function updateOne(
  deps: DeliveryDeps,
  academy: Academy,
  notice: Notice,
  follower: Follower,
): Promise<void> {
  const person = (await deps.persons.read(follower.person))?.data;
  // Whoever may no longer open it is shown no more of it.
  const verb = notice.contents[0]?.kind === 'message' ? 'thread.show' : 'broadcast.show';
  const [first, ...rest] = person ? permitting(verb, membershipsIn(person, academy.id, deps.wallNow())) : [];
  if (!person || !first) return;
  const view = await statusOf({ deps, academy, person, memberships: [first, ...rest] }, notice);
  if (!view) return;
  const card = deps.render(view, person.language);
  const answer = await inTurn(deps.messenger, deps.pace).update(follower, follower.activityId, card);
  if (answer.result !== 'accepted')
    deps.log.warn({ notice: notice.id, ...answer }, 'a status card was not updated');
}

async function statusOf(act: Act, notice: Notice): Promise<View | undefined> {
  const [content] = notice.contents;
  if (content?.kind === 'message') return messageStatus(act, content.pairing, content.number);
  if (content?.kind !== 'broadcast') return undefined;
  const view = await showBroadcast(act, content.broadcast);
  return 'code' in view ? undefined : view;
}
