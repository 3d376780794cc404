/** Brings carried documents into a store that holds nothing else under their ids. */
import { isDeepStrictEqual } from 'node:util';
import { milliseconds, SECOND } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { newest, tooNew } from '../rules/versions.ts';
import { isFailure, saving } from '../store/access.ts';
import { INSTALLATION, installations } from '../store/documents-installation.ts';
import type { Installation, Versions } from '../store/documents-installation.ts';
import { kindOf, KNOWN } from '../store/documents-all.ts';
import type { Doc, Store, Stored } from '../store/port.ts';
import { insist } from './import-write.ts';
import { NotNow, readInstallation, running } from './installation.ts';
import { inParallel } from './parallel.ts';

/** What is to be restored. It is gone through more than once, and held in memory a chunk at a time. */
export interface Carried {
  /** Names the content, so that a restore that was interrupted is finished by the same file alone. */
  readonly name: string;
  /** The newest schema of each type in it. */
  readonly schemas: Versions;
  /** Chunks, each of at most a hundred documents that may be written together. */
  chunks(): AsyncIterable<readonly Doc[]>;
}

export type Restored =
  | { readonly outcome: 'done'; readonly written: number; readonly there: number; readonly leftOut: number }
  /** Nothing was written. `examples`: at most ten. */
  | { readonly outcome: 'conflicts'; readonly count: number; readonly examples: readonly string[] };

/** As many conflicts are named. */
const NAMED = 10;

/**
 * Looks through all of it first and writes nothing where something else is there already. What is there and the same is
 * left alone, so that it can be repeated.
 * @param stopped somebody vouches that no process works on the store, whatever it says
 * @throws NotNow where the store or the content cannot be worked with; then nothing was written
 */
export async function restore(
  store: Store,
  carried: Carried,
  { now, stopped }: { readonly now: Instant; readonly stopped: boolean },
): Promise<Restored> {
  const unread = tooNew(KNOWN, carried.schemas);
  if (unread.length > 0)
    throw new NotNow(
      `The file holds documents of a newer Fadder (${unread.join(', ')}). Update Fadder first.`,
    );
  const before = (await readInstallation(store))?.data;
  refuseOther(before, carried);
  const found = await compare(store, carried, now);
  if (found.count > 0) return { outcome: 'conflicts', ...found.conflicts, count: found.count };
  const { there, leftOut } = found;
  if (found.missing === 0 && !before?.restoring) return { outcome: 'done', written: 0, there, leftOut };
  await begin(store, carried, now, stopped);
  let written = 0;
  for await (const chunk of carried.chunks()) written += await writeChunk(store, living(chunk, now));
  await mark(store, ({ restoring: _restoring, ...rest }) => rest);
  return { outcome: 'done', written, there, leftOut };
}

async function compare(store: Store, carried: Carried, now: Instant) {
  const found = { count: 0, missing: 0, there: 0, leftOut: 0, conflicts: { examples: [] as string[] } };
  for await (const chunk of carried.chunks()) {
    for (const doc of chunk) checkPlace(doc);
    const alive = living(chunk, now);
    found.leftOut += chunk.length - alive.length;
    const states = await inParallel(alive, async (doc) => ({ doc, as: await standing(store, doc) }));
    for (const { doc, as } of states) {
      if (as === 'same') found.there += 1;
      if (as === 'missing') found.missing += 1;
      if (as !== 'other') continue;
      found.count += 1;
      if (found.conflicts.examples.length < NAMED)
        found.conflicts.examples.push(`${doc.type} ${doc.pk} ${doc.id}`);
    }
  }
  return found;
}

