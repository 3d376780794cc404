import { writeFile } from 'node:fs/promises';
import { hasErrors } from '../../services/files/problem.ts';
import { csvTemplate, workbookTemplate } from '../../services/files/template.ts';
import type { Request } from './arguments.ts';
import { problemLines } from './problems.ts';
import { readFiles } from './read-files.ts';
import type { Terminal } from './terminal.ts';

/** Writes an empty roster to fill in. Never over a file that is there. Returns the exit code. */
export async function writeTemplate(
  { file, programme: path }: Extract<Request, { command: 'template' }>,
  terminal: Terminal,
): Promise<number> {
  const { programme, problems } = path === undefined ? { problems: [] } : await readFiles(path, undefined);
  if (hasErrors(problems)) {
    for (const line of problemLines(problems)) terminal.print(line);
    return 1;
  }
  const content = /\.csv$/i.test(file) ? csvTemplate() : await workbookTemplate(programme?.programme);
  try {
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    terminal.complain(`${file} is there already; give the template another name.`);
    return 1;
  }
  terminal.print(`${file}: fill in a row for each person, then check it together with the programme.`);
  return 0;
}
