import type { AcademyId, PersonId } from '../domain/ids.ts';
import type { Reach, UnreachableReason } from '../domain/people.ts';
import { contended, saving } from '../store/access.ts';
import { academyPartition, reaches } from '../store/documents.ts';
import type { PersonReach } from '../store/documents.ts';
import type { Deps } from './deps.ts';

type Finding = { readonly state: 'reached' } | { readonly state: 'lost'; readonly reason: UnreachableReason };

/** Records that a person can be reached, or why not any more; the first of several equal findings keeps its date, in
 * academy time, since it is shown on the academy's cards. */
export async function noteReach(
  { store, academies, wallNow }: Pick<Deps, 'store' | 'academies' | 'wallNow'>,
  academy: AcademyId,
  person: PersonId,
  finding: Finding,
): Promise<void> {
  const since = (await academies.read(academy))?.now ?? wallNow();
  await contended(async () => {
    const doc = await store.read<PersonReach>(academyPartition(academy), `reach:${person}`);
    if (doc && reasonOf(doc.data.reach) === reasonOf(finding)) return;
    const reach: Reach = { ...finding, since };
    await store.batch(academyPartition(academy), [saving(reaches, { academy, person, reach }, doc)]);
  });
}

function reasonOf(reach: Finding | Reach): string {
  return reach.state === 'lost' ? reach.reason : reach.state;
}