/** A document stands where its content says, and nowhere else: what was altered by hand is not taken. */
function checkPlace(doc: Doc): void {
  const kind = kindOf(doc.type);
  if (!kind || kind.stays)
    throw new NotNow(`The file holds a document of the type ${doc.type}, which is none to restore.`);
  if (doc.schema !== kind.schema) return;
  const { pk, id, sort } = doc;
  if (!isDeepStrictEqual(placeOf(kind, doc.data), { pk, id, sort }))
    throw new NotNow(`The file holds a ${doc.type} (${pk} ${id}) that does not belong where it stands.`);
}

function placeOf(kind: { place(data: unknown): unknown }, data: unknown): unknown {
  try {
    return kind.place(data);
  } catch {
    // Not even of the shape that a place can be read from.
    return undefined;
  }
}

/** Those whose life is not over, with what is left of it. */
function living(docs: readonly Doc[], now: Instant): readonly Doc[] {
  return docs.flatMap((doc) => {
    if (doc.ttl === undefined) return [doc];
    const since = kindOf(doc.type)?.since?.(doc.data);
    if (since === undefined) return [];
    const left = doc.ttl - Math.floor((milliseconds(now) - milliseconds(since)) / SECOND);
    return left > 0 ? [{ ...doc, ttl: Math.min(doc.ttl, left) }] : [];
  });
}

async function standing(store: Store, doc: Doc): Promise<'missing' | 'same' | 'other'> {
  const there = await store.read(doc.pk, doc.id);
  if (!there) return 'missing';
  return isSame(there, doc) ? 'same' : 'other';
}

function isSame(there: Stored, doc: Doc): boolean {
  const content = ({ type, sort, schema, data }: Doc) => ({ type, sort, schema, data });
  return isDeepStrictEqual(content(there), content(doc));
}

/** Returns how many were not there. */
async function writeChunk(store: Store, docs: readonly Doc[]): Promise<number> {
  const states = await inParallel(docs, async (doc) => ({ doc, as: await standing(store, doc) }));
  const missing = states.filter(({ as }) => as !== 'same').map(({ doc }) => doc);
  const partitions = [...new Set(missing.map(({ pk }) => pk))];
  await inParallel(partitions, (pk) =>
    writeTogether(
      store,
      pk,
      missing.filter((doc) => doc.pk === pk),
    ),
  );
  return missing.length;
}

async function writeTogether(store: Store, pk: string, docs: readonly Doc[]): Promise<void> {
  try {
    await store.batch(
      pk,
      docs.map((doc) => ({ op: 'create', doc })),
    );
  } catch (error) {
    if (!isFailure(error, 'conflict', 'ambiguous')) throw error;
    // An answer was lost, or somebody else writes: what stands there by now is looked at one by one.
    for (const doc of docs) await writeOne(store, doc);
  }
}

function writeOne(store: Store, doc: Doc): Promise<void> {
  return insist(async () => {
    const as = await standing(store, doc);
    if (as === 'other') throw new NotNow(`Somebody else has written ${doc.pk} ${doc.id} meanwhile.`);
    if (as === 'missing') await store.create(doc);
  });
}

function refuseOther(there: Installation | undefined, { name }: Carried): void {
  if (there?.restoring && there.restoring.file !== name)
    throw new NotNow(
      'The restore of another file into this store was interrupted. Run that one again first.',
    );
}

/** From here on no process starts on the store until all of it is there. */
function begin(store: Store, carried: Carried, now: Instant, stopped: boolean): Promise<void> {
  return mark(store, (there) => {
    refuseOther(there, carried);
    if (!stopped && running(there, now).length > 0)
      throw new NotNow('A bot was started on this store meanwhile. Nothing was written.');
    const writes = newest(there.writes, carried.schemas);
    return { ...there, writes, restoring: there.restoring ?? { file: carried.name, since: now } };
  });
}

function mark(store: Store, change: (there: Installation) => Installation): Promise<void> {
  return insist(async () => {
    const doc = await readInstallation(store);
    const after = change(doc?.data ?? { instances: [], writes: {} });
    await store.batch(INSTALLATION.pk, [saving(installations, after, doc)]);
  });
}
