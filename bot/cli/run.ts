import { academySchema } from '../../services/files/json-schema.ts';
import { StoreError } from '../../services/store/port.ts';
import { readArguments, USAGE } from './arguments.ts';
import type { Request } from './arguments.ts';
import { check } from './check.ts';
import { importFiles } from './import.ts';
import type { Surroundings } from './import.ts';
import { anonymiseNow } from './moving/anonymise.ts';
import { exportTo } from './moving/export.ts';
import { restoreFrom } from './moving/restore.ts';
import { rehearse } from './rehearse.ts';
import { prepareStore } from './store.ts';
import { writeTemplate } from './template.ts';

/** Runs one command of the terminal. Returns the exit code: 0 done, 1 problems, 2 misuse. Never throws. */
export async function runAcademy(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { terminal } = surroundings;
  const request = readArguments(args);
  if ('misuse' in request) {
    terminal.complain(request.misuse);
    for (const line of USAGE) terminal.complain(line);
    return 2;
  }
  try {
    switch (request.command) {
      case 'help':
        for (const line of USAGE) terminal.print(line);
        return 0;
      case 'schema':
        for (const line of JSON.stringify(academySchema(), null, 2).split('\n')) terminal.print(line);
        return 0;
      case 'template':
        return await writeTemplate(request, terminal);
      case 'check':
        return await check(request, terminal);
      case 'import':
        return await importFiles(request, surroundings);
      case 'store':
        return await prepareStore(surroundings);
      case 'rehearse':
        return await rehearse(request, surroundings);
      case 'export':
        return await exportTo(request, surroundings);
      case 'restore':
        return await restoreFrom(request, surroundings);
      case 'anonymise':
        return await anonymiseNow(request, surroundings);
    }
  } catch (error) {
    terminal.complain(error instanceof Error ? error.message : String(error));
    if (error instanceof StoreError && isRepeatable(request.command))
      terminal.complain(
        `The ${request.command} did not come to its end. No harm is done: run the same command again.`,
      );
    return 1;
  }
}

const isRepeatable = (command: Request['command']): boolean =>
  ['import', 'export', 'restore', 'anonymise'].includes(command);
