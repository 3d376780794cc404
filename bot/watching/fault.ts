/** What may be told of an error: what it is and where it was thrown, and not its message, which may quote a text, an
 * address or a token. */
import { fileURLToPath } from 'node:url';
import { StoreError } from '../../services/store/port.ts';

export interface Fault {
  readonly name: string;
  readonly code?: string;
  readonly status?: number;
  /** Of the store. */
  readonly failure?: string;
  /** Files and lines, the innermost first. */
  readonly at: readonly string[];
}

const WORD = /^[a-z]\w{0,79}$/i;
const PLACES = 8;
const TOP = fileURLToPath(new URL('../../', import.meta.url)).replaceAll('\\', '/');

/** Undefined where it is no error. */
export function faultOf(error: unknown): Fault | undefined {
  if (!(error instanceof Error)) return undefined;
  const code: unknown = Reflect.get(error, 'code');
  const status: unknown = Reflect.get(error, 'statusCode');
  return {
    name: WORD.test(error.name) ? error.name : 'Error',
    ...(typeof code === 'string' && WORD.test(code) ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(error instanceof StoreError ? { failure: error.failure } : {}),
    at: placesIn(error),
  };
}

/** What a measurement calls a failure. */
export function failureOf(error: unknown): string {
  return error instanceof StoreError ? error.failure : 'failed';
}

/** The message stands at the stack's beginning and may have any number of lines: what follows it is the engine's. Where it
 * is not found there, all is left out. */
function placesIn({ stack = '', message }: Error): readonly string[] {
  const from = stack.indexOf(message);
  if (from < 0) return [];
  const lines = stack.slice(from + message.length).split('\n');
  return lines.flatMap((line) => placeIn(line) ?? []).slice(0, PLACES);
}

/** `bot/inbound/turn.ts:72:9`: without names of functions, and below the project's folder alone. */
function placeIn(line: string): string | undefined {
  const [, path] = /^\s+at (?:.* \()?(?:file:\/\/)?(\S+:\d+:\d+)\)?$/.exec(line.replaceAll('\\', '/')) ?? [];
  const place = path?.startsWith(TOP) ? path.slice(TOP.length) : path?.startsWith('node:') ? path : undefined;
  return place !== undefined && /^[\w@./:+-]+$/.test(place) ? place : undefined;
}
