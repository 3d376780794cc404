/** `npm run academy -- check|import|rehearse …` */
import { loadConfig } from '../config.ts';
import { runAcademy } from './run.ts';
import { openTerminal } from './terminal.ts';

process.exitCode = await runAcademy(process.argv.slice(2), {
  terminal: openTerminal(process),
  config: loadConfig,
  wallNow: () => Date.now(),
});
