import { parseArgs } from 'node:util';

export type Request =
  | { readonly command: 'help' }
  | { readonly command: 'check'; readonly programme: string; readonly roster?: string }
  | {
      readonly command: 'import';
      readonly programme: string;
      readonly roster: string;
      readonly yes: boolean;
      readonly dataDir?: string;
    };

export const USAGE = [
  'Usage:',
  '  npm run academy -- check PROGRAMME [ROSTER]          report every problem in the files',
  '  npm run academy -- import PROGRAMME ROSTER [options] show what would change, ask, and import',
  '',
  'Options of import:',
  '  --yes             do not ask',
  '  --data-dir DIR    the folder of the store (default: DATA_DIR)',
  '',
  'PROGRAMME is a YAML file (academy/1), ROSTER a CSV file with the columns',
  'name, address, role, organisation, language and optionally id, aliases, tenant.',
  'Exit code: 0 done, 1 problems (nothing was imported), 2 the command was not understood.',
];

/** What was asked for, or in words why it cannot be understood. */
export function readArguments(args: readonly string[]): Request | { readonly misuse: string } {
  const [command, ...rest] = args;
  try {
    if (command === 'check') return checkRequest(rest);
    if (command === 'import') return importRequest(rest);
  } catch (error) {
    // Node's own words say which option is unknown or wants a value.
    if (error instanceof TypeError) return { misuse: error.message.split('. ')[0] ?? error.message };
    throw error;
  }
  if (command === 'help' || command === '--help' || command === '-h') return { command: 'help' };
  return { misuse: command === undefined ? 'Say what to do.' : `There is no command "${command}".` };
}

const help = { help: { type: 'boolean', short: 'h' } } as const;

function checkRequest(args: string[]): ReturnType<typeof readArguments> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: help });
  if (values.help) return { command: 'help' };
  const [programme, roster, more] = positionals;
  if (programme === undefined || more !== undefined) return { misuse: 'check takes one or two files.' };
  return { command: 'check', programme, ...(roster !== undefined && { roster }) };
}

function importRequest(args: string[]): ReturnType<typeof readArguments> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...help, yes: { type: 'boolean', short: 'y' }, 'data-dir': { type: 'string' } },
  });
  if (values.help) return { command: 'help' };
  const [programme, roster, more] = positionals;
  if (programme === undefined || roster === undefined || more !== undefined)
    return { misuse: 'import takes two files: the programme and the roster.' };
  const dataDir = values['data-dir'];
  if (dataDir === '') return { misuse: '--data-dir must name a folder.' };
  return { command: 'import', programme, roster, yes: values.yes ?? false, ...(dataDir && { dataDir }) };
}
