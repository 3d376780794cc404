/**
 * Every kind of document Fadder keeps: where it stands and in which order it is paged. The store knows none of
 * this; the use cases know no keys but these.
 */
import { createHash } from 'node:crypto';
import type { AcademyHead, Revision, RosterPage } from '../domain/academy.ts';
import type { Answer, FeedbackTally, Mark, Rsvp } from '../domain/answer.ts';
import type { Broadcast } from '../domain/broadcast.ts';
import type { Delivery, DeliveryState, Notice, Tally } from '../domain/delivery.ts';
import type {
  AcademyId,
  ItemId,
  MeetingId,
  NoticeId,
  OrganisationId,
  PairingId,
  PersonId,
  RevisionId,
  SprintId,
  TenantId,
} from '../domain/ids.ts';
import { tenantId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Pairing, Person, Reach } from '../domain/people.ts';
import type { Thread, ThreadMessage } from '../domain/thread.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import { instant, milliseconds } from '../domain/time.ts';
import type { Doc } from './port.ts';

export interface Kind<T> {
  readonly type: string;
  /** What this program writes. It reads the next one too, and keeps the fields of it that it does not know. */
  readonly schema: number;
  readonly ttl?: number;
  /** What belongs to this installation's processes, and means nothing in another store. */
  readonly stays?: true;
  place(data: T): { readonly pk: string; readonly id: string; readonly sort: string };
  /** Of a kind with a `ttl`: since when its life runs, told by the data alone. */
  since?(data: T): Instant;
  /** The data as the version before wrote it, for as long as somebody runs who cannot read this one. Absent: this one
   * only has fields more, which the version before keeps. */
  before?(data: T): unknown;
}

/** @param read what it takes the place of: a document that a newer program wrote stays one of its schema */
export function docOf<T>(kind: Kind<T>, data: T, read?: Doc): Doc<T> {
  const { type, ttl } = kind;
  const schema = Math.max(kind.schema, read?.schema ?? 0);
  return { ...kind.place(data), type, schema, ...(ttl === undefined ? {} : { ttl }), data };
}

export const academyPartition = (academy: AcademyId) => `a:${academy}`;
export const personPartition = (person: PersonId) => `p:${person}`;
/** One lane: a tenant's share of a notice's deliveries. `lane` is `tenant/shard`. */
export const lanePartition = (academy: AcademyId, notice: NoticeId, lane: string) =>
  `d:${academy}:${notice}:${lane.replace('/', ':')}`;

/** In place of a tenant: the lane of those who are reached nowhere. Nothing in it is ever sent. */
export const NOWHERE = tenantId('nowhere');

/** A person's lane at a tenant, of so many shards. */
export const laneOf = (tenant: TenantId, person: PersonId, shards: number) =>
  `${tenant}/${shardOf(person, shards)}`;
const shardOf = (person: PersonId, shards: number) =>
  String(parseInt(digest(person).slice(0, 8), 16) % shards);
/** The lanes that a person's deliveries may stand in, whatever their tenant was. */
export const lanesWith = (notice: Notice, person: PersonId) =>
  notice.lanes.filter((lane) => lane.endsWith(`/${shardOf(person, notice.expansion.shards)}`));

/** A short, safe name for any text: 160 bits of SHA-256 in hexadecimal. */
export const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 40);

/** A day by its name alone (UTC). */
export const startOf = (date: string) => instant(Date.parse(date));

/** Sorts newest first. */
export const newestFirst = (at: Instant) => String(9e15 - milliseconds(at)).padStart(16, '0');

export const heads: Kind<AcademyHead> = {
  type: 'head',
  schema: 1,
  place: (h) => ({ pk: academyPartition(h.academy), id: 'head', sort: h.academy }),
};

export const revisions: Kind<Revision> = {
  type: 'revision',
  schema: 1,
  place: (r) => ({ pk: academyPartition(r.academy), id: `revision:${r.id}`, sort: r.importedAt }),
};
export const revisionDocId = (revision: RevisionId) => `revision:${revision}`;

export const rosterPages: Kind<RosterPage> = {
  type: 'rosterPage',
  schema: 1,
  place: (p) => ({
    pk: academyPartition(p.academy),
    id: rosterPageId(p.revision, p.page),
    sort: `${p.revision}/${String(p.page).padStart(6, '0')}`,
  }),
};
export const rosterPageId = (revision: RevisionId, page: number) => `roster:${revision}:${String(page)}`;

/** The last revision whose persons, keys and pairings have all been written. An import that was interrupted leaves
 * an older one here, and the next import finishes it. */
