/** Counts an academy before its people are forgotten. */
import type { Revision } from '../domain/academy.ts';
import type { FeedbackTally, FeedbackValue } from '../domain/answer.ts';
import type { Tally } from '../domain/delivery.ts';
import type { FeedbackFigure, Figures, ItemFigure, RsvpFigure } from '../domain/figures.ts';
import type { AcademyId } from '../domain/ids.ts';
import type { Role } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import { count, each } from '../store/access.ts';
import {
  academyPartition,
  feedbackTallies,
  marks,
  messages,
  notices,
  rosterPages,
  rsvps,
} from '../store/documents.ts';
import type { Store } from '../store/port.ts';
import { addTally, noTally, tallyOf } from './ledger.ts';

/** Reads the whole academy and keeps counts alone, so that its size does not matter. */
export async function figuresOf(store: Store, revision: Revision, madeAt: Instant): Promise<Figures> {
  const pk = academyPartition(revision.academy);
  return {
    academy: revision.academy,
    madeAt,
    people: await peopleOf(store, revision),
    progress: await progressOf(store, pk),
    rsvps: await rsvpsOf(store, pk),
    feedback: await feedbackOf(store, pk),
    messages: await count(each(store, messages, pk)),
    deliveries: await deliveriesOf(store, revision.academy),
  };
}

async function peopleOf(store: Store, { academy, id }: Revision): Promise<Figures['people']> {
  const counts: Record<Role, number> = { participant: 0, mentor: 0, coordinator: 0 };
  for await (const { members } of each(store, rosterPages, academyPartition(academy), `${id}/`))
    for (const { role } of members) counts[role] += 1;
  return counts;
}

async function progressOf(store: Store, pk: string): Promise<readonly ItemFigure[]> {
  const counts = new Map<string, ItemFigure>();
  for await (const { sprint, item, organisation } of each(store, marks, pk)) {
    const key = `${sprint}/${item}/${organisation}`;
    counts.set(key, { sprint, item, organisation, given: (counts.get(key)?.given ?? 0) + 1 });
  }
  return [...counts.values()];
}

async function rsvpsOf(store: Store, pk: string): Promise<readonly RsvpFigure[]> {
  const counts = new Map<string, RsvpFigure>();
  for await (const { meeting, answer } of each(store, rsvps, pk)) {
    const key = `${meeting}/${answer}`;
    counts.set(key, { meeting, answer, people: (counts.get(key)?.people ?? 0) + 1 });
  }
  return [...counts.values()];
}

async function feedbackOf(store: Store, pk: string): Promise<readonly FeedbackFigure[]> {
  const all: FeedbackFigure[] = [];
  for await (const tally of each(store, feedbackTallies, pk)) all.push(...feedbackFigures(tally));
  return all;
}

function feedbackFigures({ meeting, questions }: FeedbackTally): readonly FeedbackFigure[] {
  return Object.entries(questions).flatMap(([question, { shown }]) =>
    shown.length === 0 ? [] : [{ meeting, question, given: shown.length, numbers: histogram(shown) }],
  );
}

function histogram(values: readonly FeedbackValue[]): FeedbackFigure['numbers'] {
  const numbers = values.filter((value) => typeof value === 'number');
  const different = [...new Set(numbers)].sort((a, b) => a - b);
  return different.map((value) => ({ value, count: numbers.filter((one) => one === value).length }));
}

async function deliveriesOf(store: Store, academy: AcademyId): Promise<Readonly<Record<string, Tally>>> {
  const sums: Record<string, Tally> = {};
  for await (const notice of each(store, notices, academyPartition(academy))) {
    const kind = notice.contents[0]?.kind;
    if (kind !== undefined) sums[kind] = addTally(sums[kind] ?? noTally, await tallyOf(store, notice));
  }
  return sums;
}
