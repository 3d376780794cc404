import type { View } from '../domain/view.ts';
import { membershipsIn, permitting } from '../rules/rights.ts';
import type { Act } from './deps.ts';
import { showDesk } from './desk.ts';
import { showOverview, showTasks } from './overview.ts';

/** Where things stand for a person in an academy: their desk, their organisations or their tasks. */
export async function showHome(act: Act): Promise<View | undefined> {
  const mine = membershipsIn(act.person, act.academy.id, act.deps.wallNow());
  const as = (verb: 'desk.show' | 'overview.show' | 'tasks.show'): Act | undefined => {
    const [first, ...rest] = permitting(verb, mine);
    return first && { ...act, memberships: [first, ...rest] };
  };
  const desk = as('desk.show');
  if (desk) return showDesk(desk);
  const overview = as('overview.show');
  if (overview) return showOverview(overview);
  const tasks = as('tasks.show');
  const view = tasks && (await showTasks(tasks));
  return view && !('code' in view) ? view : undefined;
}