export interface Projection {
  readonly academy: AcademyId;
  readonly revision: RevisionId;
}
export const PROJECTION = 'projection';
export const projections: Kind<Projection> = {
  type: 'projection',
  schema: 1,
  place: (p) => ({ pk: academyPartition(p.academy), id: PROJECTION, sort: p.academy }),
};

export const pairings: Kind<Pairing> = {
  type: 'pairing',
  schema: 1,
  place: (p) => ({
    pk: academyPartition(p.academy),
    id: `pairing:${p.id}`,
    sort: `${p.organisation}/${p.from}`,
  }),
};

export const persons: Kind<Person> = {
  type: 'person',
  schema: 1,
  place: (p) => ({ pk: personPartition(p.id), id: 'person', sort: p.id }),
};

/** What a person is reminded of on one day, by which notices: the first carries the card. */
export interface ReminderDay {
  readonly person: PersonId;
  readonly date: LocalDate;
  readonly entries: readonly {
    readonly academy: AcademyId;
    readonly notice: NoticeId;
    readonly items: readonly ItemId[];
  }[];
  /** The card has been drawn: what comes later goes with the next day's. */
  readonly closed?: true;
}
export const reminderDayId = (date: LocalDate) => `reminders:${date}`;
export const reminderDays: Kind<ReminderDay> = {
  type: 'reminderDay',
  schema: 1,
  ttl: 30 * 86_400,
  place: (d) => ({ pk: personPartition(d.person), id: reminderDayId(d.date), sort: d.date }),
  since: ({ date }) => startOf(date),
};

/** What leads to a person: an address, an account, a roster's own id. */
export interface PersonKey {
  readonly key: string;
  readonly person: PersonId;
}
export const personKeys: Kind<PersonKey> = {
  type: 'personKey',
  schema: 1,
  place: (k) => ({ pk: keyPartition(k.key), id: 'key', sort: '-' }),
};
export const keyPartition = (key: string) =>
  `k:${createHash('sha256').update(key).digest('hex').slice(0, 40)}`;
export const addressKey = (address: string) => `address ${address.trim().toLowerCase()}`;
export const accountKey = (tenant: string, user: string) => `account ${tenant} ${user}`;
export const rosterKey = (academy: AcademyId, rosterId: string) => `roster ${academy} ${rosterId}`;

/** Sort prefix of an organisation's work in a sprint, or on one item of it. */
export const workPrefix = (organisation: OrganisationId, sprint?: SprintId, item?: ItemId) =>
  [organisation, sprint, item].filter((part) => part !== undefined).join('/') + '/';
const owner = (a: { readonly organisation: OrganisationId; readonly person?: PersonId }) =>
  a.person ?? `@${a.organisation}`;
export const answerId = (item: ItemId, by: PersonId | OrganisationId, joint: boolean) =>
  `answer:${item}:${joint ? '@' : ''}${by}`;

export const answers: Kind<Answer> = {
  type: 'answer',
  schema: 1,
  place: (a) => ({
    pk: academyPartition(a.academy),
    id: `answer:${a.item}:${owner(a)}`,
    sort: workPrefix(a.organisation, a.sprint, a.item) + owner(a),
  }),
};

export const marks: Kind<Mark> = {
  type: 'mark',
  schema: 1,
  place: (m) => ({
    pk: academyPartition(m.academy),
    id: `mark:${m.item}:${owner(m)}`,
    sort: workPrefix(m.organisation, m.sprint, m.item) + owner(m),
  }),
};

export const rsvps: Kind<Rsvp> = {
  type: 'rsvp',
  schema: 1,
  place: (r) => ({
    pk: academyPartition(r.academy),
    id: rsvpId(r.meeting, r.person),
    sort: `${r.meeting}/${r.organisation ?? '-'}/${r.person}`,
  }),
};
export const rsvpId = (meeting: MeetingId, person: PersonId) => `rsvp:${meeting}:${person}`;

export const feedbackTallies: Kind<FeedbackTally> = {
  type: 'feedback',
  schema: 1,
  place: (f) => ({ pk: academyPartition(f.academy), id: `feedback:${f.meeting}`, sort: f.meeting }),
};

/** That a person has given feedback on a meeting: neither what nor when. */
export interface FeedbackGiven {
  readonly academy: AcademyId;
  readonly meeting: MeetingId;
  readonly person: PersonId;
}
export const feedbackGiven: Kind<FeedbackGiven> = {
  type: 'feedbackGiven',
  schema: 1,
  place: (f) => ({
    pk: academyPartition(f.academy),
    id: `gave:${f.meeting}:${f.person}`,
    sort: `${f.meeting}/${f.person}`,
  }),
};

