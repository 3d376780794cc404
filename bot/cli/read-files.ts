import { readClone } from '../../services/files/clone.ts';
import type { ClonedProgramme, CloneRequest } from '../../services/files/clone.ts';
import { crossCheck } from '../../services/files/cross-check.ts';
import { dayProblems } from '../../services/files/day-checks.ts';
import { decode } from '../../services/files/decode.ts';
import { inFileOrder } from '../../services/files/problem.ts';
import type { FileProblem } from '../../services/files/problem.ts';
import { readProgramme } from '../../services/files/programme.ts';
import type { ReadProgramme } from '../../services/files/programme.ts';
import { readRosterFile } from '../../services/files/roster.ts';
import type { ReadRoster } from '../../services/files/roster.ts';
import { isCompound, isZip } from '../../services/files/workbook.ts';
import { cardProblems } from './card-sizes.ts';
import { readBytes } from './read-bytes.ts';

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
  const programme = await readProgrammeAt(programmePath, clone);
  const roster = rosterPath === undefined ? undefined : await readRosterAt(rosterPath);
  const files = {
    ...('unread' in programme ? {} : { programme }),
    ...(!roster || 'unread' in roster ? {} : { roster }),
  };
  return {
    ...files,
    problems: [
      ...('unread' in programme ? [programme.unread] : await programmeProblems(programme)),
      ...(roster && 'unread' in roster ? [roster.unread] : (roster?.problems ?? [])),
      ...(files.programme && files.roster ? crossCheck(files.programme, files.roster) : []),
    ],
  };
}

/** A file that is not there, or is no such file at all. */
interface Unread {
  readonly unread: FileProblem;
}

const unread = (file: string, message: string): Unread => ({
  unread: { file, line: 1, path: '', message, severity: 'error' },
});

async function readProgrammeAt(
  path: string,
  clone: CloneRequest | undefined,
): Promise<ReadProgramme | ClonedProgramme | Unread> {
  const bytes = await readBytes(path);
  if ('wrong' in bytes) return unread(path, bytes.wrong);
  if (isZip(bytes.value) || isCompound(bytes.value))
    return unread(path, 'is a workbook; the programme is a YAML file, and the roster comes after it');
  const decoded = decode(bytes.value);
  if ('wrong' in decoded) return unread(path, decoded.wrong);
  if (decoded.value.encoding === 'Windows-1252')
    return unread(path, 'is not written in UTF-8; save it as UTF-8 and try again');
  return moved(readProgramme(decoded.value.text, path), clone);
}

async function readRosterAt(path: string): Promise<ReadRoster | Unread> {
  const bytes = await readBytes(path);
  return 'wrong' in bytes ? unread(path, bytes.wrong) : await readRosterFile(bytes.value, path);
}

const moved = (read: ReadProgramme, clone: CloneRequest | undefined): ReadProgramme | ClonedProgramme =>
  clone ? (readClone(read, clone) ?? read) : read;

async function programmeProblems(read: ReadProgramme | ClonedProgramme): Promise<FileProblem[]> {
  const days = dayProblems(read, 'weeks' in read ? read.weeks : 0);
  return inFileOrder([...read.problems, ...days, ...(await cardProblems(read))]);
}
