import { readFile } from 'node:fs/promises';
import { readClone } from '../../services/files/clone.ts';
import type { ClonedProgramme, CloneRequest } from '../../services/files/clone.ts';
import { crossCheck } from '../../services/files/cross-check.ts';
import { dayProblems } from '../../services/files/day-checks.ts';
import { inFileOrder } from '../../services/files/problem.ts';
import type { FileProblem } from '../../services/files/problem.ts';
import { readProgramme } from '../../services/files/programme.ts';
import type { ReadProgramme } from '../../services/files/programme.ts';
import { readRoster } from '../../services/files/roster.ts';
import type { ReadRoster } from '../../services/files/roster.ts';
import { cardProblems } from './card-sizes.ts';

export interface Files {
  readonly programme?: ReadProgramme | ClonedProgramme;
  readonly roster?: ReadRoster;
  /** Of both and between them. */
  readonly problems: readonly FileProblem[];
}

/** Reads a programme (moved in time, where a clone is asked for) and, where one is named, its roster, and everything
 * that is wrong with them. */
export async function readFiles(
  programmePath: string,
  rosterPath: string | undefined,
  clone?: CloneRequest,
): Promise<Files> {
  const programmeText = await readText(programmePath);
  const rosterText = rosterPath === undefined ? undefined : await readText(rosterPath);
  const programme =
    'text' in programmeText ? moved(readProgramme(programmeText.text, programmePath), clone) : undefined;
  const roster =
    rosterPath !== undefined && rosterText && 'text' in rosterText
      ? readRoster(rosterText.text, rosterPath)
      : undefined;
  return {
    ...(programme && { programme }),
    ...(roster && { roster }),
    problems: [
      ...('problem' in programmeText ? [programmeText.problem] : []),
      ...(programme ? await programmeProblems(programme) : []),
      ...(rosterText && 'problem' in rosterText ? [rosterText.problem] : []),
      ...(roster?.problems ?? []),
      ...(programme && roster ? crossCheck(programme, roster) : []),
    ],
  };
}

const moved = (read: ReadProgramme, clone: CloneRequest | undefined): ReadProgramme | ClonedProgramme =>
  clone ? (readClone(read, clone) ?? read) : read;

async function programmeProblems(read: ReadProgramme | ClonedProgramme): Promise<FileProblem[]> {
  const days = dayProblems(read, 'weeks' in read ? read.weeks : 0);
  return inFileOrder([...read.problems, ...days, ...(await cardProblems(read))]);
}

type ReadText = { readonly text: string } | { readonly problem: FileProblem };

async function readText(path: string): Promise<ReadText> {
  const failed = (message: string): ReadText => ({
    problem: { file: path, line: 1, path: '', message, severity: 'error' },
  });
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return failed(`cannot be read: ${reasonOf(error)}`);
  }
  if (bytes.subarray(0, 2).toString('latin1') === 'PK')
    return failed('is a workbook; save the sheet as "CSV UTF-8" and give that file');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return failed('is not written in UTF-8; save it as "CSV UTF-8" or "UTF-8" and try again');
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'this user may not read it',
  };
  return known[code] ?? (code || String(error));
}
