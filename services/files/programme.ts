import type { Programme } from '../domain/programme.ts';
import { isLanguage } from '../domain/language.ts';
import { toProgramme } from './convert.ts';
import { problemAt, problemsOf } from './issues.ts';
import { isZone } from './local-time.ts';
import type { Locate } from './locate.ts';
import type { FileContext } from './parts.ts';
import type { FileProblem } from './problem.ts';
import { hasErrors, inFileOrder } from './problem.ts';
import { found, referenceFindings } from './references.ts';
import { programmeFile } from './schema.ts';
import { timelineProblems } from './timeline.ts';
import { readYaml } from './yaml.ts';

export interface ReadProgramme {
  readonly file: string;
  /** There where the file has no error; warnings leave it. */
  readonly programme?: Programme;
  readonly problems: readonly FileProblem[];
  /** The file as it was parsed, in its own names and order: for what is found out later, with the roster or a
   * calendar. */
  readonly data: unknown;
  /** Where the file says what. */
  readonly locate: Locate;
}

/** One document of the store holds a programme with its pairings and pages; it takes 2 MB. */
const MAX_BYTES = 1_000_000;

/**
 * Reads an `academy/1` programme file.
 * @param text the file's content; anything at all: this never throws
 * @param file its name, for the problems
 */
export function readProgramme(text: string, file: string): ReadProgramme {
  const { data, locate, problems } = readYaml(text, file);
  if (data === undefined) return { file, data, problems, locate };
  const given = found(data, 'schema')[0]?.value;
  if (given !== undefined && given !== 'academy/1')
    return {
      file,
      data,
      locate,
      problems: [...problems, problemAt(file, locate, ['schema'], 'must be academy/1')],
    };

  const context = contextOf(data);
  const shape = programmeFile(context).safeParse(data, { reportInput: true });
  const all = [
    ...problems,
    ...problemsOf(shape.error?.issues ?? [], file, locate),
    ...referenceFindings(data).map(({ path, message }) => problemAt(file, locate, path, message)),
  ];
  if (hasErrors(all)) return { file, data, locate, problems: inFileOrder(all) };

  // Nothing but warnings: the same again without them gives the data.
  const parsed = programmeFile({ ...context, lenient: true }).parse(data);
  const programme = toProgramme(parsed);
  if (Buffer.byteLength(JSON.stringify(programme)) > MAX_BYTES)
    return {
      file,
      data,
      locate,
      problems: [...all, problemAt(file, locate, [], 'holds more than an academy can keep')],
    };
  all.push(...timelineProblems(parsed, file, locate));
  return { file, data, locate, programme, problems: inFileOrder(all) };
}

/** What other parts of the file are read by, as far as it can be made out. */
function contextOf(data: unknown): FileContext {
  const of = (name: string): unknown => found(data, `programme.${name}`)[0]?.value;
  const [zone, fallback] = [of('timezone'), of('default_language')];
  return {
    zone: typeof zone === 'string' && isZone(zone) ? zone : undefined,
    languages: found(data, 'programme.languages.*').flatMap(({ value }) =>
      isLanguage(value) ? [value] : [],
    ),
    defaultLanguage: isLanguage(fallback) ? fallback : undefined,
    lenient: false,
  };
}
