/** The bot as a process of its own, as `npm run serve` starts it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Named in full: the process works in a folder where there is no such package. */
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Process {
  readonly pid: number;
  /** Resolves when standard output has said something like it; rejects when the process ends without. */
  says(what: RegExp): Promise<RegExpMatchArray>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

type Environment = Readonly<Record<string, string>>;

/** Runs a file of ours with these variables and no others of its own; none of its files may have more blocks. */
export function running(
  file: string,
  args: readonly string[],
  environment: Environment,
  cwd: string,
  mostBlocks?: number,
): Process {
  const command = [process.execPath, '--import', TSX, at(file), ...args];
  // What a file may grow to is the shell's to say.
  const limited =
    mostBlocks === undefined
      ? command
      : ['sh', '-c', `ulimit -f ${String(mostBlocks)}; exec "$@"`, 'sh', ...command];
  const [program = '', ...rest] = limited;
  const child = spawn(program, rest, {
    cwd,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(() => ({
    ...{ code: child.exitCode, signal: child.signalCode },
    ...{ stdout, stderr },
  }));
  return {
    pid: child.pid ?? 0,
    ended,
    kill: (signal) => child.kill(signal),
    says: async (what) => {
      let over: Ended | undefined;
      void ended.then((end) => (over = end));
      for (;;) {
        const found = what.exec(stdout);
        if (found) return found;
        if (over) throw new Error(`it ended without saying ${String(what)}: ${stdout}${stderr}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
  };
}

export const SERVED = {
  ...{ PORT: '0', POLL_MS: '50', LOG_LEVEL: 'error' },
  ...{ SENDS_PER_SECOND: '1000', LEASE_SECONDS: '3' },
};

/** Starts the bot on any free port, its store in `dataDir`. */
export function serving(dataDir: string, environment: Environment = {}, mostBlocks?: number): Process {
  return running('bot/serve.ts', [], { ...SERVED, DATA_DIR: dataDir, ...environment }, dataDir, mostBlocks);
}

/** The bot's endpoint, once it listens. */
export async function endpointOf(bot: Process): Promise<string> {
  const [, url = ''] = await bot.says(/listens on (\S+)/);
  return url;
}

/** `npm run academy -- …`, to its end. */
export function academy(dataDir: string, ...args: readonly string[]): Promise<Ended> {
  return running('bot/cli/academy.ts', args, { DATA_DIR: dataDir }, dataDir).ended;
}

export const DEMO_FILES = ['yaml', 'people.csv'].map((end) =>
  at(`deploy/local/demo/wellbeing-counties-2023.${end}`),
);
