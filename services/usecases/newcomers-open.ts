/** The questions about newcomers that nobody has answered yet. */
import type { NewcomerQuestion } from '../domain/newcomer.ts';
import type { NewcomersView } from '../domain/view.ts';
import { collect, each } from '../store/access.ts';
import { newcomers, OPEN } from '../store/documents-newcomer.ts';
import { academyPartition } from '../store/documents.ts';
import type { Academy } from './academies.ts';
import type { Act, Deps } from './deps.ts';

/** Questions that one card lists. */
const LISTED = 15;

/** Newest first. How many there can be is bounded by how many are kept in a day. */
export async function waitingIn(
  { store }: Pick<Deps, 'store'>,
  academy: Academy,
): Promise<readonly NewcomerQuestion[]> {
  return (await collect(each(store, newcomers, academyPartition(academy.id), OPEN))).reverse();
}

export async function showNewcomers({ deps, academy }: Act): Promise<NewcomersView> {
  const all = await waitingIn(deps, academy);
  const waiting = all.slice(0, LISTED).map(({ id: newcomer, profile, askedAt }) => ({
    newcomer,
    ...{ name: profile.name, addresses: profile.addresses, askedAt },
  }));
  return { kind: 'newcomers', frame: academy.frame, waiting, others: all.length - waiting.length };
}
