import type { AcademyHead, Revision, RosterPage } from '../domain/academy.ts';
import type { AcademyId, OrganisationId, PersonId, RevisionId } from '../domain/ids.ts';
import type { Member } from '../domain/people.ts';
import type { Programme } from '../domain/programme.ts';
import { addMilliseconds, milliseconds } from '../domain/time.ts';
import type { Instant } from '../domain/time.ts';
import type { Frame } from '../domain/view.ts';
import { across } from '../store/access.ts';
import { academyPartition, heads, revisionDocId, rosterPageId } from '../store/documents.ts';
import type { Store } from '../store/port.ts';

/** An academy as it stands: what is current, and what time it is there. */
export interface Academy {
  readonly id: AcademyId;
  readonly head: AcademyHead;
  readonly revision: Revision;
  readonly programme: Programme;
  /** Academy time. */
  readonly now: Instant;
  readonly frame: Frame;
}

/** A head may be this old: an import or a moved clock made by another process is seen within this time. */
const HEAD_AGE_MS = 1000;
/** Revisions and roster pages kept in memory, each at most a few hundred kilobytes. */
const KEPT = 200;

/**
 * Reads academies. A revision and its roster pages never change, so they are kept; the head is read again when it
 * is older than a second, so that most actions cost no read for the academy at all.
 */
export class Academies {
  readonly #store: Store;
  readonly #wallNow: () => Instant;
  readonly #heads = new Map<AcademyId, { head: AcademyHead; readAt: number }>();
  readonly #revisions = new Map<string, Promise<Revision>>();
  readonly #pages = new Map<string, Promise<RosterPage>>();
  readonly #sizes = new Map<string, Promise<number>>();

  constructor(store: Store, wallNow: () => Instant) {
    this.#store = store;
    this.#wallNow = wallNow;
  }

  /** Undefined where there is no such academy. */
  async read(id: AcademyId): Promise<Academy | undefined> {
    const head = await this.#head(id);
    return head && this.#at(head, await this.#revision(id, head.revision));
  }

  /** As `read`, past the memory: for those who are about to change the head. */
  async readFresh(id: AcademyId): Promise<Academy | undefined> {
    this.forget(id);
    return this.read(id);
  }

  /** The next `read` asks the store: called by whoever changed the head in this process. */
  forget(id: AcademyId): void {
    this.#heads.delete(id);
  }

  async all(): Promise<readonly Academy[]> {
    const found: Academy[] = [];
    for await (const { data } of across<AcademyHead>(this.#store, { type: heads.type })) {
      found.push(this.#at(data, await this.#revision(data.academy, data.revision)));
    }
    return found;
  }

  async page(id: AcademyId, revision: RevisionId, page: number): Promise<readonly Member[]> {
    const docId = rosterPageId(revision, page);
    const found = await keep(this.#pages, `${id}/${docId}`, () => this.#must<RosterPage>(id, docId));
    return found.members;
  }

  /** An organisation's participants; without an organisation: mentors and coordinators. */
  async members(academy: Academy, organisation?: OrganisationId): Promise<readonly Member[]> {
    const { id, pages } = academy.revision;
    const wanted = pages.flatMap((page, index) => (page.organisation === organisation ? [index] : []));
    return (await Promise.all(wanted.map((index) => this.page(academy.id, id, index)))).flat();
  }

  /** How many people the academy has, each counted once whatever their roles. */
  size(academy: Academy): Promise<number> {
    const { id, pages } = academy.revision;
    return keep(this.#sizes, `${academy.id}/${id}`, async () => {
      const people = new Set<PersonId>();
      for (const page of pages.keys()) {
        for (const { person } of await this.page(academy.id, id, page)) people.add(person);
      }
      return people.size;
    });
  }

  /** The revision that a notice was expanded from, which need not be the current one. */
  revisionOf(id: AcademyId, revision: RevisionId): Promise<Revision> {
    return this.#revision(id, revision);
  }

  async #head(id: AcademyId): Promise<AcademyHead | undefined> {
    const wall = milliseconds(this.#wallNow());
    const kept = this.#heads.get(id);
    // An age below zero means that the wall clock was set back: read again rather than trust it for hours.
    if (kept && wall - kept.readAt >= 0 && wall - kept.readAt < HEAD_AGE_MS) return kept.head;
    const doc = await this.#store.read<AcademyHead>(academyPartition(id), 'head');
    if (doc) this.#heads.set(id, { head: doc.data, readAt: wall });
    return doc?.data;
  }

  #revision(id: AcademyId, revision: RevisionId): Promise<Revision> {
    const docId = revisionDocId(revision);
    return keep(this.#revisions, `${id}/${docId}`, () => this.#must<Revision>(id, docId));
  }

  async #must<T>(id: AcademyId, docId: string): Promise<T> {
    const doc = await this.#store.read<T>(academyPartition(id), docId);
    if (!doc) throw new Error(`academy ${id} names ${docId}, which is not in the store`);
    return doc.data;
  }

  #at(head: AcademyHead, revision: Revision): Academy {
    const { programme } = revision;
    const now = addMilliseconds(this.#wallNow(), head.clockOffset);
    return { id: head.academy, head, revision, programme, now, frame: frameOf(programme, now) };
  }
}

function frameOf(programme: Programme, now: Instant): Frame {
  return {
    academy: programme.id,
    title: programme.title,
    demo: programme.demo,
    defaultLanguage: programme.defaultLanguage,
    zone: programme.timezone,
    now,
  };
}

/** Who mentors an organisation now. */
export function mentorOf(academy: Academy, organisation: OrganisationId): PersonId | undefined {
  return academy.revision.pairings.find((pairing) => pairing.organisation === organisation)?.mentor;
}

/** Reads once and keeps; a failed read is not kept; the oldest goes when there are too many. */
async function keep<T>(kept: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known) return known;
  const reading = read();
  kept.set(key, reading);
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  try {
    return await reading;
  } catch (error) {
    kept.delete(key);
    throw error;
  }
}
