import { parseArgs } from 'node:util';
import type { CloneRequest } from '../../services/files/clone.ts';
import { isLanguage, languages } from '../../services/domain/language.ts';
import type { Language } from '../../services/domain/language.ts';
import type { LocalDate } from '../../services/domain/time.ts';
import { readDate } from '../../services/files/local-time.ts';
import { academy } from '../../services/files/schema.ts';
import { MOVING_USAGE, readMoving } from './arguments-moving.ts';
import type { MovingRequest } from './arguments-moving.ts';

export type Request =
  | MovingRequest
  | { readonly command: 'help' }
  | { readonly command: 'schema' | 'store' }
  | { readonly command: 'template'; readonly file: string; readonly programme?: string }
  | {
      readonly command: 'check';
      readonly programme: string;
      readonly roster?: string;
      readonly clone?: CloneRequest;
    }
  | {
      readonly command: 'import';
      readonly programme: string;
      readonly roster: string;
      readonly clone?: CloneRequest;
      readonly yes: boolean;
      readonly dataDir?: string;
    }
  | {
      readonly command: 'rehearse';
      readonly programme: string;
      readonly roster: string;
      readonly clone?: CloneRequest;
      /** The first and the last day to show. */
      readonly from?: LocalDate;
      readonly to?: LocalDate;
      readonly lang?: Language;
      /** Where the page is written. */
      readonly html?: string;
    };

export const USAGE = [
  'Usage:',
  '  npm run academy -- check PROGRAMME [ROSTER] [options]  report every problem in the files',
  '  npm run academy -- import PROGRAMME ROSTER [options]   show what would change, ask, and import',
  '  npm run academy -- rehearse PROGRAMME ROSTER [options] play it all in memory: who gets what when',
  '  npm run academy -- template FILE [PROGRAMME]           write an empty roster, .xlsx or .csv, to fill in',
  '  npm run academy -- store                               make the store, or check it; repeatable',
  '  npm run -s academy -- schema                           the JSON Schema of a programme, for editors',
  ...MOVING_USAGE.commands,
  '',
  'Options of check, import and rehearse, to run the academy again at another time, beside the first:',
  '  --starts DATE     move it by whole weeks so that it begins in the week of DATE (like 2026-05-04)',
  '  --as ID           the id of the new academy (default: with the new year in it)',
  '',
  'Options of import:',
  '  --yes             do not ask',
  '  --data-dir DIR    the folder of the store (default: DATA_DIR)',
  '',
  ...MOVING_USAGE.options,
  '',
  'Options of rehearse:',
  '  --from DATE       the first day to show',
  '  --to DATE         the last day to show',
  `  --lang LANGUAGE   ${languages.join(', ')}: of titles and cards (default: as the recipients read them)`,
  '  --html FILE       where the page with every card is written (default: rehearsal.html in DATA_DIR)',
  '',
  'PROGRAMME is a YAML file (academy/1), ROSTER an Excel workbook (.xlsx) or a CSV file with the columns',
  'name, address, role, organisation, language and optionally id, aliases, tenant.',
  'Exit code: 0 done, 1 problems (nothing was imported), 2 the command was not understood.',
];

/** What was asked for, or in words why it cannot be understood. */
export function readArguments(args: readonly string[]): Request | { readonly misuse: string } {
  const [command, ...rest] = args;
  try {
    if (command === 'check') return checkRequest(rest);
    if (command === 'import') return importRequest(rest);
    if (command === 'template') return templateRequest(rest);
    if ((command === 'schema' || command === 'store') && rest.length === 0) return { command };
    if (command === 'rehearse') return rehearseRequest(rest);
    const moving = readMoving(command, rest);
    if (moving) return moving;
  } catch (error) {
    // Node's own words say which option is unknown or wants a value.
    if (error instanceof TypeError) return { misuse: error.message.split('. ')[0] ?? error.message };
    throw error;
  }
  if (command === 'help' || command === '--help' || command === '-h') return { command: 'help' };
  return { misuse: command === undefined ? 'Say what to do.' : `There is no command "${command}".` };
}

const help = { help: { type: 'boolean', short: 'h' } } as const;
const cloning = { starts: { type: 'string' }, as: { type: 'string' } } as const;

