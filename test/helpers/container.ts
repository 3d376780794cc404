/** What a container engine does with the Dockerfile, done in a folder: its copies, its settings, its command. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { TOP, filesIn } from '../architecture/tree.ts';
import { dockerfile, isSent } from './dockerfile.ts';
import type { Ended } from './served.ts';

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean().optional(), devOptional: z.boolean().optional() }),
  ),
});

/** Files and folders of an image's layer, laid into `folder`. Packages are linked as the lock file has them: what
 * `npm ci --omit=dev` would fetch from the registry stands beside the project already. */
export function build(folder: string): void {
  const { copies } = dockerfile();
  for (const { sources, target, from } of copies) {
    if (from !== undefined) linkPackages(folder);
    else
      for (const source of sources)
        copyInto(folder, source, sources.length > 1 ? join(target, source) : target);
  }
  for (const path of pathsBelow(folder)) chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444);
}

/** Lets it be removed again. */
export function release(folder: string): void {
  for (const path of pathsBelow(folder)) chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
}

function copyInto(folder: string, source: string, target: string): void {
  const files =
    existsSync(`${TOP}${source}`) && statSync(`${TOP}${source}`).isFile() ? [source] : filesIn(source);
  const sent = files.filter((path) => isSent(path));
  if (sent.length === 0) throw new Error(`COPY finds no ${source}`);
  for (const path of sent) {
    const to = join(folder, target, path.slice(source.length));
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(`${TOP}${path}`, to);
  }
}

/** Those at the top; what they bring along stands inside them. */
function linkPackages(folder: string): void {
  const { packages } = lock.parse(JSON.parse(readFileSync(`${TOP}package-lock.json`, 'utf8')));
  const names = Object.entries(packages)
    .filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true)
    .flatMap(([path]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1] ?? []);
  for (const name of names) {
    // Other machines' binaries are not here.
    if (!existsSync(`${TOP}node_modules/${name}`)) continue;
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(TOP, 'node_modules', name), link, 'junction');
  }
}

/** Neither links nor what is behind them: the packages there are the project's own. `readdir` would, on some Nodes,
 * follow the links where it is asked for everything below. */
function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) return [];
    return entry.isDirectory() ? [path, ...pathsBelow(path)] : [path];
  });
}

/** All that is in it, with the times of the last changes. */
export function stateOf(folder: string): string[] {
  return pathsBelow(folder).map((path) => `${path} ${String(statSync(path).mtimeMs)}`);
}

export interface Contained {
  /** Resolves when the output has said so; rejects when the process ends without. */
  says(what: string): Promise<void>;
  kill(signal: string): void;
  readonly ended: Promise<Ended>;
}

/** Starts one of the image's commands with the image's settings and these: no others, no home folder. */
export function start(
  folder: string,
  [program = '', ...args]: readonly string[],
  settings: Readonly<Record<string, string>>,
): Contained {
  if (program !== 'node') throw new Error(`the image has no ${program}`);
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...dockerfile().environment, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  let over = false;
  const ended = once(child, 'close').then(() => {
    over = true;
    return { code: child.exitCode, signal: child.signalCode, stdout, stderr };
  });
  return {
    ended,
    kill: (signal) => child.kill(signal as NodeJS.Signals),
    says: async (what) => {
      while (!stdout.includes(what)) {
        if (over) throw new Error(`it ended without saying ${what}: ${stdout}${stderr}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
  };
}
