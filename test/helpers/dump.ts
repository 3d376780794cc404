import type { AcademyId } from '../../services/domain/ids.ts';
import { academyPartition } from '../../services/store/documents.ts';
import type { Kind } from '../../services/store/documents.ts';
import { KINDS } from '../../services/store/documents-all.ts';
import { installations, seen } from '../../services/store/documents-installation.ts';
import type { Store, Stored } from '../../services/store/port.ts';
import { everyDoc } from './store-docs.ts';

/** Every document of the store but notes of activities already dealt with, and of who works on it. */
export async function documentsOf(store: Store): Promise<readonly Stored[]> {
  const noted: readonly string[] = [seen.type, installations.type];
  const wanted = KINDS.map(({ type }) => type).filter((type) => !noted.includes(type));
  const found = await Promise.all(wanted.map((type) => everyDoc(store, { type, limit: 1000 })));
  return found.flat();
}

/** What stands in the store, to be compared with what stands there later: a write that changes nothing shows too. */
export async function dumpOf(store: Store): Promise<Readonly<Record<string, string>>> {
  const all = await documentsOf(store);
  return Object.fromEntries(
    all.map(({ pk, id, etag, data }) => [`${pk} ${id}`, `${etag} ${JSON.stringify(data)}`]),
  );
}

/** The documents of one type in an academy's partition. */
export async function docsOf<T>(store: Store, academy: AcademyId, kind: Kind<T>): Promise<readonly T[]> {
  const pk = academyPartition(academy);
  const page = await store.query<T>({ pk, type: kind.type, limit: 1000 });
  return page.docs.map((doc) => doc.data);
}
