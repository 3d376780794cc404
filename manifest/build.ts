/** `npm run manifest -- --app-id GUID --domain HOST …`: builds the Teams app package. */
import { runManifest } from './run.ts';

// Whoever reads (`… | head`) may have enough before the end.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

process.exitCode = await runManifest(process.argv.slice(2), {
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
});
