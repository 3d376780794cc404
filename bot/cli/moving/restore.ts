import { instant } from '../../../services/domain/time.ts';
import type { Store } from '../../../services/store/port.ts';
import { whyNotAlone } from '../../../services/usecases/alone.ts';
import { restore } from '../../../services/usecases/restore.ts';
import type { Restored } from '../../../services/usecases/restore.ts';
import type { MovingRequest } from '../arguments-moving.ts';
import type { Surroundings } from '../import.ts';
import type { Terminal } from '../terminal.ts';
import { onStore } from './open-store.ts';
import { checkFile, chunksOf } from './read-file.ts';
import type { Checked } from './read-file.ts';

type RestoreRequest = Extract<MovingRequest, { command: 'restore' }>;

/** Checks the whole file, then brings it into the store. Returns the exit code. */
export async function restoreFrom(request: RestoreRequest, surroundings: Surroundings): Promise<number> {
  // Before a store is made that would stay empty.
  const checked = await checkFile(request.file);
  return onStore(request.dataDir, surroundings, (store) =>
    restoreInto(store, request, checked, surroundings),
  );
}

async function restoreInto(
  store: Store,
  { file, stopped }: RestoreRequest,
  { header, end }: Checked,
  { terminal, wallNow, leaseMs, pause }: Surroundings,
): Promise<number> {
  const now = () => instant(wallNow());
  const why = await whyNotAlone(store, { wallNow: now, leaseMs: leaseMs(), pause, stopped });
  if (why !== undefined) {
    terminal.complain(`${why} Nothing was written.`);
    return 1;
  }
  const what = header.academy ?? 'a whole installation';
  terminal.print(`${file}: ${what}, ${String(end.documents)} documents, exported at ${header.madeAt}.`);
  const carried = { name: end.sha256, schemas: end.schemas, chunks: () => chunksOf(file) };
  return tell(terminal, await restore(store, carried, { now: now(), stopped }));
}

function tell(terminal: Terminal, restored: Restored): number {
  if (restored.outcome === 'conflicts') {
    terminal.complain('Nothing was written: the store holds something else under these ids:');
    for (const example of restored.examples) terminal.complain(`  ${example}`);
    const more = restored.count - restored.examples.length;
    if (more > 0) terminal.complain(`  … and ${String(more)} more`);
    terminal.complain('Restore into a new store, or into one where these have not been.');
    return 1;
  }
  const { written, there, leftOut } = restored;
  if (leftOut > 0) terminal.print(`Left out, since their time is over: ${String(leftOut)}.`);
  if (written === 0) terminal.print('Nothing to do: all of it is there.');
  else terminal.print(`Restored: ${String(written)} documents, ${String(there)} were there already.`);
  return 0;
}
