import type { Answer, AnswerValue, Readers, Revision } from '../domain/answer.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Share } from '../domain/programme.ts';
import type { Instant } from '../domain/time.ts';
import type { LogLine } from '../domain/view.ts';

export { maxChars, readGiven } from './given.ts';

/** What is known when somebody answers, or takes an answer back (`value` undefined). */
export interface AnswerFacts {
  readonly answer: Answer | undefined;
  readonly by: PersonId;
  /** Number of the last revision that the card showed; 0: none. */
  readonly rev: number;
  readonly nonce: string;
  readonly value: AnswerValue | undefined;
  /** Of a person's own answer. */
  readonly share?: Share;
  /** Whom that share stands for now, where it names people. */
  readonly readers?: Readers;
  readonly now: Instant;
  readonly window: { readonly opens: Instant; readonly until: Instant };
  /** The person's own, not the organisation's. */
  readonly personal: boolean;
}

export type AnswerDecision =
  /** It is already so: the receipt again. */
  | { readonly decision: 'same' }
  | { readonly decision: 'notOpen' }
  | { readonly decision: 'closed' }
  /** Somebody else answered since the card was drawn: both versions are shown, to be merged. */
  | { readonly decision: 'conflict' }
  /** There is no answer to take back. */
  | { readonly decision: 'nothing' }
  | {
      readonly decision: 'write';
      readonly revision: Revision;
      /** What becomes of the answer's mark, in the same batch. */
      readonly mark: 'create' | 'keep' | 'delete';
    };

/** Decides what an answer does. A repeated click is settled before anything else, so that it gets its receipt
 * even when the item has closed or others have gone on since. */
export function decideAnswer(facts: AnswerFacts): AnswerDecision {
  const { now, window, value } = facts;
  const current = currentRevision(facts.answer);
  if (isRepeated(facts)) return { decision: 'same' };
  if (now < window.opens) return { decision: 'notOpen' };
  if (now > window.until) return { decision: 'closed' };
  if (value === undefined && current === undefined) return { decision: 'nothing' };
  if (value !== undefined && isContentOf(current, facts) && isForSame(current, facts))
    return { decision: 'same' };
  if (isOvertaken(facts, current)) return { decision: 'conflict' };
  return { decision: 'write', revision: nextRevision(facts), mark: markFor(value, current) };
}

/** The revision in force: the last one, unless it took the answer back. */
export function currentRevision(answer: Answer | undefined): Revision | undefined {
  const last = answer?.revisions.at(-1);
  return last?.value === undefined ? undefined : last;
}

/** Revisions kept of one answer. At their longest they fill a document four fifths. */
const KEPT = 100;

/** The revisions with one more: the first, which says who began, and the latest. */
export function withRevision(revisions: readonly Revision[], next: Revision): readonly Revision[] {
  const all = [...revisions, next];
  return all.length <= KEPT ? all : [...all.slice(0, 1), ...all.slice(1 - KEPT)];
}

export function sameValue(a: AnswerValue | undefined, b: AnswerValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

/** Who did what to an answer, newest first. */
export function logOf(answer: Answer | undefined, names: (person: PersonId) => string): LogLine[] {
  const revisions = answer?.revisions ?? [];
  return revisions
    .map(({ by, at, value }, index) => ({
      by: names(by),
      at,
      what: whatHappened(value, revisions[index - 1]?.value),
    }))
    .reverse();
}

function isRepeated(facts: AnswerFacts): boolean {
  const revisions = facts.answer?.revisions ?? [];
  return revisions.some(
    (revision) => revision.by === facts.by && revision.nonce === facts.nonce && isContentOf(revision, facts),
  );
}

function isContentOf(revision: Revision | undefined, facts: AnswerFacts): boolean {
  const { value, share, personal } = facts;
  if (revision === undefined || !sameValue(revision.value, value)) return false;
  if (!personal || value === undefined) return true;
  return revision.share === share;
}

/** For the same people, too. A repeated click does not ask: it must not share with a successor what was meant for
 * somebody else. */
function isForSame(revision: Revision | undefined, { readers, personal }: AnswerFacts): boolean {
  return !personal || sameReaders(revision?.readers, readers);
}

function sameReaders(a: Readers | undefined, b: Readers | undefined): boolean {
  const listed = (readers?: Readers) =>
    [readers?.mentor ?? '', ...(readers?.colleagues ?? [])].sort().join(' ');
  return listed(a) === listed(b);
}

/** Nothing is overwritten that its writer did not see; an answer taken back leaves nothing to overwrite. */
function isOvertaken({ by, rev }: AnswerFacts, current: Revision | undefined): boolean {
  return current !== undefined && current.number !== rev && current.by !== by;
}

function nextRevision({ answer, by, now, value, share, readers, nonce, personal }: AnswerFacts): Revision {
  const named = value !== undefined && personal && share !== undefined;
  return {
    number: (answer?.revisions.at(-1)?.number ?? 0) + 1,
    by,
    at: now,
    nonce,
    ...(value === undefined ? {} : { value }),
    ...(named ? { share } : {}),
    ...(named && readers !== undefined ? { readers } : {}),
  };
}

function markFor(
  value: AnswerValue | undefined,
  current: Revision | undefined,
): 'create' | 'keep' | 'delete' {
  if (value === undefined) return 'delete';
  return current === undefined ? 'create' : 'keep';
}

function whatHappened(value: AnswerValue | undefined, before: AnswerValue | undefined): LogLine['what'] {
  if (value === undefined) return 'undone';
  if (value.kind === 'done') return 'done';
  return before === undefined ? 'answered' : 'edited';
}

/** In a fixed order, since a stored document may keep its fields in another. */
function canonical(value: AnswerValue): readonly unknown[] {
  switch (value.kind) {
    case 'text':
      return [value.kind, value.text];
    case 'number':
      return [value.kind, value.value];
    case 'link':
      return [value.kind, value.url];
    case 'done':
      return [value.kind];
    case 'choice':
      return [value.kind, value.choice, value.comment ?? ''];
  }
}
