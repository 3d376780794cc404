/** Documents about what is due, and about what does not move. */
import type { StuckReason } from '../domain/delivery.ts';
import type { AcademyId, ActionId, NoticeId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { academyPartition } from './documents.ts';
import type { Kind } from './documents.ts';

/** A notice that has not moved for long, and why; there only as long as that is so. */
export interface Stuck {
  readonly academy: AcademyId;
  readonly notice: NoticeId;
  readonly why: StuckReason;
  /** Wall time. */
  readonly since: Instant;
  /** Deliveries that wait, where that could be seen. */
  readonly waiting?: number;
}
export const stuckId = (notice: NoticeId) => `stuck:${notice}`;
export const stucks: Kind<Stuck> = {
  type: 'stuck',
  schema: 1,
  place: (s) => ({ pk: academyPartition(s.academy), id: stuckId(s.notice), sort: s.since }),
};

/** A hint that something is due: written before the change that it announces. An academy whose clock is not the
 * wall's (a demonstration) keeps a plan entry that is always due. */
export interface AgendaEntry {
  /** Wall time. */
  readonly dueAt: Instant;
  readonly academy: AcademyId;
  /** Work on a notice; absent: the academy's next planned thing. */
  readonly notice?: NoticeId;
  /** The notice's, for whoever finds it before they have read the notice. */
  readonly action?: ActionId;
  /** Neither: its people are to be forgotten. */
  readonly retention?: true;
}
export const AGENDA = 'agenda';
export const agenda: Kind<AgendaEntry> = {
  type: 'agenda',
  schema: 1,
  place: (e) => ({
    pk: AGENDA,
    id: e.retention ? retentionId(e.academy) : agendaId(e.academy, e.notice),
    sort: e.dueAt,
  }),
};
export const agendaId = (academy: AcademyId, notice?: NoticeId) =>
  notice === undefined ? `plan:${academy}` : `notice:${academy}:${notice}`;
export const retentionId = (academy: AcademyId) => `retention:${academy}`;
