import type { AcademyHead } from '../../../services/domain/academy.ts';
import { instant } from '../../../services/domain/time.ts';
import { Academies } from '../../../services/usecases/academies.ts';
import type { Academy } from '../../../services/usecases/academies.ts';
import type { Figures } from '../../../services/domain/figures.ts';
import { academyPartition } from '../../../services/store/documents.ts';
import { FIGURES } from '../../../services/store/documents-figures.ts';
import type { Store } from '../../../services/store/port.ts';
import { anonymise } from '../../../services/usecases/anonymise.ts';
import { forgottenAt } from '../../../services/usecases/retention-hint.ts';
import { whatGoes } from '../../../services/usecases/what-goes.ts';
import type { Goes } from '../../../services/usecases/what-goes.ts';
import type { MovingRequest } from '../arguments-moving.ts';
import type { Surroundings } from '../import.ts';
import type { Terminal } from '../terminal.ts';
import { besideTheBot } from './open-store.ts';

type AnonymiseRequest = Extract<MovingRequest, { command: 'anonymise' }>;

/** Says what would go, asks, and forgets an academy's people; works while the bot runs. Returns the exit code. */
export function anonymiseNow(request: AnonymiseRequest, surroundings: Surroundings): Promise<number> {
  return besideTheBot(request.dataDir, surroundings, (store) => anonymiseIn(store, request, surroundings));
}

async function anonymiseIn(
  store: Store,
  { academy: id, dryRun, yes }: AnonymiseRequest,
  { terminal, wallNow }: Surroundings,
): Promise<number> {
  const now = () => instant(wallNow());
  const academy = await new Academies(store, now).read(id);
  if (!academy) {
    terminal.complain(`There is no academy ${id} in the store.`);
    return 1;
  }
  if (academy.head.anonymised) return tellFigures(store, academy.head, terminal);
  tellWhatGoes(terminal, academy, await whatGoes(store, id));
  if (dryRun) {
    terminal.print('Nothing was changed.');
    return 0;
  }
  if (!yes && !terminal.interactive) {
    terminal.complain(
      'Nothing was changed: there is no terminal to ask in. Say --yes to do it without a question.',
    );
    return 2;
  }
  if (!yes && !(await terminal.confirm('This cannot be undone. Forget them now?'))) {
    terminal.print('Nothing was changed.');
    return 0;
  }
  await anonymise(store, id, now());
  terminal.print(`The people of ${id} and what they wrote are forgotten.`);
  return 0;
}

function tellWhatGoes(terminal: Terminal, { id, programme, head }: Academy, goes: Goes): void {
  const at = forgottenAt(programme, head);
  terminal.print(
    at === undefined
      ? `${id}: its programme names no retention, so that nothing goes by itself.`
      : `${id}: its retention ends at ${at}; the bot then does by itself what follows.`,
  );
  terminal.print(`People who are forgotten, with names, addresses and accounts: ${String(goes.forgotten)}`);
  terminal.print(`People whom another academy still knows, who lose this one alone: ${String(goes.kept)}`);
  terminal.print('Documents that go:');
  for (const [type, count] of Object.entries(goes.documents)) terminal.print(`  ${type}: ${String(count)}`);
  terminal.print(
    'What stays: the programme without addresses, and the figures: people by role, answers given by',
  );
  terminal.print(
    'organisation and task, replies to invitations, numbers of the feedback, deliveries by outcome.',
  );
}

async function tellFigures(store: Store, head: AcademyHead, terminal: Terminal): Promise<number> {
  terminal.print(`${head.academy} was anonymised at ${head.anonymised ?? ''}. Its figures:`);
  const figures = await store.read<Figures>(academyPartition(head.academy), FIGURES);
  for (const line of JSON.stringify(figures?.data, null, 2).split('\n')) terminal.print(line);
  return 0;
}
