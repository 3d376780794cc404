import type { Notice } from '../domain/delivery.ts';
import type { AcademyId } from '../domain/ids.ts';
import type { Person } from '../domain/people.ts';
import { personWithout } from '../rules/retention.ts';
import { across, count } from '../store/access.ts';
import { academyPartition, deliveries, heads, notices, persons, revisions } from '../store/documents.ts';
import { figures } from '../store/documents-figures.ts';
import { KINDS } from '../store/documents-all.ts';
import type { Store } from '../store/port.ts';
import { isOf } from './forget-person.ts';
import { tallyOf } from './ledger.ts';

/** What anonymising an academy would take away. */
export interface Goes {
  /** People who are in no other academy. */
  readonly forgotten: number;
  /** People who are in another one, too. */
  readonly kept: number;
  /** How many documents of each type. */
  readonly documents: Readonly<Record<string, number>>;
}

/** Reads; changes nothing. */
export async function whatGoes(store: Store, academy: AcademyId): Promise<Goes> {
  const people = { forgotten: 0, kept: 0 };
  for await (const { data } of across<Person>(store, { type: persons.type }))
    if (isOf(data, academy)) people[personWithout(data, academy) ? 'kept' : 'forgotten'] += 1;
  const pk = academyPartition(academy);
  const stays: readonly string[] = [heads.type, figures.type, revisions.type];
  const documents: Record<string, number> = {};
  for (const { type } of KINDS) {
    const there = stays.includes(type) ? 0 : await count(across(store, { pk, type }));
    if (there > 0) documents[type] = there;
  }
  let told = 0;
  for await (const { data } of across<Notice>(store, { pk, type: notices.type }))
    told += Object.values(await tallyOf(store, data)).reduce((sum, n) => sum + n, 0);
  if (told > 0) documents[deliveries.type] = told;
  return { ...people, documents };
}
