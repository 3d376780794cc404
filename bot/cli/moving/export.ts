import { instant } from '../../../services/domain/time.ts';
import { academyPartition } from '../../../services/store/documents.ts';
import type { Store } from '../../../services/store/port.ts';
import { whyNotAlone } from '../../../services/usecases/alone.ts';
import { carried } from '../../../services/usecases/carry.ts';
import { NotNow, readInstallation } from '../../../services/usecases/installation.ts';
import type { MovingRequest } from '../arguments-moving.ts';
import type { Surroundings } from '../import.ts';
import { FORMAT } from './format.ts';
import { onStore } from './open-store.ts';
import { writeFile } from './write-file.ts';

type ExportRequest = Extract<MovingRequest, { command: 'export' }>;

/** Writes the store, or one academy of it, to a file. Returns the exit code. */
export function exportTo(request: ExportRequest, surroundings: Surroundings): Promise<number> {
  return onStore(request.dataDir, surroundings, (store) => exportFrom(store, request, surroundings));
}

async function exportFrom(
  store: Store,
  { file, academy, stopped }: ExportRequest,
  { terminal, wallNow, leaseMs, pause }: Surroundings,
): Promise<number> {
  const now = () => instant(wallNow());
  if (academy !== undefined && !(await store.read(academyPartition(academy), 'head'))) {
    terminal.complain(`There is no academy ${academy} in the store. Nothing was written.`);
    return 1;
  }
  const before = await signOf(store);
  const why = await whyNotAlone(store, { wallNow: now, leaseMs: leaseMs(), pause, stopped });
  if (why !== undefined) {
    terminal.complain(`${why} Nothing was written.`);
    return 1;
  }
  const scope = academy === undefined ? {} : { academy };
  const header = { fadder: 'export', format: FORMAT, ...scope, madeAt: now() } as const;
  const end = await writeFile(file, header, carried(store, academy), async () => {
    if ((await signOf(store)) !== before)
      throw new NotNow('A bot was started on this store meanwhile. Stop it and export again.');
  });
  terminal.print(`${file}: ${academy ?? 'the whole installation'}, ${String(end.documents)} documents.`);
  for (const line of WHAT_IS_IN_IT) terminal.print(line);
  terminal.print(`SHA-256 of its content: ${end.sha256}`);
  return 0;
}

const WHAT_IS_IN_IT = [
  'It holds personal data in the clear: names, addresses, accounts, answers, reflections and the private threads.',
  'Only you may read it on this machine (mode 0600). Keep it so where you take it, and delete it when it has served.',
];

/** Changes whenever somebody begins or ceases to work on the store. */
const signOf = async (store: Store): Promise<string> => (await readInstallation(store))?.etag ?? '';
