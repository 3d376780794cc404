import type { View } from '../domain/view.ts';
import { membershipsIn, permitting } from '../rules/rights.ts';
import type { Act } from './deps.ts';
import { showDesk } from './desk.ts';
import { showOverview, showTasks } from './overview.ts';

/** Where things stand for a person in an academy: their desk, their organisations, their tasks. Who has several roles
 * there gets a card for each. */
export async function showHome(act: Act): Promise<readonly View[]> {
  const mine = membershipsIn(act.person, act.academy.id, act.deps.wallNow());
  const as = (verb: 'desk.show' | 'overview.show' | 'tasks.show'): Act | undefined => {
    const [first, ...rest] = permitting(verb, mine);
    return first && { ...act, memberships: [first, ...rest] };
  };
  const [desk, overview, tasks] = [as('desk.show'), as('overview.show'), as('tasks.show')];
  const views = await Promise.all([
    desk && showDesk(desk),
    overview && showOverview(overview),
    tasks && showTasks(tasks),
  ]);
  return views.flatMap((view) => (view && !('code' in view) ? [view] : []));
}
