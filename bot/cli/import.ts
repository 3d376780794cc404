import { instant } from '../../services/domain/time.ts';
import { hasErrors } from '../../services/files/problem.ts';
import { isEmpty } from '../../services/rules/import.ts';
import type { Store } from '../../services/store/port.ts';
import { applyImport, isDone, prepareImport } from '../../services/usecases/import.ts';
import type { ImportPlan } from '../../services/usecases/import.ts';
import type { ImportResult } from '../../services/usecases/import-apply.ts';
import type { StoreConfig } from '../config.ts';
import type { Request } from './arguments.ts';
import { changeLines } from './changes.ts';
import { tellFiles } from './check.ts';
import { besideTheBot } from './moving/open-store.ts';
import { readFiles } from './read-files.ts';
import type { Files } from './read-files.ts';
import type { Terminal } from './terminal.ts';

export interface Surroundings {
  readonly terminal: Terminal;
  readonly config: () => StoreConfig;
  /** Milliseconds since 1970. */
  readonly wallNow: () => number;
  /** After which a process that gives no sign of life is taken for gone. */
  readonly leaseMs: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** Checks the files, shows what would change, asks and imports. Returns the exit code. */
export async function importFiles(
  request: Extract<Request, { command: 'import' }>,
  surroundings: Surroundings,
): Promise<number> {
  const { terminal, wallNow } = surroundings;
  const files = await readFiles(request.programme, request.roster, request.clone);
  tellFiles(terminal, files);
  if (hasErrors(files.problems)) {
    terminal.print('Nothing was imported.');
    return 1;
  }
  return besideTheBot(request.dataDir, surroundings, (store) =>
    importInto(store, files, request.yes, terminal, wallNow),
  );
}

async function importInto(
  store: Store,
  { programme: read, roster }: Files,
  yes: boolean,
  terminal: Terminal,
  wallNow: () => number,
): Promise<number> {
  if (!read?.programme || !roster) throw new Error('files without errors have a programme and a roster');
  const entries = roster.lines.map(({ entry }) => entry);
  const plan = await prepareImport(store, read.programme, entries, instant(wallNow()));
  if (plan.problems.length > 0) {
    for (const problem of plan.problems) terminal.print(`  ${problem}`);
    terminal.print('Nothing was imported.');
    return 1;
  }
  if (isDone(plan)) {
    terminal.print(`Nothing to do: ${plan.academy} is as the files say (revision ${plan.next}).`);
    return 0;
  }
  tellPlan(terminal, plan);
  if (!yes && !terminal.interactive) {
    terminal.complain(
      'Nothing was imported: there is no terminal to ask in. Say --yes to import without a question.',
    );
    return 2;
  }
  if (!yes && !(await terminal.confirm('Import this?'))) {
    terminal.print('Nothing was imported.');
    return 0;
  }
  return tellResult(terminal, await applyImport(store, plan, instant(wallNow())));
}

function tellPlan(terminal: Terminal, plan: ImportPlan): void {
  terminal.print('');
  if (isEmpty(plan.diff)) {
    const { people, leaving, pairings } = plan;
    const left = people.length + leaving.length + pairings.begun.length + pairings.ended.length;
    terminal.print(
      left === 0
        ? 'The files say nothing new, but an import was interrupted shortly before its end: it will be finished.'
        : `The files say nothing new, but ${String(left)} records are not as they say: they will be mended.`,
    );
    return;
  }
  const isNew = plan.base === undefined;
  terminal.print(isNew ? `${plan.academy} is a new academy:` : `In ${plan.academy} this would change:`);
  for (const line of changeLines(plan.diff, isNew)) terminal.print(line);
  if (!isNew) terminal.print('Answers that were given are kept, also those to what is gone.');
}

function tellResult(
  terminal: Terminal,
  { outcome, revision, people, pairings, problems }: ImportResult,
): number {
  for (const problem of problems) terminal.print(`  ${problem}`);
  if (outcome === 'overtaken') {
    terminal.print('Another import came in between. Run this one again to see what it would change now.');
    return 1;
  }
  terminal.print(
    `Imported: revision ${revision}, people written: ${String(people)}, pairings: ${String(pairings)}.`,
  );
  return problems.length === 0 ? 0 : 1;
}
