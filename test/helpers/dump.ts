import type { AcademyId } from '../../services/domain/ids.ts';
import * as documents from '../../services/store/documents.ts';
import * as ofInstallation from '../../services/store/documents-installation.ts';
import type { Store, Stored } from '../../services/store/port.ts';
import { everyDoc } from './store-docs.ts';

/** The types of all documents that Fadder keeps, taken from where they are described. */
const types: readonly string[] = Object.values({ ...documents, ...ofInstallation }).flatMap((exported) =>
  typeof exported === 'object' && 'type' in exported && 'place' in exported ? [exported.type] : [],
);

/** Every document of the store but notes of activities already dealt with. */
export async function documentsOf(store: Store): Promise<readonly Stored[]> {
  const wanted = types.filter((type) => type !== ofInstallation.seen.type);
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
export async function docsOf<T>(
  store: Store,
  academy: AcademyId,
  kind: documents.Kind<T>,
): Promise<readonly T[]> {
  const pk = documents.academyPartition(academy);
  const page = await store.query<T>({ pk, type: kind.type, limit: 1000 });
  return page.docs.map((doc) => doc.data);
}
