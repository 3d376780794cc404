import { readFiles } from '../../bot/cli/read-files.ts';
import type { Programme } from '../../services/domain/programme.ts';
import type { RosterEntry } from '../../services/domain/people.ts';
import type { Instant } from '../../services/domain/time.ts';
import { hasErrors } from '../../services/files/problem.ts';
import type { Store } from '../../services/store/port.ts';
import { applyImport, isDone, prepareImport } from '../../services/usecases/import.ts';
import { PROGRAMME_FILE, ROSTER_FILE } from './data.ts';

export interface DemoFiles {
  readonly programme: Programme;
  readonly roster: readonly RosterEntry[];
}

/** The demonstration academy as its files say. Throws if they have an error. */
export async function readDemo(): Promise<DemoFiles> {
  const { programme: read, roster: lines, problems } = await readFiles(PROGRAMME_FILE, ROSTER_FILE);
  if (hasErrors(problems) || !read?.programme || !lines) {
    const [first] = problems;
    throw new Error(`the demonstration's files have errors: ${first?.message ?? 'they cannot be read'}`);
  }
  return { programme: read.programme, roster: lines.lines.map(({ entry }) => entry) };
}

/** Imports the academy into the store, unless all of it is there. `isNew`: it was not there at all. */
export async function importDemo(
  store: Store,
  demo: DemoFiles,
  now: Instant,
): Promise<{ readonly isNew: boolean }> {
  const plan = await prepareImport(store, demo.programme, demo.roster, now);
  if (isDone(plan)) return { isNew: false };
  const { outcome, problems } = await applyImport(store, plan, now);
  if (outcome === 'overtaken' || problems.length > 0) {
    throw new Error(
      `the demonstration could not be imported: ${problems.join(', ') || 'another import came in between'}`,
    );
  }
  return { isNew: plan.base === undefined };
}
