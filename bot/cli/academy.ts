/** `npm run academy -- check|import|rehearse|export|restore|anonymise …` */
import { setTimeout as pause } from 'node:timers/promises';
import { loadConfig } from '../config.ts';
import { runAcademy } from './run.ts';
import { openTerminal } from './terminal.ts';

process.exitCode = await runAcademy(process.argv.slice(2), {
  terminal: openTerminal(process),
  config: loadConfig,
  wallNow: () => Date.now(),
  leaseMs: () => loadConfig().leaseMs,
  pause: (ms) => pause(ms),
});
