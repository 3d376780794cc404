/** What may be told of an action, in the log and in telemetry: names that are listed here, with values of their shape.
 * Nothing else passes, so that a person's name, address or words cannot, whoever logs them by mistake. */
import { academyId, BadId, noticeId } from '../../services/domain/ids.ts';
import { digest } from '../../services/store/documents.ts';
import { faultOf } from './fault.ts';
import type { Fault } from './fault.ts';

export type Facts = Readonly<Record<string, unknown>>;
export type Told = string | number | boolean | Fault;

type Shape = (value: unknown) => Told | undefined;

/** Stands for something of no known shape, so that it is seen that there was something. */
const WITHHELD = 'withheld';

const matching =
  (shape: RegExp): Shape =>
  (value) =>
    typeof value === 'string' && shape.test(value) ? value : undefined;

/** A word of the code, of the platform or of the system: `task.answer`, `BotDisabledByAdmin`, `ECONNREFUSED`. */
const word = matching(/^[a-z][\w.]{0,79}$/i);
/** The same, or a status with such words after it. */
const reason = matching(/^([a-z][\w.]{0,79}|\d{3}( [a-z][\w.]{0,79}){0,2})$/i);
const moment = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/);
const count: Shape = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const flag: Shape = (value) => (typeof value === 'boolean' ? value : undefined);

const KNOWN = {
  academy: (value) => checked(academyId, value),
  notice: noticeName,
  error: faultOf,
  ...shaped(word, ['kind', 'verb', 'operation', 'type', 'request', 'result', 'outcome', 'state', 'failure']),
  ...shaped(word, ['cause', 'code', 'subCode', 'why', 'by']),
  reason,
  ...shaped(count, ['ms', 'lateMs', 'status', 'attempt', 'held', 'waiting', 'retryAfterMs']),
  ...shaped(count, ['units', 'requests', 'documents']),
  ...shaped(moment, ['at', 'since', 'dueAt']),
  ...shaped(flag, ['maybeTwice', 'signIn']),
} satisfies Record<string, Shape>;

function shaped<Name extends string>(shape: Shape, names: readonly Name[]): Record<Name, Shape> {
  return Object.fromEntries(names.map((name) => [name, shape])) as Record<Name, Shape>;
}

/** What may be told of these facts. */
export function known(facts: Facts): Record<string, Told> {
  const told: Record<string, Told> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined || !isKnown(name)) continue;
    told[name] = KNOWN[name](value) ?? WITHHELD;
  }
  return told;
}

function isKnown(name: string): name is keyof typeof KNOWN {
  return Object.hasOwn(KNOWN, name);
}

/** Kinds of notices whose ids name no person: what stands in them is the academy's own. */
const IMPERSONAL = new Set([
  ...['sprint', 'closing', 'prompt', 'task', 'meeting', 'moved', 'cancelled', 'feedback', 'pairing'],
  ...['bring-back', 'follow-up', 'reminder', 'reminders', 'message', 'broadcast', 'newcomers'],
]);

/** A notice's id; of one that names a person only the kind, and a digest that tells it from others. */
function noticeName(value: unknown): string | undefined {
  const id = checked(noticeId, value);
  const kind = id?.split(':')[0] ?? '';
  if (id === undefined || IMPERSONAL.has(kind)) return id;
  return `${/^[a-z-]{1,20}$/.test(kind) ? kind : 'other'}:${digest(id).slice(0, 12)}`;
}

function checked(make: (value: unknown) => string, value: unknown): string | undefined {
  try {
    return make(value);
  } catch (error) {
    if (error instanceof BadId) return undefined;
    throw error;
  }
}
