/** Cards that follow how a notice is getting on: a broadcast's counts, whom a message has reached. */
import type { Follower, Notice } from '../domain/delivery.ts';
import type { View } from '../domain/view.ts';
import { membershipsIn } from '../rules/rights.ts';
import type { Academy } from '../usecases/academies.ts';
import { showBroadcast } from '../usecases/broadcasts.ts';
import type { Act } from '../usecases/deps.ts';
import { messageStatus } from '../usecases/sent.ts';
import type { DeliveryDeps } from './deps.ts';

/** While a notice is being sent, the cards that follow it are updated now and then. `end` resolves when none is under way
 * any more, so that no earlier count comes after the last one. */
export function follow(
  deps: DeliveryDeps,
  academy: Academy,
  notice: Notice,
  everyMs: number,
): { readonly end: () => Promise<void> } {
  if (notice.followers.length === 0) return { end: () => Promise.resolve() };
  let updating: Promise<void> | undefined;
  const timer = setInterval(() => {
    updating ??= updateFollowers(deps, academy, notice)
      .catch((error: unknown) => {
        deps.log.warn({ notice: notice.id, error: String(error) }, 'a status card was not updated');
      })
      .finally(() => (updating = undefined));
  }, everyMs);
  return {
    end: async () => {
      clearInterval(timer);
      await updating;
    },
  };
}

/** Updates every follower's card. Best effort: the card's own button shows the same at any time. */
export async function updateFollowers(deps: DeliveryDeps, academy: Academy, notice: Notice): Promise<void> {
  for (const follower of notice.followers) await updateOne(deps, academy, notice, follower);
}

async function updateOne(
  deps: DeliveryDeps,
  academy: Academy,
  notice: Notice,
  follower: Follower,
): Promise<void> {
  const person = (await deps.persons.read(follower.person))?.data;
  const [first, ...rest] = person ? membershipsIn(person, academy.id, deps.wallNow()) : [];
  if (!person || !first) return;
  const view = await statusOf({ deps, academy, person, memberships: [first, ...rest] }, notice);
  if (!view) return;
  await deps.pace.turn();
  const answer = await deps.messenger.update(
    follower,
    follower.activityId,
    deps.render(view, person.language),
  );
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