function checkRequest(args: string[]): ReturnType<typeof readArguments> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...help, ...cloning },
  });
  if (values.help) return { command: 'help' };
  const [programme, roster, more] = positionals;
  if (programme === undefined || more !== undefined) return { misuse: 'check takes one or two files.' };
  const clone = cloneRequest(values);
  if ('misuse' in clone) return clone;
  return { command: 'check', programme, ...(roster !== undefined && { roster }), ...clone };
}

function importRequest(args: string[]): ReturnType<typeof readArguments> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...help, ...cloning, yes: { type: 'boolean', short: 'y' }, 'data-dir': { type: 'string' } },
  });
  if (values.help) return { command: 'help' };
  const [programme, roster, more] = positionals;
  if (programme === undefined || roster === undefined || more !== undefined)
    return { misuse: 'import takes two files: the programme and the roster.' };
  const dataDir = values['data-dir'];
  if (dataDir === '') return { misuse: '--data-dir must name a folder.' };
  const clone = cloneRequest(values);
  if ('misuse' in clone) return clone;
  const yes = values.yes ?? false;
  return { command: 'import', programme, roster, yes, ...(dataDir && { dataDir }), ...clone };
}

function templateRequest(args: string[]): ReturnType<typeof readArguments> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: help });
  if (values.help) return { command: 'help' };
  const [file, programme, more] = positionals;
  if (file === undefined || more !== undefined) return { misuse: 'template takes one or two files.' };
  if (!/\.(xlsx|csv)$/i.test(file)) return { misuse: 'The template is written as .xlsx or .csv.' };
  return { command: 'template', file, ...(programme !== undefined && { programme }) };
}

const showing = {
  from: { type: 'string' },
  to: { type: 'string' },
  lang: { type: 'string' },
  html: { type: 'string' },
} as const;

function rehearseRequest(args: string[]): ReturnType<typeof readArguments> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...help, ...cloning, ...showing },
  });
  if (values.help) return { command: 'help' };
  const [programme, roster, more] = positionals;
  if (programme === undefined || roster === undefined || more !== undefined)
    return { misuse: 'rehearse takes two files: the programme and the roster.' };
  const clone = cloneRequest(values);
  if ('misuse' in clone) return clone;
  const shown = shownPart(values);
  if ('misuse' in shown) return shown;
  const { html } = values;
  // A name mistyped must not cost a roster.
  if (html !== undefined && !/\.html?$/i.test(html)) return { misuse: '--html must name an .html file.' };
  return { command: 'rehearse', programme, roster, ...clone, ...shown, ...(html && { html }) };
}

type Shown = Pick<Extract<Request, { command: 'rehearse' }>, 'from' | 'to' | 'lang'>;

function shownPart({
  from,
  to,
  lang,
}: {
  readonly [Name in keyof Shown]?: string | undefined;
}): Shown | { readonly misuse: string } {
  const first = from === undefined ? undefined : readDate(from);
  if (first && 'wrong' in first) return { misuse: `--from ${first.wrong}.` };
  const last = to === undefined ? undefined : readDate(to);
  if (last && 'wrong' in last) return { misuse: `--to ${last.wrong}.` };
  if (first && last && last.value < first.value) return { misuse: '--to is before --from.' };
  if (lang !== undefined && !isLanguage(lang)) return { misuse: `--lang must be ${languages.join(', ')}.` };
  return {
    ...(first && { from: first.value }),
    ...(last && { to: last.value }),
    ...(lang !== undefined && { lang }),
  };
}

function cloneRequest({
  starts,
  as,
}: {
  readonly starts?: string | undefined;
  readonly as?: string | undefined;
}): { readonly clone?: CloneRequest } | { readonly misuse: string } {
  if (starts === undefined) return as === undefined ? {} : { misuse: '--as goes with --starts.' };
  const day = readDate(starts);
  if ('wrong' in day) return { misuse: `--starts ${day.wrong}.` };
  if (as === undefined) return { clone: { starts: day.value } };
  const id = academy.safeParse(as);
  if (!id.success) return { misuse: `--as ${id.error.issues[0]?.message ?? 'is not an id'}.` };
  return { clone: { starts: day.value, as: id.data } };
}
