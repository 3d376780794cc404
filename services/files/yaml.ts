import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Alias, Document, YAMLError } from 'yaml';
import type { Locate, Position } from './locate.ts';
import { locator } from './locate.ts';
import type { FileProblem, Severity } from './problem.ts';
import { hasErrors } from './problem.ts';

/** A programme of this many characters is no programme; the largest in use has under 30,000. */
const MAX_CHARS = 1_000_000;
/** The parser takes seconds for thousands of levels, and on more it ends the stack, at worst the whole process. No
 * programme has more than a dozen. */
const MAX_DEPTH = 100;
/** Levels that are shown by indentation: each takes a column at least. */
const TOO_FAR_IN = /^[ \t?:-]{200}/m;
/** Aliases may repeat a text or two, not multiply a small file into a large one. */
const MAX_ALIASES = 100;

export interface ReadYaml {
  /** Undefined where the text is not YAML at all. */
  readonly data: unknown;
  readonly locate: Locate;
  readonly problems: readonly FileProblem[];
}

/** Of the parser's own words. */
const MAX_QUOTED = 200;

const TOO_MANY_ALIASES = 'repeats too much by YAML aliases (*name)';

const nowhere: Locate = () => ({ line: 1, column: 1 });

/** Parses one YAML 1.2 document and keeps where everything stands. Never throws. */
export function readYaml(text: string, file: string): ReadYaml {
  const told = ({ line, column }: Position, message: string, severity: Severity = 'error'): FileProblem => ({
    file,
    line,
    column,
    path: '',
    message,
    severity,
  });
  try {
    const { document, locate, faults } = parsed(text);
    const problems = faults.map(({ at, message, severity }) => told(at, message, severity));
    if (hasErrors(problems)) return { data: undefined, locate: nowhere, problems };
    return { data: document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown, locate, problems };
  } catch (error) {
    return { data: undefined, locate: nowhere, problems: [told(nowhere([]), unreadable(error))] };
  }
}

function unreadable(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  // The parser recurses, so depth ends its stack; it counts what aliases would grow to, and gives up on a bomb.
  if (error instanceof RangeError) return 'is nested too deeply';
  if (error instanceof ReferenceError) return TOO_MANY_ALIASES;
  throw error;
}

class Unreadable extends Error {}

interface Fault {
  readonly at: Position;
  readonly message: string;
  readonly severity: Severity;
}

/** @throws Unreadable where there is no document, or none that is worth the time it takes */
function parsed(text: string) {
  if (text.length > MAX_CHARS) throw new Unreadable(`is longer than ${String(MAX_CHARS)} characters`);
  if (isTooDeep(text)) throw new Unreadable('is nested too deeply');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    stringKeys: true,
    // Looked for below: the parser would compare each key with every other.
    uniqueKeys: false,
    schema: 'core',
    logLevel: 'error',
  });
  const fault = (offset: number, message: string, severity: Severity = 'error'): Fault => {
    const { line, col } = lineCounter.linePos(offset);
    return { at: { line: Math.max(line, 1), column: Math.max(col, 1) }, message, severity };
  };
  if (document.contents === null && document.errors.length === 0) throw new Unreadable('the file is empty');
  const faults = [
    ...document.errors.map((error) => fault(error.pos[0], plainly(error))),
    ...document.warnings.map((warning) => fault(warning.pos[0], plainly(warning), 'warning')),
    ...repeatedKeys(document).map((offset) =>
      fault(offset, 'this key stands here twice; only one of them can count'),
    ),
    ...strayAliases(document).map((offset) =>
      fault(offset, 'no anchor (&name) of this name stands before it'),
    ),
  ];
  return { document, locate: locator(document, lineCounter), faults };
}

/** Brackets in texts count too: it would take a hundred that are never closed. */
function isTooDeep(text: string): boolean {
  if (TOO_FAR_IN.test(text)) return true;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + ('[{'.includes(bracket) ? 1 : -1));
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function repeatedKeys(document: Document): number[] {
  const repeated: number[] = [];
  visit(document, {
    Map: (_key, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) repeated.push(key.range?.[0] ?? 0);
        seen.add(key.value);
      }
    },
  });
  return repeated;
}

function strayAliases(document: Document): number[] {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_key, alias) => void aliases.push(alias) });
  // Looking one up goes through the whole document.
  if (aliases.length > MAX_ALIASES) throw new Unreadable(TOO_MANY_ALIASES);
  return aliases.filter((alias) => !alias.resolve(document)).map((alias) => alias.range?.[0] ?? 0);
}

function plainly({ code, message }: YAMLError): string {
  if (code === 'NON_STRING_KEY') return 'a key must be a plain word';
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here (---); a file holds one';
  if (code === 'TAB_AS_INDENT') return 'is indented with a tab; YAML wants spaces';
  // The parser may quote a line of the file, however long.
  return `is not valid YAML: ${[...(message.split('\n')[0] ?? '')].slice(0, MAX_QUOTED).join('')}`;
}
