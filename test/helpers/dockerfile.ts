import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The Dockerfile, as far as Fadder's uses the language; anything else in it is not understood. */

interface Copy {
  readonly sources: readonly string[];
  readonly target: string;
  /** Copied from that stage, not from the project. */
  readonly from?: string;
}
export interface Stage {
  readonly base: string;
  readonly name?: string;
  readonly copies: readonly Copy[];
  readonly runs: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly number[];
  readonly folder?: string;
  readonly user?: string;
  readonly stopSignal?: string;
  readonly health?: { readonly options: string; readonly command: readonly string[] };
  readonly command?: readonly string[];
}
export interface Dockerfile extends Stage {
  readonly stages: readonly Stage[];
}

const words = z.array(z.string()).min(1);
/** `["a", "b"]`: started as it is, with no shell between the process and its signals. */
const exec = (text: string) => words.parse(JSON.parse(text));

function stageWith(stage: Stage, instruction: string, rest: string): Stage {
  const parts = rest.split(/\s+/);
  switch (instruction) {
    case 'WORKDIR':
      return { ...stage, folder: rest };
    case 'USER':
      return { ...stage, user: rest };
    case 'EXPOSE':
      return { ...stage, ports: [...stage.ports, ...parts.map(Number)] };
    case 'STOPSIGNAL':
      return { ...stage, stopSignal: rest };
    case 'RUN':
      return { ...stage, runs: [...stage.runs, rest] };
    case 'CMD':
      return { ...stage, command: exec(rest) };
    case 'ENV':
      return { ...stage, environment: { ...stage.environment, ...pairs(parts) } };
    case 'HEALTHCHECK': {
      const [options = '', command = ''] = rest.split(/\s+CMD\s+/);
      return { ...stage, health: { options, command: exec(command) } };
    }
    case 'COPY': {
      const [first = ''] = parts;
      const from = /^--from=(.+)$/.exec(first)?.[1];
      const paths = from === undefined ? parts : parts.slice(1);
      const copy = { sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
      return { ...stage, copies: [...stage.copies, from === undefined ? copy : { ...copy, from }] };
    }
    default:
      throw new Error(`not understood in the Dockerfile: ${instruction}`);
  }
}

const pairs = (parts: readonly string[]): Record<string, string> =>
  Object.fromEntries(parts.map((part) => part.split('=') as [string, string]));

export function parseDockerfile(text: string): Dockerfile {
  const lines = text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages = lines.reduce<readonly Stage[]>((before, line) => {
    const [, instruction = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (instruction === 'FROM') {
      const [, base = '', name] = /^(\S+)(?: AS (\S+))?$/.exec(rest) ?? [];
      const fresh = { base, copies: [], runs: [], environment: {}, ports: [] };
      return [...before, name === undefined ? fresh : { ...fresh, name }];
    }
    const stage = before.at(-1);
    if (stage === undefined) throw new Error(`nothing to do this in: ${line}`);
    return [...before.slice(0, -1), stageWith(stage, instruction, rest)];
  }, []);
  const last = stages.at(-1);
  if (last === undefined) throw new Error('a Dockerfile without FROM');
  return { ...last, stages };
}

const at = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
export const dockerfile = (): Dockerfile => parseDockerfile(at('deploy/Dockerfile'));

/** Whether a path (with slashes, from the project's top) goes to the builder. As there, the last rule that fits wins. */
export function isSent(path: string, rules: string = at('.dockerignore')): boolean {
  return rules
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .reduce((sent, line) => {
      const keeps = line.startsWith('!');
      const pattern = line.replace(/^!/, '').replace(/\/$/, '');
      const fits = pattern === '*' || path === pattern || path.startsWith(`${pattern}/`);
      return fits ? keeps : sent;
    }, true);
}
