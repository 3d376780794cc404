import type { AcademyId, PersonId } from '../domain/ids.ts';
import type { Reach } from '../domain/people.ts';
import { contended, saving } from '../store/access.ts';
import { academyPartition, reaches } from '../store/documents.ts';
import type { PersonReach } from '../store/documents.ts';
import type { Store } from '../store/port.ts';

/** Records that a person can be reached, or why not any more; the first of several equal findings keeps its date. */
export async function noteReach(
  store: Store,
  academy: AcademyId,
  person: PersonId,
  reach: Reach,
): Promise<void> {
  await contended(async () => {
    const doc = await store.read<PersonReach>(academyPartition(academy), `reach:${person}`);
    if (doc && reasonOf(doc.data.reach) === reasonOf(reach)) return;
    await store.batch(academyPartition(academy), [saving(reaches, { academy, person, reach }, doc)]);
  });
}

function reasonOf(reach: Reach): string {
  return reach.state === 'lost' ? reach.reason : reach.state;
}
