import { agenda, stucks } from './documents-agenda.ts';
import {
  answers,
  broadcasts,
  chosenLanguages,
  deliveries,
  feedbackGiven,
  feedbackTallies,
  heads,
  laneTallies,
  marks,
  messages,
  notices,
  pairings,
  personKeys,
  persons,
  projections,
  reaches,
  reminderDays,
  revisions,
  rosterPages,
  rsvps,
  threads,
} from './documents.ts';
import type { Kind } from './documents.ts';
import { figures } from './documents-figures.ts';
import { calendarSecrets, installations, leases, seen } from './documents-installation.ts';
import type { Versions } from './documents-installation.ts';
import { newcomers, questionCounts } from './documents-newcomer.ts';

/** Every kind, in the order in which they are carried to another store: an academy is there once its head is, and looked
 * at once it is on the agenda. */
export const KINDS: readonly Kind<unknown>[] = [
  installations,
  calendarSecrets,
  leases,
  seen,
  persons,
  personKeys,
  reminderDays,
  revisions,
  rosterPages,
  projections,
  pairings,
  answers,
  marks,
  rsvps,
  feedbackTallies,
  feedbackGiven,
  threads,
  messages,
  broadcasts,
  reaches,
  chosenLanguages,
  newcomers,
  questionCounts,
  deliveries,
  laneTallies,
  notices,
  stucks,
  figures,
  heads,
  agenda,
];

const byType = new Map(KINDS.map((kind) => [kind.type, kind]));
export const kindOf = (type: string): Kind<unknown> | undefined => byType.get(type);

/** What this program writes. */
export const KNOWN: Versions = Object.fromEntries(KINDS.map(({ type, schema }) => [type, schema]));
