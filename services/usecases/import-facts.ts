import type { AcademyHead, Revision, RosterPage } from '../domain/academy.ts';
import type { AcademyId, PairingId, PersonId, RevisionId } from '../domain/ids.ts';
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
  /** What the last import that came to its end brought; absent where none did. */
  readonly finished?: Known;
}

export interface Known {
  readonly people: ReadonlySet<PersonId>;
  readonly pairings: ReadonlySet<PairingId>;
}

export async function readCurrent(store: Store, academy: AcademyId): Promise<Current> {
  const pk = academyPartition(academy);
  const head = (await store.read<AcademyHead>(pk, 'head'))?.data;
  const revision = await readRevision(store, academy, head?.revision);
  const members = await readMembers(store, revision);
  const last = (await store.read<Projection>(pk, PROJECTION))?.data.revision;
  const projected = last === head?.revision;
  const finished = projected ? revision : await readRevision(store, academy, last);
  const everSeen = new Set(members.map(({ person }) => person));
  // An import was interrupted: whom it had begun to bring in or take out stands on pages of some revision.
  if (!projected)
    for await (const page of each(store, rosterPages, pk))
      for (const { person } of page.members) everSeen.add(person);
  return {
    head,
    revision,
    members,
    pairings: await collect(each(store, pairings, pk)),
    everSeen,
    projected,
    ...(finished && {
      finished: knownFrom(finished, projected ? members : await readMembers(store, finished)),
    }),
  };
}

async function readRevision(
  store: Store,
  academy: AcademyId,
  id: RevisionId | undefined,
): Promise<Revision | undefined> {
  return id && (await store.read<Revision>(academyPartition(academy), revisionDocId(id)))?.data;
}

async function readMembers(store: Store, revision: Revision | undefined): Promise<Member[]> {
  const members: Member[] = [];
  for (let page = 0; revision && page < revision.pages.length; page += 1) {
    const id = rosterPageId(revision.id, page);
    const found = await store.read<RosterPage>(academyPartition(revision.academy), id);
    members.push(...(found?.data.members ?? []));
  }
  return members;
}

const knownFrom = (revision: Revision, members: readonly Member[]): Known => ({
  people: new Set(members.map(({ person }) => person)),
  pairings: new Set(revision.pairings.map(({ id }) => id)),
});
