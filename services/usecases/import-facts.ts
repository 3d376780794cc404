import type { AcademyHead, Revision, RosterPage } from '../domain/academy.ts';
import type { AcademyId, PersonId } from '../domain/ids.ts';
import type { Member, Pairing } from '../domain/people.ts';
import { collect, each } from '../store/access.ts';
import {
  academyPartition,
  pairings,
  PROJECTION,
  revisionDocId,
  rosterPageId,
  rosterPages,
} from '../store/documents.ts';
import type { Projection } from '../store/documents.ts';
import type { Store } from '../store/port.ts';

/** An academy as the last imports left it. All empty where it is new. */
export interface Current {
  readonly head: AcademyHead | undefined;
  readonly revision: Revision | undefined;
  readonly members: readonly Member[];
  readonly pairings: readonly Pairing[];
  /** Everybody whom an import may have given a membership that no later one has taken back. */
  readonly everSeen: ReadonlySet<PersonId>;
  /** Whether the last import came to its end. */
  readonly projected: boolean;
}

export async function readCurrent(store: Store, academy: AcademyId): Promise<Current> {
  const pk = academyPartition(academy);
  const head = (await store.read<AcademyHead>(pk, 'head'))?.data;
  const revision = head && (await store.read<Revision>(pk, revisionDocId(head.revision)))?.data;
  const members: Member[] = [];
  for (let page = 0; revision && page < revision.pages.length; page += 1) {
    const found = await store.read<RosterPage>(pk, rosterPageId(revision.id, page));
    members.push(...(found?.data.members ?? []));
  }
  const projected = (await store.read<Projection>(pk, PROJECTION))?.data.revision === head?.revision;
  const everSeen = new Set(members.map(({ person }) => person));
  // An import was interrupted: whom it had begun to bring in or take out stands on pages of some revision.
  if (!projected)
    for await (const page of each(store, rosterPages, pk))
      for (const { person } of page.members) everSeen.add(person);
  return { head, revision, members, pairings: await collect(each(store, pairings, pk)), everSeen, projected };
}
