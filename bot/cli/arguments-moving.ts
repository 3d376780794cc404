/** What moves an academy's data and makes it last: export, restore, anonymise. */
import { parseArgs } from 'node:util';
import { academyId } from '../../services/domain/ids.ts';
import type { AcademyId } from '../../services/domain/ids.ts';

interface OnStore {
  readonly dataDir?: string;
}

export type MovingRequest =
  | (OnStore & {
      readonly command: 'export';
      readonly file: string;
      readonly academy?: AcademyId;
      readonly stopped: boolean;
    })
  | (OnStore & { readonly command: 'restore'; readonly file: string; readonly stopped: boolean })
  | (OnStore & {
      readonly command: 'anonymise';
      readonly academy: AcademyId;
      readonly dryRun: boolean;
      readonly yes: boolean;
    });

export const MOVING_USAGE = {
  commands: [
    '  npm run academy -- export FILE [options]               write all that is in the store, or one academy, to a file',
    '  npm run academy -- restore FILE [options]              bring such a file into a store',
    '  npm run academy -- anonymise ID [options]              forget the people of an academy, keep its figures',
  ],
  options: [
    'Options of export, restore and anonymise, beside --data-dir:',
    '  --academy ID      export this academy alone',
    '  --stopped         export or restore, though a bot that has crashed still counts as running',
    '  --dry-run         only say what anonymising would do, and when it comes by itself',
    '  --yes             anonymise without a question',
  ],
} as const;

type Read = MovingRequest | { readonly command: 'help' } | { readonly misuse: string };

const common = { help: { type: 'boolean', short: 'h' }, 'data-dir': { type: 'string' } } as const;
const stopped = { type: 'boolean' } as const;

/** Undefined: another command. */
export function readMoving(command: string | undefined, args: string[]): Read | undefined {
  if (command === 'export') return exportRequest(args);
  if (command === 'restore') return restoreRequest(args);
  if (command === 'anonymise') return anonymiseRequest(args);
  return undefined;
}

function exportRequest(args: string[]): Read {
  const options = { ...common, academy: { type: 'string' }, stopped } as const;
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) return { command: 'help' };
  const [file, more] = positionals;
  if (file === undefined || more !== undefined) return { misuse: 'export takes one file, which it makes.' };
  const request = { command: 'export', file, stopped: values.stopped ?? false } as const;
  if (values.academy === undefined) return storeOf(values, request);
  const academy = readAcademy(values.academy);
  return 'misuse' in academy ? academy : storeOf(values, { ...request, ...academy });
}

function restoreRequest(args: string[]): Read {
  const options = { ...common, stopped } as const;
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) return { command: 'help' };
  const [file, more] = positionals;
  if (file === undefined || more !== undefined) return { misuse: 'restore takes one file.' };
  return storeOf(values, { command: 'restore', file, stopped: values.stopped ?? false });
}

function anonymiseRequest(args: string[]): Read {
  const yes = { type: 'boolean', short: 'y' } as const;
  const options = { ...common, 'dry-run': { type: 'boolean' }, yes } as const;
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options });
  if (values.help) return { command: 'help' };
  const [id, more] = positionals;
  if (id === undefined || more !== undefined) return { misuse: 'anonymise takes the id of one academy.' };
  const academy = readAcademy(id);
  if ('misuse' in academy) return academy;
  const dryRun = values['dry-run'] ?? false;
  return storeOf(values, { command: 'anonymise', ...academy, dryRun, yes: values.yes ?? false });
}

function readAcademy(id: string): { readonly academy: AcademyId } | { readonly misuse: string } {
  try {
    return { academy: academyId(id) };
  } catch {
    return { misuse: `"${id}" is no id of an academy.` };
  }
}

function storeOf(values: { readonly 'data-dir'?: string | undefined }, request: MovingRequest): Read {
  const dataDir = values['data-dir'];
  if (dataDir === '') return { misuse: '--data-dir must name a folder.' };
  return { ...request, ...(dataDir !== undefined && { dataDir }) };
}
