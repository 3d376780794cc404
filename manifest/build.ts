/** `npm run manifest -- --app-id GUID --domain HOST …`: builds the Teams app package. */
import { runManifest } from './run.ts';

process.exitCode = await runManifest(process.argv.slice(2), {
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
});
