/** What a person is reminded of. */
import type { Content, SkipReason } from '../domain/delivery.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Person } from '../domain/people.ts';
import type { ItemLine } from '../domain/view.ts';
import { itemId, itemsOf } from '../rules/lookup.ts';
import { isMuted } from '../rules/mutes.ts';
import { membershipsIn, permitting } from '../rules/rights.ts';
import type { Act, Deps } from './deps.ts';
import { closeDay } from './reminder-day.ts';
import { linesFor, openedSprints } from './work.ts';

/** An academy's reminders, and the person as they stand in it. */
interface Reminding {
  readonly act: Act;
  readonly lines: readonly ItemLine[];
}

/** What somebody may be reminded of in an academy. */
interface Planned {
  readonly act: Act;
  readonly items: readonly ItemId[];
}

/** What is left to remind of, by academy; or why there is nothing. */
export async function remindersIn(
  all: readonly Planned[],
): Promise<readonly [Reminding, ...Reminding[]] | SkipReason> {
  if (all.length === 0) return 'left';
  let open = 0;
  const found: Reminding[] = [];
  for (const { act: there, items } of all) {
    const { id, now } = there.academy;
    const lines = await openLines(there, items);
    const wanted = lines.filter(({ item }) => !isMuted(there.person, id, item, now));
    open += lines.length;
    if (wanted.length > 0) found.push({ act: there, lines: wanted });
  }
  const [first, ...more] = found;
  if (first) return [first, ...more];
  return open === 0 ? 'answered' : 'muted';
}

/** The reminders of all the academies that the person is in by now, each academy once. */
export async function remindersOnDay(
  deps: Deps,
  person: Person,
  day: NonNullable<Extract<Content, { kind: 'reminders' }>['day']>,
): Promise<readonly Planned[]> {
  const items = new Map<Act['academy']['id'], ItemId[]>();
  for (const entry of await closeDay(deps, person, day))
    items.set(entry.academy, [...(items.get(entry.academy) ?? []), ...entry.items]);
  const found = await Promise.all(
    [...items].map(async ([id, of]) => {
      const academy = await deps.academies.read(id);
      const [first, ...rest] = permitting('task.show', membershipsIn(person, id, deps.wallNow()));
      if (!academy || !first) return [];
      return [{ act: { deps, person, academy, memberships: [first, ...rest] } as const, items: of }];
    }),
  );
  return found.flat();
}

/** Those of the items that the person can still answer and has not. */
async function openLines(act: Act, items: readonly ItemId[]): Promise<readonly ItemLine[]> {
  const { organisation } = act.memberships[0];
  const sprints = openedSprints(act.academy).filter((sprint) =>
    itemsOf(sprint).some((item) => items.includes(itemId(item))),
  );
  if (organisation === undefined) return [];
  const lines = await linesFor(act, organisation, sprints);
  return lines.filter(({ item, state }) => items.includes(item) && (state === 'open' || state === 'late'));
}
