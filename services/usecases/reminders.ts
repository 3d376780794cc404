/** What a person is reminded of. */
import type { ItemId } from '../domain/ids.ts';
import type { ItemLine } from '../domain/view.ts';
import { itemId, itemsOf } from '../rules/lookup.ts';
import type { Act } from './deps.ts';
import { linesFor, openedSprints } from './work.ts';

/** Those of the items that the person can still answer and has not. */
export async function openLines(act: Act, items: readonly ItemId[]): Promise<readonly ItemLine[]> {
  const { organisation } = act.memberships[0];
  const sprints = openedSprints(act.academy).filter((sprint) =>
    itemsOf(sprint).some((item) => items.includes(itemId(item))),
  );
  if (organisation === undefined) return [];
  const lines = await linesFor(act, organisation, sprints);
  return lines.filter(({ item, state }) => items.includes(item) && (state === 'open' || state === 'late'));
}