export const threads: Kind<Thread> = {
  type: 'thread',
  schema: 1,
  place: (t) => ({ pk: academyPartition(t.academy), id: `thread:${t.pairing}`, sort: t.pairing }),
};

export const messages: Kind<ThreadMessage> = {
  type: 'message',
  schema: 1,
  place: (m) => ({
    pk: academyPartition(m.academy),
    id: messageId(m.pairing, m.number),
    sort: `${m.pairing}/${String(m.number).padStart(8, '0')}`,
  }),
};
export const messageId = (pairing: PairingId, number: number) => `message:${pairing}:${String(number)}`;

/** What waits for its time is listed apart, the next first. */
export const SCHEDULED = 'scheduled/';
export const broadcasts: Kind<Broadcast> = {
  type: 'broadcast',
  schema: 1,
  place: (b) => ({
    pk: academyPartition(b.academy),
    id: `broadcast:${b.id}`,
    sort: b.status.status === 'scheduled' ? `${SCHEDULED}${b.status.dueAt}/${b.id}` : newestFirst(b.at),
  }),
};

/** What concerns many (the programme's notices, broadcasts) is listed apart from what is told to one person or in a
 * thread. */
export const GENERAL = '0/';
export const PERSONAL = '1/';
export const notices: Kind<Notice> = {
  type: 'notice',
  schema: 1,
  place: (n) => ({
    pk: academyPartition(n.academy),
    id: noticeDocId(n.id),
    sort: `${concernsMany(n) ? GENERAL : PERSONAL}${newestFirst(n.dueAt)}`,
  }),
};
/** A reminder that goes with others is listed as they are. */
const concernsMany = ({ audience, untold }: Notice) =>
  audience.to !== 'people' && !(untold && 'goesWith' in untold);
export const noticeDocId = (notice: NoticeId) => `notice:${notice}`;

/** Whether a person can be written to; absent while nothing has been heard of them. */
export interface PersonReach {
  readonly academy: AcademyId;
  readonly person: PersonId;
  readonly reach: Reach;
}
export const reaches: Kind<PersonReach> = {
  type: 'reach',
  schema: 1,
  place: (r) => ({ pk: academyPartition(r.academy), id: `reach:${r.person}`, sort: r.person }),
};

/** The language a person chose, where that is not the roster's: for those who write to many. The person's own
 * document is what their cards follow. */
export interface ChosenLanguage {
  readonly academy: AcademyId;
  readonly person: PersonId;
  readonly language: Language;
}
export const chosenLanguages: Kind<ChosenLanguage> = {
  type: 'language',
  schema: 1,
  place: (c) => ({ pk: academyPartition(c.academy), id: `language:${c.person}`, sort: c.person }),
};

/** Open deliveries sort first and by due time, those being sent next, settled ones last. */
export const deliveries: Kind<Delivery> = {
  type: 'delivery',
  schema: 1,
  place: (d) => ({
    pk: lanePartition(d.academy, d.notice, d.lane),
    id: deliveryId(d.person, d.part),
    sort: deliverySort(d),
  }),
};
export const deliveryId = (person: PersonId, part: number) => `${person}.${String(part)}`;
export const PENDING = '0/';
export const SENDING = '1/';
export const SETTLED = '2/';
/** End of the sort range that starts with `prefix`. */
export const after = (prefix: string) => `${prefix}\u{10ffff}`;

function deliverySort({ person, part, state }: Delivery): string {
  if (state.state === 'pending') return `${PENDING}${state.dueAt}/${partOf(person, part)}`;
  if (state.state === 'sending') return `${SENDING}${partOf(person, part)}`;
  return settledSort(state.state, person, part);
}
export const settledSort = (state: DeliveryState['state'], person: PersonId, part: number) =>
  `${SETTLED}${state}/${partOf(person, part)}`;
/** Parts in their order, the tenth after the ninth. */
const partOf = (person: PersonId, part: number) => `${person}.${String(part).padStart(3, '0')}`;

export interface LaneTally {
  readonly academy: AcademyId;
  readonly notice: NoticeId;
  readonly lane: string;
  readonly tally: Tally;
}
export const laneTallies: Kind<LaneTally> = {
  type: 'tally',
  schema: 1,
  place: (t) => ({ pk: lanePartition(t.academy, t.notice, t.lane), id: 'tally', sort: t.lane }),
};
