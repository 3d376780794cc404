import type { Audience, Content, Follower, Notice } from '../domain/delivery.ts';
import { noticeId } from '../domain/ids.ts';
import type { NoticeId, PersonId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { contended, createOnce, creating, replaceDoc, saving } from '../store/access.ts';
import { AGENDA, agenda, agendaId } from '../store/documents-agenda.ts';
import { academyPartition, notices } from '../store/documents.ts';
import type { AgendaEntry } from '../store/documents-agenda.ts';
import type { BatchOperation, Store } from '../store/port.ts';
import type { Academy } from './academies.ts';
import type { Deps } from './deps.ts';
import { readNotice } from './ledger.ts';
import { remembered } from './trail.ts';

/** Recipients that one lane of deliveries holds at most, about: keeps partitions small and a page quick. */
const LANE = 1000;

export interface Telling {
  readonly id: string;
  readonly contents: readonly Content[];
  readonly audience: Audience;
  readonly dueAt?: Instant;
  readonly except?: PersonId;
  readonly keepsHours?: true;
  readonly whenUncertain?: Notice['whenUncertain'];
  readonly supersedes?: true;
  readonly follower?: Follower;
}

export function noticeOf(academy: Academy, telling: Telling): Notice {
  const { audience, contents, except, follower, keepsHours, whenUncertain, supersedes } = telling;
  const people =
    audience.to === 'people'
      ? audience.people.length
      : academy.revision.pages.reduce((sum, page) => sum + page.count, 0);
  return {
    id: noticeId(telling.id),
    academy: academy.id,
    contents,
    audience,
    dueAt: telling.dueAt ?? academy.now,
    ...(except === undefined ? {} : { except }),
    ...(keepsHours ? { keepsHours } : {}),
    ...(whenUncertain === undefined ? {} : { whenUncertain }),
    ...(supersedes ? { supersedes } : {}),
    expansion: {
      revision: academy.revision.id,
      page: 0,
      shards: Math.ceil(people / LANE) || 1,
      recipients: 0,
    },
    lanes: [],
    status: 'expanding',
    followers: follower ? [follower] : [],
  };
}

/**
 * Writes a notice together with the change that causes it. The agenda's hint goes first: a hint without a notice is
 * harmless, a notice without a hint would never be sent. Rejects with `conflict` where the notice is there already.
 */
export async function announce(
  deps: Pick<Deps, 'store' | 'wallNow' | 'kick' | 'trail'>,
  notice: Notice,
  change: readonly BatchOperation[] = [],
): Promise<void> {
  const action = remembered(deps.trail);
  const entry = { dueAt: deps.wallNow(), academy: notice.academy, notice: notice.id, ...action };
  await createOnce(deps.store, agenda, entry);
  const told = creating(notices, { ...notice, ...action });
  await deps.store.batch(academyPartition(notice.academy), [...change, told]);
  deps.kick();
}

/** The notice has work again. The notice first, the hint next: whoever reads the hint sees the notice open, and keeps it
 * so for a moment; only then may a delivery of it be made pending. */
export async function reopen(
  { store, wallNow, trail }: Pick<Deps, 'store' | 'wallNow' | 'trail'>,
  academy: Academy,
  id: NoticeId,
): Promise<void> {
  const action = remembered(trail);
  await contended(async () => {
    const doc = await readNotice(store, academy.id, id);
    if (!doc) return;
    const status = doc.data.status === 'expanding' ? 'expanding' : 'sending';
    await replaceDoc(store, notices, { ...doc.data, status, reopenedAt: wallNow(), ...action }, doc);
  });
  await hint(store, { academy: academy.id, notice: id, dueAt: wallNow() });
}

/** Says on the agenda that a notice has work, at that moment or before. Replaced though it may be due already: who read it
 * before must not strike it. */
export async function hint(store: Store, entry: AgendaEntry & { readonly notice: NoticeId }): Promise<void> {
  await contended(async () => {
    const doc = await store.read<AgendaEntry>(AGENDA, agendaId(entry.academy, entry.notice));
    const dueAt = doc && doc.data.dueAt < entry.dueAt ? doc.data.dueAt : entry.dueAt;
    await store.batch(AGENDA, [saving(agenda, { ...entry, dueAt }, doc)]);
  });
}
