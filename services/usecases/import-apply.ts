import type { AcademyHead, Revision } from '../domain/academy.ts';
import type { AcademyId, RevisionId } from '../domain/ids.ts';
import type { Programme } from '../domain/programme.ts';
import { addMilliseconds, milliseconds, MINUTE } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import { nextPlanned, overlooked, plan as planned } from '../rules/plan.ts';
import { createDoc, replaceDoc } from '../store/access.ts';
import { AGENDA, agenda, agendaId } from '../store/documents-agenda.ts';
import { academyPartition, heads, revisionDocId } from '../store/documents.ts';
import type { AgendaEntry } from '../store/documents-agenda.ts';
import type { Store } from '../store/port.ts';
import { Academies } from './academies.ts';
import { correctionsAfter } from './corrections.ts';
import type { ImportPlan } from './import.ts';
import {
  endMemberships,
  insist,
  markFinished,
  writePages,
  writePairings,
  writePerson,
  writeRevision,
} from './import-write.ts';
import { introduce } from './introduce.ts';
import { inParallel } from './parallel.ts';
import { Persons } from './persons.ts';
import { hintRetention } from './retention-hint.ts';

export interface ImportResult {
  /** `overtaken`: another import came in between; prepare again. */
  readonly outcome: 'done' | 'overtaken';
  readonly revision: RevisionId;
  readonly people: number;
  readonly pairings: number;
  /** What could not be done for some person; the rest is done. */
  readonly problems: readonly string[];
}

/** A demonstration begins this long before the first thing that it tells anybody. */
const BEFORE_THE_FIRST = 5 * MINUTE;
/** People between two looks at whether another import has come in between. */
const CHUNK = 480;

/**
 * Makes the plan's revision current and brings persons and pairings in line with it. May be repeated at any time;
 * changes no answer, mark or message.
 * @param now wall time
 */
export async function applyImport(store: Store, plan: ImportPlan, now: Instant): Promise<ImportResult> {
  if (plan.problems.length > 0) throw new Error('a plan with problems cannot be applied');
  const result = { revision: plan.next, people: 0, pairings: 0, problems: [] as string[] };
  const head = await aimedHead(store, plan, now);
  if (!head) return { ...result, outcome: 'overtaken' };
  // The hint first: one too early costs a look, one missing would leave the academy silent.
  await hint(store, plan.programme, head, now);
  if (plan.next !== plan.base) {
    await writePages(store, plan.academy, plan.next, plan.pages);
    await writeRevision(store, plan, now);
    if (!(await makeCurrent(store, plan, head, now))) return { ...result, outcome: 'overtaken' };
    // Again: whoever saw the hint before the head had changed may have taken it away.
    await hint(store, plan.programme, head, now);
  }
  const writers = [
    ...plan.people.map((person) => () => writePerson(store, plan.academy, person, now)),
    ...plan.leaving.map((id) => () => endMemberships(store, plan.academy, id, now)),
  ];
  for (let start = 0; start < writers.length; start += CHUNK) {
    const chunk = writers.slice(start, start + CHUNK);
    result.problems.push(...(await inParallel(chunk, (write) => write())).flat());
    result.people += chunk.length;
    if (!(await isCurrent(store, plan))) return { ...result, outcome: 'overtaken' };
  }
  result.pairings = await writePairings(store, plan.academy, plan.pairings, now);
  await insist(() => introduceThem(store, plan, now));
  if (result.problems.length === 0) await markFinished(store, plan);
  return { ...result, outcome: 'done' };
}

const readHead = (store: Store, academy: AcademyId) =>
  store.read<AcademyHead>(academyPartition(academy), 'head');

const isCurrent = async (store: Store, { academy, next }: ImportPlan): Promise<boolean> =>
  (await readHead(store, academy))?.data.revision === next;

/** The head as it will be, or undefined where it is no longer the one the plan was made from. */
async function aimedHead(store: Store, plan: ImportPlan, now: Instant): Promise<AcademyHead | undefined> {
  const head = (await readHead(store, plan.academy))?.data;
  if (!head) return plan.base === undefined ? newHead(plan, now) : undefined;
  if (head.revision === plan.next) return head;
  return head.revision === plan.base ? headAfter(store, plan, head, now) : undefined;
}

/** With the plan's revision, what that makes wrong of what people have been told, and what it has them told late. */
async function headAfter(
  store: Store,
  { programme, next }: ImportPlan,
  head: AcademyHead,
  now: Instant,
): Promise<AcademyHead> {
  const pk = academyPartition(head.academy);
  const before = (await store.read<Revision>(pk, revisionDocId(head.revision)))?.data.programme;
  if (!before) return { ...head, revision: next };
  const corrections = await correctionsAfter(store, head, before, programme, now);
  const late = [...(head.overlooked ?? []), ...overlooked(before, programme, head.plannedThrough)];
  return {
    ...head,
    revision: next,
    ...(corrections.length > 0 ? { corrections } : {}),
    ...(late.length > 0 ? { overlooked: [...new Set(late)] } : {}),
  };
}

function newHead({ academy, programme, next }: ImportPlan, now: Instant): AcademyHead {
  const first = programme.demo ? planned(programme)[0] : undefined;
  const plannedThrough = first ? addMilliseconds(first.dueAt, -BEFORE_THE_FIRST) : now;
  return {
    academy,
    revision: next,
    clockOffset: milliseconds(plannedThrough) - milliseconds(now),
    plannedThrough,
  };
}

/** Sees to it that somebody looks at the academy when the next thing of its programme falls due, or before. */
async function hint(store: Store, programme: Programme, head: AcademyHead, now: Instant): Promise<void> {
  await hintRetention(store, programme, head);
  const next = nextPlanned(programme, head.plannedThrough);
  const isLate = [head.corrections, head.overlooked].some((open) => open !== undefined && open.length > 0);
  if (!next && !isLate) return;
  // An academy with a clock of its own is always due: when it is moved, nothing here would tell.
  const dueAt = !next || isLate || programme.demo ? now : next.dueAt;
  const entry: AgendaEntry = { dueAt, academy: programme.id };
  await insist(async () => {
    const there = await store.read<AgendaEntry>(AGENDA, agendaId(programme.id));
    if (!there) await createDoc(store, agenda, entry);
    else if (dueAt < there.data.dueAt) await replaceDoc(store, agenda, entry, there);
  });
}

/** The one write that counts. The rest of the head is whatever it is by then: its clock may have moved on. */
function makeCurrent(store: Store, plan: ImportPlan, aimed: AcademyHead, now: Instant): Promise<boolean> {
  return insist(async () => {
    const head = await readHead(store, plan.academy);
    if (head?.data.revision === plan.next) return true;
    if (head?.data.revision !== plan.base) return false;
    if (head) await replaceDoc(store, heads, await headAfter(store, plan, head.data, now), head);
    else await createDoc(store, heads, aimed);
    return true;
  });
}

/** Before the import counts as finished: one that was interrupted here tells them when it is repeated. */
function introduceThem(store: Store, plan: ImportPlan, now: Instant): Promise<void> {
  const wallNow = () => now;
  const deps = { store, academies: new Academies(store, wallNow), persons: new Persons(store), wallNow };
  // A bot that is running finds the agenda's hints by itself.
  return introduce(
    { ...deps, kick: () => undefined },
    {
      academy: plan.academy,
      revision: plan.next,
      ...plan.introductions,
    },
  );
}
