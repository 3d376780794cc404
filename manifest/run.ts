import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { USAGE, readArguments } from './arguments.ts';
import type { BuildRequest } from './arguments.ts';
import { problemsOf } from './check.ts';
import { packageOf, zipOf } from './package.ts';
import type { Files } from './package.ts';
import type { App } from './template.ts';

export interface Surroundings {
  print(line: string): void;
  /** To stderr: why nothing was built. */
  complain(line: string): void;
}

/** Builds and checks the app package. Returns the exit code: 0 built, 1 problems (nothing was written), 2 misuse. */
export async function runManifest(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    const request = readArguments(args, { version: await ownVersion() });
    if ('help' in request) return said(USAGE, around.print, 0);
    if ('misuse' in request) return said([...request.misuse, '', ...USAGE], around.complain, 2);
    return await build(request, around);
  } catch (error) {
    return said([error instanceof Error ? error.message : String(error)], around.complain, 1);
  }
}

async function build({ app, out }: BuildRequest, around: Surroundings): Promise<number> {
  const zip = zipOf(packageOf(app, await icons()));
  // What is checked is what will be uploaded.
  const problems = await problemsOf(unzipSync(zip), app);
  if (problems.length > 0) return said([...problems, `${out} was not written.`], around.complain, 1);
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, zip);
  return said([`${out}: Fadder ${app.version} for ${app.domain}, checked.`, ...pages(app)], around.print, 0);
}

/** Teams leads people there, so somebody has to have written them. */
function pages({ website, privacy, terms }: App): string[] {
  return ['Teams links to these pages; see that they are there before you upload:', website, privacy, terms];
}

async function icons(): Promise<Files> {
  const names = ['color.png', 'outline.png'];
  const read = await Promise.all(names.map((name) => readFile(new URL(`icons/${name}`, import.meta.url))));
  return Object.fromEntries(names.map((name, index) => [name, new Uint8Array(read[index] ?? [])]));
}

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function said(lines: readonly string[], say: (line: string) => void, code: number): number {
  for (const line of lines) say(line);
  return code;
}
