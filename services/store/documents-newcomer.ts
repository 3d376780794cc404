/** Documents about accounts that nobody vouches for. */
import type { AcademyId, NewcomerId } from '../domain/ids.ts';
import type { NewcomerQuestion } from '../domain/newcomer.ts';
import { academyPartition, startOf } from './documents.ts';
import type { Kind } from './documents.ts';

/** Questions that wait for an answer sort first. A question is a note that this account has been asked about: after a
 * quarter of a year it may be asked about again, and what a stranger is called is not kept for ever. */
export const newcomers: Kind<NewcomerQuestion> = {
  type: 'newcomer',
  schema: 1,
  ttl: 90 * 86_400,
  place: (n) => ({
    pk: academyPartition(n.academy),
    id: newcomerDocId(n.id),
    sort: `${n.status.status === 'open' ? OPEN : '1/'}${n.askedAt}`,
  }),
  since: ({ status, askedAt }) => ('at' in status ? status.at : askedAt),
};
export const OPEN = '0/';
export const newcomerDocId = (newcomer: NewcomerId) => `newcomer:${newcomer}`;

/** How many questions about newcomers an academy's coordinators have got on a day (UTC). */
export interface QuestionCount {
  readonly academy: AcademyId;
  readonly day: string;
  readonly count: number;
}
export const questionCounts: Kind<QuestionCount> = {
  type: 'questionCount',
  schema: 1,
  ttl: 2 * 86_400,
  place: (q) => ({ pk: academyPartition(q.academy), id: questionCountId(q.day), sort: q.day }),
  since: ({ day }) => startOf(day),
};
export const questionCountId = (day: string) => `asked:${day}`;
