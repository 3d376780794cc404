import { posix } from 'node:path';
import type { Import, SourceFacts } from './parse.ts';

/**
 * Who may import whom. A file belongs to the layer with the longest matching beginning of its path; `imports`
 * are layers beside its own, `types` those of which it may import types alone.
 */
const LAYERS = {
  domain: { files: ['services/domain/'], imports: [] },
  rules: { files: ['services/rules/'], imports: ['domain'] },
  // The port and the documents that pass through it, which every adapter shares.
  port: {
    files: ['services/store/port.ts', 'services/store/documents', 'services/store/access.ts'],
    imports: ['domain'],
  },
  // Programme and roster files.
  files: { files: ['services/files/'], imports: ['domain', 'rules'] },
  usecases: { files: ['services/usecases/'], imports: ['domain', 'rules', 'port'] },
  // Delivery plans and sends what use cases decided, and they never know of it.
  delivery: { files: ['services/delivery/'], imports: ['domain', 'rules', 'port', 'usecases'] },
  adapters: { files: ['services/store/'], imports: ['domain', 'port'] },
  cards: { files: ['cards/'], imports: [], types: ['domain'] },
  bot: {
    files: ['bot/'],
    imports: ['domain', 'rules', 'port', 'files', 'usecases', 'delivery', 'adapters', 'cards'],
  },
  local: {
    files: ['deploy/local/'],
    imports: ['domain', 'rules', 'port', 'files', 'usecases', 'delivery', 'adapters', 'cards', 'bot'],
  },
  manifest: { files: ['manifest/'], imports: ['cards'] },
} as const satisfies Record<string, { files: string[]; imports: string[]; types?: string[] }>;

/** Packages (by the beginning of their name) that are imported in these places alone. */
const PACKAGES = [
  { packages: ['botbuilder', 'botframework', 'restify'], only: ['bot/', 'deploy/local/'] },
  { packages: ['@azure/cosmos', '@azure/core-rest-pipeline'], only: ['services/store/cosmos/'] },
  // Loaded where telemetry is configured, and nowhere else.
  { packages: ['@opentelemetry/', '@azure/monitor'], only: ['bot/watching/azure.ts'] },
  { packages: ['libsql', 'node:sqlite'], only: ['services/store/'] },
  { packages: ['@microsoft/m365agentsplayground'], only: ['deploy/local/'] },
  { packages: ['dotenv'], only: ['bot/config.ts'] },
  {
    packages: ['csv-parse', 'yaml'],
    only: ['services/files/', 'bot/', 'cards/words/', 'deploy/', 'manifest/'],
  },
  { packages: ['read-excel-file'], only: ['services/files/', 'bot/'] },
  { packages: ['write-excel-file'], only: ['services/files/'] },
  { packages: ['ical-generator', 'timezones-ical-library'], only: ['cards/'] },
  { packages: ['fflate', '@microsoft/app-manifest'], only: ['manifest/'] },
  // Deciders compute: files, sockets and processes belong to adapters.
  { packages: ['node:fs'], only: ['services/store/', 'services/files/', 'bot/', 'deploy/', 'manifest/'] },
  { packages: ['node:http', 'node:net', 'node:child_process'], only: ['bot/', 'deploy/'] },
  // Drawn in a browser: a page that shows cards carries the library along.
  { packages: ['adaptivecards'], only: ['bot/cli/page/'] },
  // What only tests need.
  { packages: ['mocha', 'sinon', 'fast-check', 'playwright-core', 'typescript'], only: [] },
  { packages: ['jose', 'axe-core'], only: [] },
];

/** Who writes tables takes their cells from here, where no text becomes a formula. */
const SAFE_CELLS = 'services/files/safe-cells.ts';
const TABLE_WRITER = 'write-excel-file';

const ENVIRONMENT_READERS = ['bot/config.ts'];

/** Entry files, which do what they are for when they are started. */
const COMPOSITION_ROOTS = [
  'bot/serve.ts',
  'bot/cli/academy.ts',
  'deploy/local/start.ts',
  'deploy/local/reset.ts',
  'manifest/build.ts',
];

type Layer = keyof typeof LAYERS;
interface Limits {
  readonly files: readonly string[];
  readonly imports: readonly string[];
  readonly types?: readonly string[];
}

/** Every broken rule, as `file:line: what`. */
export function problems(files: readonly SourceFacts[]): string[] {
  return [...files.flatMap(problemsOf), ...cycles(files)];
}

function problemsOf(file: SourceFacts): string[] {
  // Tests may import and do anything.
  if (file.path.startsWith('test/')) return [];
  const at = (line: number, what: string): string => `${file.path}:${line}: ${what}`;
  return [
    ...file.imports.flatMap((entry) => importProblem(file.path, entry).map((what) => at(entry.line, what))),
    ...(writesUnsafely(file) ? [at(1, `writes tables without ${SAFE_CELLS}`)] : []),
    ...(file.path === SAFE_CELLS
      ? []
      : file.quotesCells.map((line) => at(line, `makes cells of a table, as ${SAFE_CELLS} does`))),
    ...(ENVIRONMENT_READERS.includes(file.path)
      ? []
      : file.environmentReads.map((line) => at(line, 'reads the environment'))),
    ...(COMPOSITION_ROOTS.includes(file.path)
      ? []
      : file.effects.map(({ what, line }) => at(line, `does something when imported: ${what}`))),
  ];
}

function writesUnsafely({ path, imports }: SourceFacts): boolean {
  const writes = imports.some(({ specifier }) => specifier.startsWith(TABLE_WRITER));
  return (
    writes && !imports.some(({ specifier, typeOnly }) => !typeOnly && resolve(path, specifier) === SAFE_CELLS)
  );
}

function importProblem(path: string, { specifier, typeOnly }: Import): string[] {
  if (!specifier.startsWith('.')) return packageProblem(path, specifier);
  const target = resolve(path, specifier);
  const from = layerOf(path);
  const to = layerOf(target);
  if (!from) return [`${path} belongs to no layer`];
  if (!to) return [`imports ${target}, which belongs to no layer`];
  const { imports, types = [] }: Limits = LAYERS[from];
  if (from === to || imports.includes(to) || (typeOnly && types.includes(to))) return [];
  return [`${from} may not import ${types.includes(to) ? 'values of ' : ''}${to} (${target})`];
}

function packageProblem(path: string, specifier: string): string[] {
  const rule = PACKAGES.find(({ packages }) => packages.some((name) => specifier.startsWith(name)));
  const broken = rule && !rule.only.some((place) => path.startsWith(place));
  return broken ? [`imports ${specifier}, which belongs to ${rule.only.join(', ') || 'tests'} alone`] : [];
}

function layerOf(path: string): Layer | undefined {
  const matches = Object.entries(LAYERS).flatMap(([layer, { files }]) =>
    files.filter((start) => path.startsWith(start)).map((start) => ({ layer: layer as Layer, start })),
  );
  return matches.sort((a, b) => b.start.length - a.start.length)[0]?.layer;
}

function resolve(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier);
}

/** Each ring of files that import each other's values, named once by its first file. */
function cycles(files: readonly SourceFacts[]): string[] {
  const graph = new Map(files.map((file) => [file.path, valueImports(file)]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(path);
    if (seen >= 0)
      found.push(`${path}: imports itself by way of ${[...trail.slice(seen), path].join(' -> ')}`);
    if (seen >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return found;
}

function valueImports({ path, imports }: SourceFacts): string[] {
  const values = imports.filter(({ specifier, typeOnly }) => !typeOnly && specifier.startsWith('.'));
  return values.map(({ specifier }) => resolve(path, specifier));
}
