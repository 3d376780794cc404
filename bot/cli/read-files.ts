import { readFile } from 'node:fs/promises';
import { crossCheck } from '../../services/files/cross-check.ts';
import type { FileProblem } from '../../services/files/problem.ts';
import { readProgramme } from '../../services/files/programme.ts';
import type { ReadProgramme } from '../../services/files/programme.ts';
import { readRoster } from '../../services/files/roster.ts';
import type { ReadRoster } from '../../services/files/roster.ts';

export interface Files {
  readonly programme?: ReadProgramme;
  readonly roster?: ReadRoster;
  /** Of both and between them. */
  readonly problems: readonly FileProblem[];
}

/** Reads a programme and, where one is named, its roster, and everything that is wrong with them. */
export async function readFiles(programmePath: string, rosterPath: string | undefined): Promise<Files> {
  const programmeText = await readText(programmePath);
  const rosterText = rosterPath === undefined ? undefined : await readText(rosterPath);
  const programme = 'text' in programmeText ? readProgramme(programmeText.text, programmePath) : undefined;
  const roster =
    rosterPath !== undefined && rosterText && 'text' in rosterText
      ? readRoster(rosterText.text, rosterPath)
      : undefined;
  return {
    ...(programme && { programme }),
    ...(roster && { roster }),
    problems: [
      ...('problem' in programmeText ? [programmeText.problem] : []),
      ...(programme?.problems ?? []),
      ...(rosterText && 'problem' in rosterText ? [rosterText.problem] : []),
      ...(roster?.problems ?? []),
      ...(programme && roster ? crossCheck(programme, roster) : []),
    ],
  };
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
