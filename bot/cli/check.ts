import type { Programme } from '../../services/domain/programme.ts';
import { inLanguage } from '../../services/domain/language.ts';
import { hasErrors } from '../../services/files/problem.ts';
import type { ReadRoster } from '../../services/files/roster.ts';
import type { Request } from './arguments.ts';
import { cloneLines } from './clone.ts';
import { countOf, countProblems, problemLines } from './problems.ts';
import { readFiles } from './read-files.ts';
import type { Files } from './read-files.ts';
import type { Terminal } from './terminal.ts';

/** Reports every problem in the files. Returns the exit code. */
export async function check(
  { programme, roster, clone }: Extract<Request, { command: 'check' }>,
  terminal: Terminal,
): Promise<number> {
  const files = await readFiles(programme, roster, clone);
  tellFiles(terminal, files);
  return hasErrors(files.problems) ? 1 : 0;
}

export function tellFiles(terminal: Terminal, { programme, roster, problems }: Files): void {
  for (const line of problemLines(problems)) terminal.print(line);
  if (programme?.programme) terminal.print(`${programme.file}: ${programmeLine(programme.programme)}`);
  if (programme?.programme && 'original' in programme)
    for (const line of cloneLines(programme, programme.programme)) terminal.print(line);
  if (roster) terminal.print(`${roster.file}: ${rosterLine(roster)}`);
  const said = countProblems(problems);
  terminal.print(`${said.charAt(0).toUpperCase()}${said.slice(1)}.`);
}

function programmeLine(programme: Programme): string {
  const { id, title, defaultLanguage, sprints, organisations } = programme;
  const total = (of: (sprint: (typeof sprints)[number]) => number) =>
    sprints.reduce((sum, sprint) => sum + of(sprint), 0);
  const counts = [
    countOf(sprints.length, 'sprint'),
    countOf(
      total(({ tasks }) => tasks.length),
      'task',
    ),
    countOf(
      total(({ prompts }) => prompts.length),
      'prompt',
    ),
    countOf(total(({ meeting }) => (meeting ? 1 : 0)) + (programme.kickOff ? 1 : 0), 'meeting'),
    countOf(organisations.length, 'organisation'),
  ];
  return `${id}, "${inLanguage(title, defaultLanguage, defaultLanguage)}": ${counts.join(', ')}`;
}

function rosterLine({ lines, encoding }: ReadRoster): string {
  const people = new Set(lines.map(({ entry }) => entry.address)).size;
  const roles = (['participant', 'mentor', 'coordinator'] as const).map((role) =>
    countOf(lines.filter(({ entry }) => entry.role === role).length, role),
  );
  // Which letters were meant is a guess where the file does not say: the names show whether it was right.
  const guess = encoding === 'Windows-1252' ? '; not UTF-8, so read as Windows-1252, as Excel writes it' : '';
  return `${people === 1 ? '1 person' : `${String(people)} people`}: ${roles.join(', ')}${guess}`;
}
